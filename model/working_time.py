"""Working minutes: what passes of a shift, not of the night, the lunch break, the Sunday or the holiday."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import accumulate

MINUTES_A_DAY = 24 * 60
# For each weekday, Monday first, its shifts as (first minute, minute after the last) of the day.
Shifts = Sequence[Sequence[tuple[int, int]]]
_MONDAY = date(1, 1, 1).toordinal()  # the first day of the calendar was a Monday


@dataclass(frozen=True)
class WorkingTime:
    """When somebody works, in the wall clock of `zone`; `days_off` are holidays and days of absence.

    `shifts` has 7 entries. A shift is counted by its wall clock: one of 8:00–12:00 has 240 minutes, also on
    a day on which the clock is put forward. Raises ValueError for shifts that overlap, are out of order or
    outside of 0–1440.

    >>> from zoneinfo import ZoneInfo
    >>> office = ((480, 720), (810, 1050))  # 8:00–12:00 and 13:30–17:30
    >>> work = WorkingTime((office,) * 6 + ((),), (), ZoneInfo("Asia/Ho_Chi_Minh"))
    >>> work.minutes_of(date(2026, 11, 21)), work.minutes_of(date(2026, 11, 22))  # a Saturday, a Sunday
    (480, 0)
    """

    shifts: Shifts
    days_off: Iterable[date]
    zone: tzinfo

    def __post_init__(self) -> None:
        if len(self.shifts) != 7:
            raise ValueError("7 weekdays are needed, Monday first")
        for day in self.shifts:
            ends = [minute for shift in day for minute in shift]
            rising = all(start < end for start, end in day) and ends == sorted(ends)
            if not rising or any(not 0 <= minute <= MINUTES_A_DAY for minute in ends):
                raise ValueError("shifts of a day follow each other, between minute 0 and 1440")

    def minutes_of(self, day: date) -> int:
        """Working minutes of a day, 0–1440."""
        return 0 if day.toordinal() in self._off else self._minutes[day.weekday()]

    def is_on_duty(self, at: datetime) -> bool:
        """Whether a shift runs at this instant (aware).

        >>> from zoneinfo import ZoneInfo
        >>> zone = ZoneInfo("Asia/Ho_Chi_Minh")
        >>> work = WorkingTime((((480, 720), (810, 1050)),) * 7, (), zone)
        >>> [work.is_on_duty(datetime(2026, 11, 23, hour, 0, tzinfo=zone)) for hour in (7, 8, 12, 14)]
        [False, True, False, True]
        """
        day, minute = self._local(at)
        off = day in self._off
        return not off and any(start <= minute < end for start, end in self.shifts[_weekday(day)])

    def between(self, start: datetime, end: datetime) -> float:
        """Working minutes from `start` to `end` (both aware); 0 where `end` is not later.

        >>> from zoneinfo import ZoneInfo
        >>> zone = ZoneInfo("Asia/Ho_Chi_Minh")
        >>> office = ((480, 720), (810, 1050))
        >>> work = WorkingTime((office,) * 6 + ((),), (), zone)
        >>> saturday = datetime(2026, 11, 21, 17, 20, tzinfo=zone)
        >>> monday = datetime(2026, 11, 23, 8, 5, tzinfo=zone)
        >>> work.between(saturday, monday)  # 10 minutes on Saturday, none on Sunday, 5 on Monday
        15.0
        >>> monday_lunch = datetime(2026, 11, 23, 12, 30, tzinfo=zone)
        >>> work.between(monday, monday_lunch), work.between(monday_lunch, monday)
        (235.0, 0.0)
        """
        return max(0.0, self._worked_until(end) - self._worked_until(start))

    def after(self, start: datetime, minutes: float) -> datetime | None:
        """The instant at which `minutes` (0 or more) of work have passed since `start`, in `zone`.

        The earliest such instant, so 0 minutes after a shift's end is that end; `start` itself where it is in
        a shift. None where nobody ever works.

        >>> from zoneinfo import ZoneInfo
        >>> zone = ZoneInfo("Asia/Ho_Chi_Minh")
        >>> work = WorkingTime((((480, 720), (810, 1050)),) * 6 + ((),), (date(2026, 11, 23),), zone)
        >>> work.after(datetime(2026, 11, 21, 17, 20, tzinfo=zone), 15).isoformat()  # Monday is a holiday
        '2026-11-24T08:05:00+07:00'
        """
        if not self._week:
            return None
        day, _ = self._local(start)
        wanted = self._worked_until(start) + minutes
        weeks = int(minutes // self._week) + 2 + len(self._off_days)  # a day off costs less than a week
        # The last day before whose start less than what is wanted was worked.
        found = day - 1 + bisect_left(range(day, day + 7 * weeks), wanted, key=self._worked_before)
        if found < day:  # all that is wanted was worked before the day of `start`: nothing is wanted
            return start.astimezone(self.zone)
        return max(self._moment(found, wanted - self._worked_before(found)), start.astimezone(self.zone))

    def _moment(self, day: int, worked: float) -> datetime:
        """When this much of the day's work was done; `worked` is more than 0 and at most the day's."""
        midnight = datetime.combine(date.fromordinal(day), time(), self.zone)
        for start, end in self.shifts[_weekday(day)]:
            if worked <= end - start:
                return midnight + timedelta(minutes=start + worked)
            worked -= end - start
        return midnight + timedelta(minutes=self.shifts[_weekday(day)][-1][1])

    def _worked_until(self, at: datetime) -> float:
        """Working minutes since the calendar's first day."""
        day, minute = self._local(at)
        before = self._worked_before(day)
        if day in self._off:
            return before
        return before + sum(max(0.0, min(minute, end) - start) for start, end in self.shifts[_weekday(day)])

    def _worked_before(self, day: int) -> float:
        """Working minutes before this day (an ordinal): whole weeks, the rest of one, less days off."""
        weeks, weekday = divmod(day - _MONDAY, 7)
        off = self._off_minutes[bisect_right(self._off_days, day - 1)]
        return float(weeks * self._week + self._before_weekday[weekday] - off)

    def _local(self, at: datetime) -> tuple[int, float]:
        local = at.astimezone(self.zone)
        seconds = local.second + local.microsecond / 1e6
        return local.toordinal(), local.hour * 60 + local.minute + seconds / 60

    @cached_property
    def _minutes(self) -> list[int]:
        return [sum(end - start for start, end in day) for day in self.shifts]

    @cached_property
    def _week(self) -> int:
        return sum(self._minutes)

    @cached_property
    def _before_weekday(self) -> list[int]:
        return [0, *accumulate(self._minutes)]

    @cached_property
    def _off_days(self) -> list[int]:
        return sorted({day.toordinal() for day in self.days_off})

    @cached_property
    def _off(self) -> frozenset[int]:
        return frozenset(self._off_days)

    @cached_property
    def _off_minutes(self) -> list[int]:
        """What the first n days off take away."""
        return [0, *accumulate(self._minutes[_weekday(day)] for day in self._off_days)]


def _weekday(day: int) -> int:
    return (day - _MONDAY) % 7
