"""A map: which of the file's columns and values are which of Leadworth's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from model.reading.text import clean_text

ANY_OTHER: Final = "*"
FIND_HEADER: Final = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column; or several, of which the first that is not empty counts, or all joined with "/"."""

    names: tuple[str, ...]
    joined: bool = False

    def cell(self, cells: Mapping[str, str]) -> str:
        """The text there, "" where there is none.

        >>> Column(("a", "b")).cell({"a": " ", "b": "2"})
        '2'
        >>> Column(("a", "b"), joined=True).cell({"a": "1", "b": "2"})
        '1/2'
        """
        filled = [cells[name].strip() for name in self.names if cells[name].strip()]
        return "/".join(filled) if self.joined else next(iter(filled), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """How the file is written. None: found out from the file, or the company's own.

    `header` is the row that names the columns, from 1: of a spreadsheet it is found out, of a text file it is
    the first unless FIND_HEADER is said. `sheet` is a spreadsheet's; else the one with the most rows.
    """

    delimiter: str | None = None
    encoding: str | None = None
    timezone: ZoneInfo | None = None
    dayfirst: bool = True
    currency: str | None = None
    region: str | None = None
    sheet: str | None = None
    header: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """`values`, `only` and `ignore` hold the file's values by `value_key`; `attributes` are by column."""

    kind: str
    file: FileForm = FileForm()
    columns: Mapping[str, Column] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ignore: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    def wants(self, cells: Mapping[str, str]) -> bool:
        """Whether the row is to be taken at all: in every `only`, in no `ignore`."""
        inside = all(value_key(cells[name]) in wanted for name, wanted in self.only.items())
        return inside and not any(value_key(cells[name]) in left for name, left in self.ignore.items())

    def header(self, word: str) -> str:
        """The file's columns that hold a word, for people; the word itself where it is constant."""
        column = self.columns.get(word)
        return " / ".join(column.names) if column else word

    def used_columns(self) -> dict[str, str]:
        """Every column of the file that the map names, with the key that names it."""
        used = {name: f"columns.{word}" for word, column in self.columns.items() for name in column.names}
        for section, names in (("only", self.only), ("ignore", self.ignore), ("attributes", self.attributes)):
            used |= {name: f"{section}.{name}" for name in names}
        return used


def value_key(value: str) -> str:
    """What a value is looked up by: case, spaces at the ends and doubled ones do not matter.

    >>> value_key(" No  Answer ")
    'no answer'
    """
    return clean_text(value).casefold()
