"""A first look at an uploaded file: its columns, what stands in them, contacts masked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from model.reading.emails import read_email
from model.reading.phones import read_phones
from model.reading.text import clean_text
from service.integrations.history.encoding import FileRefused
from service.integrations.history.mapping import value_key
from service.integrations.history.rows import Row, Table
from service.integrations.history.sheet_rows import SheetTable

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
MOST_WORDS: Final = 60
_LONGEST_NAME: Final = 200
_LONGEST_SAMPLE: Final = 40
_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """`filled` counts rows; `words` are the most frequent values, each with its rows.

    A word is written as most rows write it; rows that differ only in case and spaces count for it.
    `others` are the rows of all values that are not among the words.
    """

    name: str
    filled: int
    samples: Sequence[str]
    words: Sequence[tuple[str, int]]
    others: int


@dataclass(frozen=True, slots=True)
class Look:
    """`sheets` are those to choose from, none in a text file."""

    rows: int
    header: int
    columns: Sequence[ColumnLook]
    sheets: Sequence[str] = ()
    sheet: str | None = None

    def column(self, name: str) -> ColumnLook:
        return next(each for each in self.columns if each.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_look(body: Mapping[str, Any]) -> Look:
    """The way back from `as_json`."""
    return Look(**{**body, "columns": [ColumnLook(**each) for each in body["columns"]]})


def look_at(table: Table, header: int) -> tuple[Look, list[Row]]:
    """The look, and the rows that can be cut into cells. Raises FileRefused where it is too long or wide."""
    names = [name for name in table.columns if name]
    if len(names) > MOST_COLUMNS or any(len(name) > _LONGEST_NAME for name in names):
        raise FileRefused(f"the file has more than {MOST_COLUMNS} columns, or one with a name too long")
    rows: list[Row] = []
    for row in table:
        if isinstance(row, Row) and any(row.cells.values()):
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise FileRefused(f"the file has more than {MOST_ROWS} rows")
    if not rows:
        raise FileRefused("the file has no row below the names of its columns")
    columns = [_column(name, rows) for name in names]
    sheets, sheet = (table.sheets, table.sheet) if isinstance(table, SheetTable) else ((), None)
    return Look(len(rows), header, columns, sheets, sheet), rows


def _column(name: str, rows: Sequence[Row]) -> ColumnLook:
    counts = Counter(text for row in rows if (text := clean_text(row.cells[name])))
    samples = [masked(text) for text, _ in zip(counts, range(_SAMPLES), strict=False)]
    spelt: dict[str, str] = {}
    times: Counter[str] = Counter()
    for text, n in counts.most_common():
        spelt.setdefault(value_key(text), text)
        times[value_key(text)] += n
    words = [(spelt[key], n) for key, n in times.most_common(MOST_WORDS)]
    return ColumnLook(name, counts.total(), samples, words, counts.total() - sum(n for _, n in words))


def masked(text: str) -> str:
    """A value to recognise a column by, that reaches nobody.

    >>> masked("0901 234 567"), masked("lan@example.com"), masked("Hà Nội"), masked("x" * 50)[-3:]
    ('090…67', 'la…om', 'Hà Nội', 'xx…')
    """
    if "@" in text and read_email(text):
        return f"{text[:2]}…{text[-2:]}"
    if sum(letter.isdigit() for letter in text) >= 9 and read_phones(text):
        return f"{text[:3]}…{text[-2:]}"
    return text if len(text) <= _LONGEST_SAMPLE else text[: _LONGEST_SAMPLE - 1] + "…"
