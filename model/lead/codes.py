"""Leads as small whole numbers: for each column of the tree model the code of a lead's value.

Everything that trees ask of a lead is a function of such a code, so that a model over them is a finite
table, which can be compiled and looked up.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, Protocol, Self

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.lead.category_columns import MISSING, boolean_level, category_level, levels_of
from model.lead.date_columns import (
    HOURS,
    MONTHS,
    WEEKDAYS,
    DateColumns,
    clocks_of,
    hours_of,
    months_of,
    weekdays_of,
)
from model.lead.field import Field
from model.lead.number_columns import numbers_of
from model.lead.table import LeadTable
from model.reading.figures import DecimalMark

MISSING_CODE = 0
RARE_CODE = 1
MOST_EDGES = 254
MOST_LEVELS = 5000
LEAST_SEEN = 2
Kind = Literal["number", "category", "date"]


class CodeColumn(Protocol):
    """One column: codes 0 to ``size`` − 1, of which 0 is missing."""

    kind: Kind
    size: int

    def codes(self, values: Column) -> Ints:
        """The codes of raw values, shape (leads,)."""


class NumberCodes:
    """Code 1 lies below the first of at most 254 edges; few distinct values have a code each."""

    kind: Kind = "number"

    def __init__(self, values: Column, decimal: DecimalMark | None) -> None:
        self.decimal = decimal
        self.edges_ = _edges(numbers_of(values, decimal))
        self.size = len(self.edges_) + 2

    def codes(self, values: Column) -> Ints:
        """1 + how many edges are not above the number."""
        numbers = numbers_of(values, self.decimal)
        codes = 1 + np.searchsorted(self.edges_, numbers, side="right")
        return np.where(np.isnan(numbers), MISSING_CODE, codes).astype(np.int64)


class CategoryCodes:
    """Code 1 is rare or unseen, then the levels from the commonest on."""

    kind: Kind = "category"

    def __init__(self, values: Column, level: Callable[[object], str]) -> None:
        self.level = level
        counts = Counter(levels_of(values, level))
        del counts[MISSING]
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_LEVELS]
        frequent = [found for found, count in ranked if count >= LEAST_SEEN]
        self.levels_ = {MISSING: MISSING_CODE} | {found: code for code, found in enumerate(frequent, start=2)}
        self.size = len(frequent) + 2

    def codes(self, values: Column) -> Ints:
        """A level's own code, or that of the rare ones."""
        found = [self.levels_.get(level, RARE_CODE) for level in levels_of(values, self.level)]
        return np.array(found, dtype=np.int64)


class DateCodes:
    """One part of the clock on the company's wall, counted from 1."""

    kind: Kind = "date"

    def __init__(self, part: Callable[[Column], Ints], parts: int, timezone: str | None) -> None:
        self.part = part
        self.timezone = timezone
        self.size = parts + 1

    def codes(self, values: Column) -> Ints:
        """Monday, midnight and January are 1."""
        clocks = clocks_of(values, self.timezone)
        missing = np.isnat(clocks)
        parts = self.part(np.where(missing, np.datetime64(0, "s"), clocks))
        return np.where(missing, MISSING_CODE, 1 + parts).astype(np.int64)


class CodeEncoder:
    """After ``fit``: ``columns_``, their ``sizes_``, and ``field_of_column_``, the place in ``fields``."""

    columns_: list[CodeColumn]
    sizes_: Ints
    field_of_column_: Ints

    def __init__(self, fields: tuple[Field, ...], timezone: str | None = None) -> None:
        self.fields = fields
        self.timezone = timezone

    def fit(self, table: LeadTable) -> Self:
        """Learn edges and levels from a table; an empty column is no error."""
        learnt = [
            (place, column)
            for place, field in enumerate(self.fields)
            for column in _columns_of(field, table.column(field.name), self.timezone)
        ]
        self.columns_ = [column for _, column in learnt]
        self.field_of_column_ = np.array([place for place, _ in learnt], dtype=np.int64)
        self.sizes_ = np.array([column.size for column in self.columns_], dtype=np.int64)
        return self

    def codes(self, table: LeadTable) -> Ints:
        """Shape (leads, columns)."""
        found = np.zeros((len(table), len(self.columns_)), dtype=np.int64)
        for place, column in enumerate(self.columns_):
            found[:, place] = column.codes(table.column(self.fields[self.field_of_column_[place]].name))
        return found


def _columns_of(field: Field, values: Column, timezone: str | None) -> Iterator[CodeColumn]:
    if field.type == "number":
        yield NumberCodes(values, field.decimal)
    elif field.type == "date":
        seen = DateColumns(timezone).fit(values)
        made = partial(DateCodes, timezone=timezone)
        yield made(weekdays_of, WEEKDAYS)
        if seen.hours_:
            yield made(hours_of, HOURS)
        if seen.months_:
            yield made(months_of, MONTHS)
    else:
        yield CategoryCodes(values, boolean_level if field.type == "boolean" else category_level)


def _edges(numbers: Floats) -> Floats:
    """Between neighbours where values are few, else at equal shares of the leads.

    >>> _edges(np.array([1.0, 2.0, 2.0, np.nan]))
    array([1.5])
    """
    distinct = np.unique(numbers[~np.isnan(numbers)])
    if len(distinct) > MOST_EDGES:
        shares = np.arange(1, MOST_EDGES + 1) / (MOST_EDGES + 1)
        distinct = np.unique(np.quantile(numbers[~np.isnan(numbers)], shares, method="nearest"))
    middles: Floats = distinct[:-1] + (distinct[1:] - distinct[:-1]) / 2
    return middles
