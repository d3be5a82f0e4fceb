"""What one column of a history file holds, judged by its values."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from model.lead.attributes import MAX_NAME
from model.lead.field import FieldType
from model.reading.figures import DecimalMark
from model.reading.moments import read_moment
from model.reading.numbers import decimal_mark, read_number
from model.reading.text import clean_text, is_missing
from model.reading.yes_no import read_yes_no
from training.infer.personal import is_personal
from training.leaks.late_words import words_of

PARSED = 0.98
LONG = 40.0
SAMPLE = 20_000
ID_WORDS = frozenset({"id", "ids", "uuid", "guid", "key", "code", "ma", "stt", "no", "index", "row"})
LEAST_FOR_ID = 20
_CODE = re.compile(r"0\d+")


@dataclass(frozen=True, slots=True)
class Column:
    """``unfit`` says why the column is left out of training, "" where it is a field."""

    name: str
    type: FieldType
    personal: bool
    decimal: DecimalMark | None
    distinct: int
    missing: float
    unfit: str


def look_at(series: pd.Series, name: str) -> Column:
    """Judge a column by its distinct values and how many rows have each."""
    counts = Counter(clean_text(_text(value)) for value in series)
    rows = sum(counts.values())
    for empty in [value for value in counts if is_missing(value)]:
        del counts[empty]
    filled = sum(counts.values())
    values = list(counts)[:SAMPLE]
    personal = is_personal(name, values)
    type_ = "text" if personal else type_of(values, filled)
    return Column(
        name=name,
        type=type_,
        personal=personal,
        decimal=decimal_mark(values) if type_ == "number" else None,
        distinct=len(counts),
        missing=1 - filled / rows if rows else 1.0,
        unfit="" if personal and filled else _unfit(name, values, filled, len(counts)),
    )


def type_of(values: Sequence[str], filled: int) -> FieldType:
    """The type that at least 98 % of the distinct values parse as; ``filled`` counts the rows behind them.

    >>> type_of(["có", "không"], 90), type_of(["12.000.000", "1.500"], 90), type_of(["21/11/2026"], 90)
    ('boolean', 'number', 'date')
    >>> type_of(["Huế", "Hà Nội"], 90), type_of(["0123", "0456"], 90)
    ('category', 'category')
    """
    if {*map(read_yes_no, values)} == {True, False} and not {*values} <= {"0", "1"}:
        return "boolean"
    if _share(values, lambda value: read_moment(value) is not None) >= PARSED:
        return "date"
    codes = _share(values, lambda value: _CODE.fullmatch(value) is not None)
    if codes < 1 - PARSED and _share(values, lambda value: read_number(value) is not None) >= PARSED:
        return "number"
    own_words = len(values) > 0.5 * filled and len(values) >= LEAST_FOR_ID
    long = sum(map(len, values)) > LONG * len(values)
    return "text" if long or own_words else "category"


def _unfit(name: str, values: Sequence[str], filled: int, distinct: int) -> str:
    if name.startswith("lead.") or len(name) > MAX_NAME:
        return f"a reserved name, or one longer than {MAX_NAME} characters"
    if not filled:
        return "empty in every row"
    if distinct == 1:
        return "the same value in every row"
    if filled >= LEAST_FOR_ID and distinct >= PARSED * filled and _is_id(name, values):
        return "a different value in every row: an id, from which nothing can be learnt"
    return ""


def _is_id(name: str, values: Sequence[str]) -> bool:
    """Codes without blanks; of numbers only whole ones that are named as an id or count the rows up."""
    if any(" " in value for value in values) or read_moment(values[0]) is not None:
        return False
    if not all(value.isdecimal() for value in values):
        return read_number(values[0]) is None
    numbers = [int(value) for value in values]
    counted = max(numbers) - min(numbers) < 3 * len(numbers)
    return counted or bool(ID_WORDS & set(words_of(name).split()))


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values) if values else 0.0


def _text(value: object) -> str:
    """As a CSV file would write it; dates without their midnight, whole floats without their fraction."""
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
