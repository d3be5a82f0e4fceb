"""A file's rows, one at a time, whatever the file's form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from model.reading.emails import read_email
from model.reading.phones import read_phones
from model.reading.text import clean_text
from service.integrations.history.encoding import FileRefused
from service.integrations.history.rejects import Reject


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the spreadsheet's: the header is row 1. Cells are text, "" where there is none."""

    number: int
    cells: dict[str, str]


class Table(Protocol):
    """An open file. `position` grows to about `total` while the rows are read."""

    columns: tuple[str, ...]
    total: int
    position: int

    def __iter__(self) -> Iterator[Row | Reject]: ...


def check_columns(names: list[str]) -> tuple[str, ...]:
    """Trimmed names of the columns. Raises FileRefused for none, for two alike, for a row of data."""
    columns = tuple(clean_text(name) for name in names)
    if not any(columns):
        raise FileRefused("the file is empty; its first row has to name the columns")
    named = [name for name in columns if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if any(read_phones(name) or read_email(name) for name in named):
        raise FileRefused("the first row holds a phone or an e-mail; it has to name the columns")
    if twice:
        raise FileRefused(f"two columns are called {twice[0]!r}; each needs a name of its own")
    return columns
