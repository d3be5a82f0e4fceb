"""Leads by column, as the encoder reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from model.lead.arrays import Bools, Column, Ints


@dataclass(frozen=True, slots=True)
class LeadTable:
    """``columns`` holds one array of ``length`` values a name; a name that is absent is all missing."""

    columns: Mapping[str, Column]
    length: int

    @classmethod
    def from_rows(cls, rows: Sequence[Mapping[str, object]], names: Iterable[str]) -> Self:
        """Turn lead rows into columns; a row that lacks a name has None there."""
        columns: dict[str, Column] = {}
        for name in names:
            column = np.empty(len(rows), dtype=object)
            column[:] = [row.get(name) for row in rows]
            columns[name] = column
        return cls(columns, len(rows))

    def __len__(self) -> int:
        return self.length

    def column(self, name: str) -> Column:
        """The column, or all None where there is none."""
        found = self.columns.get(name)
        return np.full(self.length, None, dtype=object) if found is None else found

    def take(self, rows: Ints | Bools) -> Self:
        """The leads at these places, or where the mask is true, in that order."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return type(self)({name: column[places] for name, column in self.columns.items()}, len(places))
