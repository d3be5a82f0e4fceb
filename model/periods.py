"""Weeks, months and the periods before them, as days, half open. Weeks are ISO 8601's, Monday first."""

import re
from datetime import date, timedelta
from typing import Final, Literal

Days = tuple[date, date]
Kind = Literal["week", "month"]
KINDS: Final[tuple[Kind, ...]] = ("week", "month")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def kind_of(period: str) -> Kind:
    """A week is written 2026-W47, a month 2026-10.

    >>> kind_of("2026-W47"), kind_of("2026-10")
    ('week', 'month')
    """
    return "week" if "W" in period else "month"


def days_of(period: str) -> Days:
    """Its days. Raises ValueError where there is no such week or month.

    >>> [str(day) for day in days_of("2026-W47")], [str(day) for day in days_of("2026-12")]
    (['2026-11-16', '2026-11-23'], ['2026-12-01', '2027-01-01'])
    """
    if week := _WEEK.fullmatch(period):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=7)
    if month := _MONTH.fullmatch(period):
        first = date(int(month[1]), int(month[2]), 1)
        return first, _next_month(first)
    raise ValueError("a period is written as 2026-W47 or 2026-10")


def before(days: Days) -> Days:
    """The period just before, of the same length; a month's is the month before.

    >>> [str(day) for day in before((date(2026, 3, 1), date(2026, 4, 1)))]
    ['2026-02-01', '2026-03-01']
    >>> [str(day) for day in before((date(2026, 11, 16), date(2026, 11, 23)))]
    ['2026-11-09', '2026-11-16']
    """
    first, until = days
    if first.day == 1 and until == _next_month(first):
        return (first - timedelta(days=1)).replace(day=1), first
    return first - (until - first), first


def last_month(today: date) -> Days:
    """The last whole month.

    >>> [str(day) for day in last_month(date(2026, 11, 22))]
    ['2026-10-01', '2026-11-01']
    """
    return before((today.replace(day=1), _next_month(today.replace(day=1))))


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
