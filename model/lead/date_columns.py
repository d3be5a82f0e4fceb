"""One date field as columns: weekday, hour and, once a full year was seen, month."""

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.lead.category_columns import MIN_FREQUENCY
from model.reading.moments import read_moment

WEEKDAYS, HOURS, MONTHS = 7, 24, 12
SEASONS_FROM_DAYS = 365
NOT_A_TIME = np.datetime64("NaT", "s")


def wall_clock(value: object, timezone: ZoneInfo | None) -> np.datetime64:
    """What the clock on the company's wall showed; NaT for what is no time.

    >>> str(wall_clock("2026-11-21T20:00:00+00:00", ZoneInfo("Asia/Ho_Chi_Minh")))
    '2026-11-22T03:00:00'
    """
    if isinstance(value, str):
        value = read_moment(value)
    if not isinstance(value, date):
        return NOT_A_TIME
    if isinstance(value, datetime):
        try:
            here = value.astimezone(timezone) if value.tzinfo is not None and timezone is not None else value
        except OverflowError:  # the first or last day of all calendars
            return NOT_A_TIME
        value = here.replace(tzinfo=None)
    return np.datetime64(value, "s")


def clocks_of(values: Column, timezone: str | None) -> Column:
    """A column as what the clock showed; NaT for what is no time."""
    if values.dtype.kind == "M":
        return values.astype("datetime64[s]")
    zone = ZoneInfo(timezone) if timezone else None
    return np.array([wall_clock(value, zone) for value in values.tolist()], dtype="datetime64[s]")


def hours_of(clocks: Column) -> Ints:
    """0 to 23."""
    return (clocks.astype("datetime64[h]").astype(np.int64) % HOURS).astype(np.int64)


def weekdays_of(clocks: Column) -> Ints:
    """0 on Monday; 1970-01-01 was a Thursday."""
    days: Ints = (clocks.astype("datetime64[D]").astype(np.int64) + 3) % WEEKDAYS
    return days


def months_of(clocks: Column) -> Ints:
    """0 in January."""
    months: Ints = clocks.astype("datetime64[M]").astype(np.int64) % MONTHS
    return months


class DateColumns:
    """Column 0 is missing, then the weekdays from Monday, then hours and months where they can teach."""

    width: int
    hours_: bool
    months_: bool

    def __init__(self, timezone: str | None = None) -> None:
        self.timezone = timezone

    def fit(self, values: Column) -> Self:
        """Hours teach where leads differ in them, months where a full year was seen [else month is time]."""
        clocks = clocks_of(values, self.timezone)
        clocks = clocks[~np.isnat(clocks)]
        hours = hours_of(clocks)
        self.hours_ = len(clocks) > 0 and int(np.sum(hours != np.median(hours))) >= MIN_FREQUENCY
        span = (clocks.max() - clocks.min()) if len(clocks) else np.timedelta64(0, "s")
        self.months_ = bool(span >= np.timedelta64(SEASONS_FROM_DAYS, "D"))
        self.width = 1 + WEEKDAYS + HOURS * self.hours_ + MONTHS * self.months_
        return self

    @property
    def names(self) -> list[str]:
        """What each column stands for, in order."""
        hours = [f"hour {hour}" for hour in range(HOURS)] if self.hours_ else []
        months = [f"month {month}" for month in range(1, MONTHS + 1)] if self.months_ else []
        return ["missing", *(f"weekday {day}" for day in range(1, WEEKDAYS + 1)), *hours, *months]

    def slots(self, values: Column) -> list[tuple[Ints, Floats]]:
        """For each lead the columns of its weekday, hour and month; missing sets column 0 alone."""
        clocks = clocks_of(values, self.timezone)
        missing = np.isnat(clocks)
        clocks = np.where(missing, np.datetime64(0, "s"), clocks)
        parts = [1 + weekdays_of(clocks)]
        if self.hours_:
            parts.append(1 + WEEKDAYS + hours_of(clocks))
        if self.months_:
            parts.append(self.width - MONTHS + months_of(clocks))
        set_first = np.ones(len(clocks))
        set_later = np.where(missing, 0.0, 1.0)
        return [
            (np.where(missing, 0, part), set_later if place else set_first)
            for place, part in enumerate(parts)
        ]
