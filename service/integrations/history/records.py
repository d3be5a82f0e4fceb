"""A row of the file as Leadworth's words, by its map."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from model.reading.text import clean_text, is_blank
from service.integrations.history.cells import Manner, Unreadable, read_cell
from service.integrations.history.mapping import ANY_OTHER, Map, value_key
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row
from service.integrations.history.words import Word, words_of

# A lead whose phone or e-mail cannot be read is a lead all the same: taken, without them.
_DISPENSABLE: Final = frozenset(("phones", "email"))
_LONGEST_ATTRIBUTE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """`values` by word, where there is one; `left_out` are cells that were not needed and cannot be read."""

    row: int
    values: Mapping[str, Any]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[Reject, ...] = ()


class RecordReader:
    """Reads rows by one map. Stateless between rows."""

    def __init__(self, how: Map, manner: Manner) -> None:
        self._map = how
        self._manner = manner
        mapped = {*how.columns, *how.constants}
        self._words = [word for word in words_of(how.kind).values() if word.name in mapped]

    def read(self, row: Row) -> Record | Reject | None:
        """The record, why there is none, or None for a row that the map leaves out."""
        if not self._map.wants(row.cells):
            return None
        values: dict[str, Any] = {}
        left_out: list[Reject] = []
        for word in self._words:
            value = self._read(word, row)
            if not isinstance(value, Reject):
                values |= {} if value is None else {word.name: value}
            elif word.reading in _DISPENSABLE:
                left_out.append(value)
            else:
                return value
        return Record(row.number, values, self._attributes(row), tuple(left_out))

    def _read(self, word: Word, row: Row) -> object | Reject | None:
        """The word's value, None where there is none and none is needed, or why it cannot be read."""
        try:
            value = self._value(word, row.cells)
        except Unreadable as problem:
            return Reject(row.number, self._map.header(word.name), str(problem), problem.word)
        if value is None and word.needed:
            return Reject(row.number, self._map.header(word.name), f"is empty; {self._map.kind} need it")
        return value

    def _attributes(self, row: Row) -> dict[str, str]:
        """As text: the lead schema says what type each is of, and reads it."""
        texts = {name: clean_text(row.cells[column]) for column, name in self._map.attributes.items()}
        return {name: text for name, text in texts.items() if text and len(text) <= _LONGEST_ATTRIBUTE}

    def _value(self, word: Word, cells: Mapping[str, str]) -> object | None:
        if word.name in self._map.constants:
            return self._translated(word, self._map.constants[word.name])
        column = self._map.columns[word.name]
        if word.reading == "phones":  # every phone of every column, not only the first column's
            return read_cell(" / ".join(cells[name] for name in column.names), word, self._manner)
        return self._translated(word, column.cell(cells))

    def _translated(self, word: Word, cell: str) -> object | None:
        """The cell by the map's values, then as the word reads."""
        values = self._map.values.get(word.name, {})
        theirs = value_key(cell) if values or word.choices else ""
        ours = values.get(theirs, values.get(ANY_OTHER, cell) if theirs else cell)
        if not word.choices:
            return read_cell(ours, word, self._manner)
        if ours in word.choices:
            return ours
        if is_blank(ours):
            return None
        if theirs in word.choices:
            return theirs
        raise Unreadable(f"is no {word.name} and stands in no [values.{word.name}]", _nameless(cell))


def _nameless(cell: str) -> str:
    """A value that no word stands for, to be shown so that it can be mapped; "" where it may be a contact."""
    short = len(cell) <= 40 and sum(letter.isdigit() for letter in cell) < 6 and "@" not in cell
    return cell if short else ""
