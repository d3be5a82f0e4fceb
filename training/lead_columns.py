"""Which columns of a file become which keys of a lead row, and the table of them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from model.lead.arrays import Column
from model.lead.field import Columns, Field
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable
from training.typed import typed

RESERVED = {"lead.campaign": "campaign", "lead.channel": "channel", "lead.ad_set": "ad_set", "lead.ad": "ad"}
SUBMITTED_AT = "lead.submitted_at"
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


def column_of(name: str, columns: Columns) -> str | None:
    """The file's column for a key of the lead row; None where the schema names none.

    >>> column_of("lead.campaign", Columns("y", ("yes",), campaign="Acquisition Campaign"))
    'Acquisition Campaign'
    """
    if name == SUBMITTED_AT:
        return columns.time
    if name in RESERVED:
        found: str | None = getattr(columns, RESERVED[name])
        return found
    return name


def reserved_fields(frame: pd.DataFrame, columns: Columns, schema: LeadSchema) -> tuple[Field, ...]:
    """The keys beside the schema's fields that teach: where a lead came from, and when.

    It takes a column of the file that is filled in, or an expectation.
    """
    declared = {field.name for field in schema.fields}
    expected = schema.expectations.levels if schema.expectations else {}
    places = [Field(name, "category") for name in (*RESERVED, *UTM)] + [Field(SUBMITTED_AT, "date")]
    return tuple(
        field
        for field in places
        if field.name not in declared and (field.name in expected or _filled(frame, field, columns))
    )


def lead_table(
    frame: pd.DataFrame, fields: Iterable[Field], columns: Columns, timezone: str | None
) -> LeadTable:
    """The fields' columns under their lead row names; what the file lacks is left out and so missing."""
    table: dict[str, Column] = {}
    for field in fields:
        name = column_of(field.name, columns)
        if name in frame:
            table[field.name] = typed(frame[name], field, timezone)
    return LeadTable(table, len(frame))


def _filled(frame: pd.DataFrame, field: Field, columns: Columns) -> bool:
    name = column_of(field.name, columns)
    if name not in frame:
        return False
    series = frame[name]
    return bool(np.any(series.notna() & (series.astype(str) != "")))
