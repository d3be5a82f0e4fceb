"""Columns that a schema names and a file lacks."""

from model.lead.field import Columns, Field
from model.lead.schema import LeadSchema
from training.lead_columns import column_of
from training.refusal import Refused
from training.source import Source


def refuse_missing(source: Source, columns: Columns, schema: LeadSchema) -> None:
    """Raises Refused, naming them and what the file has. A snapshot may lack what older ones did not tell."""
    fields = () if source.snapshot is not None else schema.teaching
    missing = _missing_columns(source, columns, fields)
    if missing:
        names = ", ".join(map(repr, missing))
        raise Refused(
            f"{source.path} has no column {names}, which the schema names; it has {_listed(source)}"
        )


def _missing_columns(source: Source, columns: Columns, fields: tuple[Field, ...]) -> list[str]:
    named = [column_of(field.name, columns) for field in fields]
    named += [columns.outcome, columns.value, columns.time, columns.won_time, columns.campaign]
    named += [columns.channel, columns.ad_set, columns.ad, columns.worked]
    if source.snapshot is None:  # snapshots that were taken before they were recorded have none
        named += [columns.work_probability, columns.disposition, columns.id]
    return [name for name in dict.fromkeys(named) if name is not None and name not in source.columns]


def _listed(source: Source) -> str:
    shown = ", ".join(source.columns[:30])
    return shown + (" …" if len(source.columns) > 30 else "")
