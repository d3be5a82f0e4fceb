"""Write the history snapshot: the one file in which the service tells training what became of leads."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from model.lead.schema import Field, LeadSchema
from model.lead.values import MAX_NUMBER
from model.money import to_major
from model.reading.numbers import read_number
from model.reading.yes_no import read_yes_no
from model.vocabulary import LOST, WON
from service.store import history
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.new_lead import UTM
from service.usecases.source import IMPORT

FORMAT = 1
_INSTANT = "instant"
_OWN = {
    "lead.id": pa.string(),
    "lead.submitted_at": _INSTANT,
    "lead.campaign": pa.string(),
    "lead.channel": pa.string(),
    "lead.ad_set": pa.string(),
    "lead.ad": pa.string(),
    "lead.won": pa.bool_(),
    "lead.won_at": _INSTANT,
    "lead.revenue": pa.float64(),
    "lead.worked": pa.bool_(),
    "lead.work_probability": pa.float64(),
    "lead.disposition": pa.string(),
    **dict.fromkeys(UTM, pa.string()),
}
_TYPES = {"number": pa.float64(), "boolean": pa.bool_()}


def take_snapshot(
    connection: sa.Connection,
    company: Company,
    schema: LeadSchema,
    out: Path,
    now: datetime,
    progress: Callable[[int], object],
) -> int:
    """How many leads were written. The file appears whole or not at all.

    Attributes of the lead schema keep their types; others are written as text, so that a later schema can
    name them. Personal fields are not in it. `progress` is told how many more leads were written.
    """
    shape = _shape(company, schema, history.attribute_names(connection), now)
    outcomes_only = not history.has_handling(connection, IMPORT.name)
    partial = out.with_name(out.name + ".partial")
    written = 0
    try:
        with pq.ParquetWriter(partial, shape) as writer:
            for piece in history.countable_leads(connection):
                rows = [_row(company, lead, shape, outcomes_only) for lead in piece]
                writer.write_table(pa.Table.from_pylist(rows, schema=shape))
                written += len(piece)
                progress(len(piece))
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return written


def _shape(company: Company, schema: LeadSchema, sent: Iterable[str], now: datetime) -> pa.Schema:
    declared = {field.name: field for field in schema.fields}
    names = {name for name in sent if name not in declared} | {
        name for name, field in declared.items() if not field.personal
    }
    attributes = {name: _type(declared.get(name)) for name in sorted(names - _OWN.keys())}
    # In the company's zone, so that training reads its weekdays and hours.
    instant = pa.timestamp("us", tz=str(company.timezone))
    own = {name: instant if kind == _INSTANT else kind for name, kind in _OWN.items()}
    about = {"kind": "snapshot", "format": FORMAT, "as_of": now.isoformat(), "currency": company.currency}
    return pa.schema({**own, **attributes}.items(), metadata={"leadworth": json.dumps(about)})


def _type(field: Field | None) -> pa.DataType:
    return _TYPES.get(field.type, pa.string()) if field else pa.string()


def _row(company: Company, lead: Row, shape: pa.Schema, outcomes_only: bool) -> dict[str, Any]:
    own = {
        "lead.id": str(lead.id),
        "lead.submitted_at": lead.submitted_at,
        "lead.campaign": lead.campaign or lead.campaign_text,
        "lead.channel": lead.channel,
        "lead.ad_set": lead.ad_set or None,
        "lead.ad": lead.ad or None,
        "lead.won": {WON: True, LOST: False}.get(lead.outcome),
        "lead.won_at": lead.closed_at if lead.outcome == WON else None,
        "lead.revenue": _revenue(company, lead),
        "lead.worked": _is_worked(lead, outcomes_only),
        "lead.work_probability": lead.work_probability,
        "lead.disposition": lead.disposition,
        **{name: lead.tracking.get(name) for name in UTM},
    }
    attributes = lead.attributes
    return own | {
        name: _value(attributes.get(name), shape.field(name).type) for name in shape.names[len(_OWN) :]
    }


def _is_worked(lead: Row, outcomes_only: bool) -> bool:
    """Whether somebody tried. Where an import brought outcomes only, silence says nothing of that."""
    if lead.attempts or lead.disposition or lead.outcome:
        return True
    return outcomes_only and lead.source == IMPORT.name


def _revenue(company: Company, lead: Row) -> float | None:
    """None where it is not won, or where nobody knows what a win brought."""
    if lead.outcome != WON or (lead.wins_without_revenue and not lead.won_revenue):
        return None
    return to_major(lead.won_revenue, company.currency)


def _value(value: Any, kind: pa.DataType) -> Any:
    """A value as today's schema has it. One that came before that schema may be a text of it, or unfit."""
    if value is None:
        return None
    if kind == pa.float64():
        number = read_number(value) if isinstance(value, str) else value
        if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) > MAX_NUMBER:
            return None
        return float(number)
    if kind == pa.bool_():
        answer = read_yes_no(value) if isinstance(value, str) else value
        return answer if isinstance(answer, bool) else None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
