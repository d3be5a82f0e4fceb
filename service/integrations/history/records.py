"""A row of the file as Leadworth's words, by its map."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from model.lead.schema import Checked, LeadSchema
from model.reading.text import clean_text, is_blank
from service.integrations.history.cells import Manner, Unreadable, read_cell
from service.integrations.history.mapping import ANY_OTHER, Map, value_key
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row
from service.integrations.history.settle_outcome import settle_outcome
from service.integrations.history.words import Word, words_of

# A lead whose phone or e-mail cannot be read is a lead all the same: taken, without them.
_DISPENSABLE: Final = frozenset(("phones", "email"))
_LONGEST_ATTRIBUTE: Final = 10_000
_NO_ATTRIBUTES: Final = Checked({}, {}, (), ())


@dataclass(frozen=True, slots=True)
class Record:
    """`values` by word, where there is one; `left_out` are cells that were not needed and cannot be read.

    `attributes` are the texts of the file, `checked` what the lead schema reads in them.
    """

    row: int
    values: Mapping[str, Any]
    attributes: Mapping[str, str] = field(default_factory=dict)
    checked: Checked = _NO_ATTRIBUTES
    left_out: tuple[Reject, ...] = ()


class RecordReader:
    """Reads rows by one map. Stateless between rows."""

    def __init__(self, how: Map, manner: Manner, schema: LeadSchema) -> None:
        self._map = how
        self._manner = manner
        self._schema = schema
        self._columns = {name: column for column, name in how.attributes.items()}
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
        if self._map.kind == "outcomes":
            left_out += self._settle(row, values)
        texts = self._attributes(row, left_out)
        checked = self._schema.read(texts)
        left_out += [
            Reject(row.number, self._columns.get(problem.field, "[attributes]"), f"needs {problem.message}")
            for problem in checked.problems
        ]
        return Record(row.number, values, texts, checked, tuple(left_out))

    def _read(self, word: Word, row: Row) -> object | Reject | None:
        """The word's value, None where there is none and none is needed, or why it cannot be read."""
        try:
            value = self._value(word, row.cells)
        except Unreadable as problem:
            return Reject(row.number, self._map.header(word.name), str(problem), problem.word)
        if value is None and word.needed:
            return Reject(row.number, self._map.header(word.name), f"is empty; {self._map.kind} need it")
        return value

    def _settle(self, row: Row, values: dict[str, Any]) -> list[Reject]:
        reasons = settle_outcome(values, self._said(row, "lost_reason"))
        return [Reject(row.number, self._map.header(word), reason) for word, reason in reasons.items()]

    def _said(self, row: Row, word: str) -> str:
        """What the file itself says where a word is read, by its column."""
        column = self._map.columns.get(word)
        return clean_text(column.cell(row.cells)) if column else self._map.constants.get(word, "")

    def _attributes(self, row: Row, left_out: list[Reject]) -> dict[str, str]:
        """As text: the lead schema says what type each is of. Those that are too long are left out."""
        texts = {name: clean_text(row.cells[column]) for name, column in self._columns.items()}
        long = [name for name, text in texts.items() if len(text) > _LONGEST_ATTRIBUTE]
        reason = f"is longer than {_LONGEST_ATTRIBUTE} characters"
        left_out += [Reject(row.number, self._columns[name], reason) for name in long]
        return {name: text for name, text in texts.items() if text and name not in long}

    def _value(self, word: Word, cells: Mapping[str, str]) -> object | None:
        if word.name in self._map.constants:
            return self._translated(word, self._map.constants[word.name])
        column = self._map.columns[word.name]
        if word.reading == "phones":  # every phone of every column, not only the first column's
            filled = (cells[name] for name in column.names if not is_blank(cells[name]))
            return read_cell(" / ".join(filled), word, self._manner)
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
        if word.otherwise and len(cell) <= word.longest:
            return word.otherwise
        known = ", ".join(word.choices)
        reason = f"is no {word.name} ({known}) and stands in no [values.{word.name}]"
        raise Unreadable(reason, _nameless(cell))


def _nameless(cell: str) -> str:
    """A value that no word stands for, to be shown so that it can be mapped; "" where it may be a contact."""
    short = len(cell) <= 40 and sum(letter.isdigit() for letter in cell) < 6 and "@" not in cell
    return cell if short else ""
