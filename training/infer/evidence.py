"""What the leak guard finds in a file whose fields nobody has declared yet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from model.lead.field import Field, Known
from model.lead.schema import LeadSchema
from training.dataset import read_dataset
from training.infer.column import Column
from training.infer.labels import labels_of
from training.leaks.finding import Finding
from training.leaks.guard import findings
from training.leaks.late_words import late_word
from training.refusal import Refused
from training.source import Source

Doubt = tuple[Known, str]


def field_of(column: Column, known: Known | None = None) -> Field:
    """The field that a column is drafted as; undeclared where there is no opinion."""
    return Field(
        name=column.name,
        type=column.type,
        known=known,
        personal=column.personal,
        label=labels_of(column.name),
        decimal=column.decimal,
    )


def doubts(
    source: Source, frame: pd.DataFrame, seen: Sequence[Column], settings: LeadSchema
) -> dict[str, Doubt]:
    """For columns that the form probably did not ask: when they are known, and what says so."""
    fit = [column for column in seen if not column.unfit]
    found = _findings(source, frame, replace(settings, fields=tuple(map(field_of, fit))))
    told = {column.name: _doubt(column, found.get(column.name)) for column in fit}
    return {name: doubt for name, doubt in told.items() if doubt}


def _doubt(column: Column, finding: Finding | None) -> Doubt | None:
    """What does not train, such as a text, has a name only."""
    if finding is not None:
        return (finding.known, finding.evidence) if finding.late or finding.leaks else None
    late = None if column.personal else late_word(column.name)
    return (late[1], f'its name says "{late[0]}"') if late else None


def _findings(source: Source, frame: pd.DataFrame, schema: LeadSchema) -> dict[str, Finding]:
    """None from a file that is too small to train on; fit will say so."""
    try:
        data = read_dataset(source, frame, schema, datetime.now(UTC))
    except Refused:
        return {}
    return {finding.name: finding for finding in findings(data)}
