"""From one raw value to its codes, quickly for the types that leads have, else as the encoders read it.

A code here is a place among all columns' codes. What is quick must be what the encoders do: a value of any
other type, or a text seen for the first time, goes through them.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.lead.category_columns import MISSING, levels_of
from model.lead.date_columns import clocks_of, hours_of, months_of, wall_clock, weekdays_of
from model.lead.number_columns import MOST, NumberColumns, number_of, numbers_of

MOST_KEPT = 10_000  # texts a field, so that no sender can fill the memory
LONGEST_KEPT = 200


class CategoryReader:
    """A level's code; ``rare`` for what none is."""

    def __init__(self, level: Callable[[object], str], code_of_level: Mapping[str, int], rare: int) -> None:
        self._level = level
        self._code_of_level = dict(code_of_level)
        self.levels = tuple(code_of_level)
        self._missing = self._code_of_level[MISSING]
        self._rare = rare
        self._kept: dict[str, int] = {}

    def read(self, value: object) -> int:
        """The code of one value."""
        if value is None:
            return self._missing
        if type(value) is str:
            code = self._kept.get(value)
            return self._keep(value) if code is None else code
        return self._code_of_level.get(self._level(value), self._rare)

    def read_column(self, values: Column) -> Ints:
        """The codes of a column."""
        codes = [self._code_of_level.get(level, self._rare) for level in levels_of(values, self._level)]
        return np.array(codes, dtype=np.int64)

    def _keep(self, text: str) -> int:
        code = self._code_of_level.get(self._level(text), self._rare)
        if len(text) <= LONGEST_KEPT and len(self._kept) < MOST_KEPT:
            self._kept[text] = code
        return code


class NumberReader:
    """The code of a number among ``edges`` after ``missing``, and its scaled value, 0 where missing."""

    def __init__(
        self,
        edges: Sequence[float],
        missing: int,
        columns: NumberColumns,
    ) -> None:
        self.edges = [float(edge) for edge in edges]
        self._missing = missing
        self._columns = columns
        self._decimal, self._logged = columns.decimal, columns.logged_
        self._centre, self._scale = columns.centre_, columns.scale_
        self._least, self._most = columns.least_, columns.most_

    def read(self, value: object) -> tuple[int, float]:
        """Code and scaled value of one value."""
        if type(value) is float or type(value) is int:
            number = float(value) if -MOST < value < MOST else math.nan
        elif value is None:
            return self._missing, 0.0
        else:
            number = number_of(value, self._decimal)
        if number != number:  # noqa: PLR0124 - NaN is not itself
            return self._missing, 0.0
        logged = math.copysign(math.log1p(abs(number)), number) if self._logged else number
        scaled = (logged - self._centre) / self._scale
        scaled = min(max(scaled, self._least), self._most)
        return self._missing + 1 + bisect_right(self.edges, number), scaled

    def read_column(self, values: Column) -> tuple[Ints, Floats]:
        """Codes and scaled values of a column."""
        numbers = numbers_of(values, self._decimal)
        missing = np.isnan(numbers)
        codes = self._missing + 1 + np.searchsorted(self.edges, numbers, side="right")
        (_, scaled), _ = self._columns.slots(numbers)
        return np.where(missing, self._missing, codes).astype(np.int64), scaled


class DateReader:
    """The codes of weekday, hour and month, counted on from those of a missing one."""

    def __init__(self, begins: tuple[int, ...], timezone: str | None) -> None:
        weekday, hour, month = begins
        self._missing = (weekday, hour, month)
        self._weekday, self._hour, self._month = weekday + 1, hour + 1, month
        self._timezone = timezone
        self._zone = ZoneInfo(timezone) if timezone else None

    def read(self, value: object) -> tuple[int, int, int]:
        """The codes of one value."""
        if value is None:
            return self._missing
        if type(value) is datetime:
            if self._zone is not None and value.tzinfo is not None and value.tzinfo is not self._zone:
                return self._read_abroad(value)
            return self._weekday + value.weekday(), self._hour + value.hour, self._month + value.month
        clock = wall_clock(value, self._zone)
        return self._missing if np.isnat(clock) else self.read(clock.item())

    def _read_abroad(self, value: datetime) -> tuple[int, int, int]:
        try:
            return self.read(value.astimezone(self._zone))
        except OverflowError:  # the first or last day of all calendars
            return self._missing

    def read_column(self, values: Column) -> tuple[Ints, Ints, Ints]:
        """The codes of a column."""
        clocks = clocks_of(values, self._timezone)
        missing = np.isnat(clocks)
        clocks = np.where(missing, np.datetime64(0, "s"), clocks)
        parts = (weekdays_of(clocks), hours_of(clocks), months_of(clocks))
        begins = zip(self._missing, parts, strict=True)
        weekday, hour, month = (np.where(missing, begin, begin + 1 + part) for begin, part in begins)
        return weekday, hour, month
