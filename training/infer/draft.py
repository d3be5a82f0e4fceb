"""The draft of a lead schema, with what a person should look at written beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from model.lead.field import Columns
from model.lead.schema import LeadSchema
from model.lead.schema_form import field_form
from model.lead.schema_toml import toml_block, toml_value
from training.infer.column import Column, look_at
from training.infer.evidence import Doubt, doubts, field_of
from training.infer.few_outcomes import expectations_example
from training.infer.won_words import won_values
from training.leaks.late_words import words_of
from training.refusal import Refused
from training.source import Source, open_source, whole
from training.typed import instants

TIMEZONE = "Asia/Ho_Chi_Minh"
OBVIOUS = {
    "won_time": ("won at", "won time", "won date", "ngay chot", "closed at", "close date"),
    "channel": ("channel", "kenh"),
    "ad_set": ("ad set", "adset", "ad set name", "nhom quang cao"),
    "ad": ("ad", "ad name", "mau quang cao"),
    "worked": ("worked",),
}
HEAD = """\
# A lead schema, drafted from {file}. Read each line once and change what is wrong.
#
# known     when a field's value exists. "submit" trains; "contact" (from the first call on) and "close"
#           (after the deal) never do: a later field that trains makes a model that only looks good.
#           A field without this line trains, unless fit finds evidence that it was filled in later.
# type      number, category, boolean, date, or text (kept, never trained).
# personal  true for what tells who a person is: it lives with the contact and never trains.
# product   true on the one field that tells your products apart, if there is one.
# label     what people read on the screens.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The columns that the person named."""

    outcome: str
    won: tuple[str, ...] = ()
    value: str | None = None
    time: str | None = None
    campaign: str | None = None


def infer_schema(data: Path, asked: Asked, out: Path, currency: str) -> str:
    """Write the draft and say in one line what it holds; an older file at ``out`` is kept beside it."""
    source = open_source(data)
    _refuse_absent(source, asked)
    frame = whole(source)
    columns = _columns(frame, asked)
    _refuse_times(frame, asked)
    used = {getattr(columns, field.name) for field in fields(Columns) if field.name != "won"}
    seen = [look_at(frame[name], name) for name in source.columns if name not in used]
    settings = LeadSchema((), columns, currency, timezone=TIMEZONE if asked.time else None)
    found = doubts(source, frame, seen, settings)
    text = draft(f"{data.name} ({len(frame):,} rows)", currency, columns, seen, found)
    text += expectations_example(frame, columns)
    loaded = LeadSchema.loads(text)
    kept = _write(out, text)
    return (
        f"{out}: {len(loaded.fields)} fields, {len(loaded.teaching)} of them train; "
        f"won means {', '.join(columns.won)}. Read it before you fit{kept}"
    )


def draft(
    file: str, currency: str, columns: Columns, seen: Sequence[Column], found: Mapping[str, Doubt]
) -> str:
    """The TOML text; what loads is what stands outside the comments."""
    fit = [column for column in seen if not column.unfit]
    left_out = [f"#   {column.name!r}: {column.unfit}" for column in seen if column.unfit]
    parts = [HEAD.format(file=file), _settings(currency, columns), _columns_block(columns)]
    parts += [_field_block(column, found.get(column.name)) for column in fit]
    if left_out:
        parts.append(
            "\n".join(["# Left out of training; give one a [[fields]] where that is wrong:", *left_out])
        )
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _settings(currency: str, columns: Columns) -> str:
    lines = [f"currency = {toml_value(currency)}"]
    if columns.time:
        lines.append(
            f"timezone = {toml_value(TIMEZONE)}  # in which hours are read, and times without a zone"
        )
        lines.append(
            "# horizon_days = 60  # won within this many days counts; without it, learnt from won_time"
        )
    return "\n".join(lines)


def _columns_block(columns: Columns) -> str:
    named = {field.name: getattr(columns, field.name) for field in fields(Columns)}
    lines = [toml_block("[columns]", {key: value for key, value in named.items() if value})]
    hints = {
        "value": "the contract value of a won deal",
        "time": "when the lead was submitted",
        "won_time": "when it was won",
        "campaign": "the campaign that brought it",
        "worked": "no where nobody tried to reach the lead",
    }
    lines += [
        f'# {key} = "…"  # the column that says {told}' for key, told in hints.items() if not named[key]
    ]
    return "\n".join(lines)


def _field_block(column: Column, doubt: Doubt | None) -> str:
    told = f"# {column.distinct:,} values, {column.missing:.0%} missing"
    if doubt:
        told += f'\n# CHECK: {doubt[1]}. If the form itself asks it, write known = "submit".'
    field = field_of(column, doubt[0] if doubt else None)
    return f"{told}\n{toml_block('[[fields]]', field_form(field))}"


def _columns(frame: pd.DataFrame, asked: Asked) -> Columns:
    taken = {asked.outcome, asked.value, asked.time, asked.campaign}
    free = {words_of(name): name for name in frame.columns if name not in taken}
    obvious = {
        key: next((free[words] for words in wanted if words in free), None) for key, wanted in OBVIOUS.items()
    }
    if asked.time is None:
        obvious["won_time"] = None
    won = won_values(frame[asked.outcome], asked.won, asked.outcome)
    return Columns(asked.outcome, won, asked.value, asked.time, campaign=asked.campaign, **obvious)


def _refuse_absent(source: Source, asked: Asked) -> None:
    for option in ("outcome", "value", "time", "campaign"):
        name = getattr(asked, option)
        if name is not None and name not in source.columns:
            raise Refused(
                f"--{option}: {source.path} has no column {name!r}; it has {', '.join(source.columns)}"
            )


def _refuse_times(frame: pd.DataFrame, asked: Asked) -> None:
    if asked.time is not None and pd.isna(instants(frame[asked.time], None)).all():
        raise Refused(f"--time: column {asked.time!r} holds no date such as 2026-11-21 or 21/11/2026")


def _write(out: Path, text: str) -> str:
    kept = ""
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists():
        older = out.with_name(f"{out.name}.bak")
        out.replace(older)
        kept = f" (the older one is now {older.name})"
    out.write_text(text, encoding="utf-8")
    return kept
