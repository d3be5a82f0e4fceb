"""One reading of a lead that serves the regression, the trees and the deal value alike.

A column's codes here are finer than either encoder's: for a number the edges of both, for a category the
levels of both. Of each code the book knows which column of the `LeadEncoder` it sets and which code of the
`CodeEncoder` it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from model.lead.arrays import Floats, Ints
from model.lead.compiled.readers import CategoryReader, DateReader, NumberReader
from model.lead.table import LeadTable

NONE = -1


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of codes: for each the encoder's column that it sets and the coder's code; −1 for none."""

    field: int
    sets: Ints
    codes: Ints
    coder_column: int


@dataclass(slots=True)
class CodeBook:
    """Columns lie categories first, then numbers, then dates; ``offsets`` is where their codes begin."""

    columns: list[BookColumn] = field(default_factory=list)
    offsets: list[int] = field(default_factory=lambda: [0])
    scaled: list[tuple[int, int]] = field(default_factory=list)  # field and encoder's column of each number
    categories: list[tuple[str, CategoryReader]] = field(default_factory=list)
    numbers: list[tuple[str, NumberReader]] = field(default_factory=list)
    dates: list[tuple[str, DateReader]] = field(default_factory=list)

    def read(self, row: Mapping[str, object]) -> tuple[list[int], list[float]]:
        """The codes of a lead row and its scaled numbers."""
        get = row.get
        codes = [reader.read(get(name)) for name, reader in self.categories]
        scaled = []
        for name, numbers in self.numbers:
            code, value = numbers.read(get(name))
            codes.append(code)
            scaled.append(value)
        for name, dates in self.dates:
            codes += dates.read(get(name))
        return codes, scaled

    def read_table(self, table: LeadTable) -> tuple[Ints, Floats]:
        """Codes and scaled numbers of a table, shape (leads, columns) and (leads, numbers)."""
        codes = [reader.read_column(table.column(name)) for name, reader in self.categories]
        read = [reader.read_column(table.column(name)) for name, reader in self.numbers]
        codes += [found for found, _ in read]
        for name, dates in self.dates:
            codes += dates.read_column(table.column(name))
        none = np.zeros((len(table), 0))
        scaled = [values[:, np.newaxis] for _, values in read]
        return np.column_stack([none.astype(np.int64), *codes]), np.hstack([none, *scaled])

    def add(self, column: BookColumn) -> int:
        """Where the column's codes begin."""
        self.columns.append(column)
        self.offsets.append(self.offsets[-1] + len(column.sets))
        return self.offsets[-2]
