"""ISO weeks of the company's time zone: Monday to Sunday, named as 2026-W47."""

from datetime import date, datetime, timedelta
from typing import Final

from model.periods import days_of
from service.usecases.company import Company
from service.usecases.problems import refuse

WEEK: Final = timedelta(days=7)
_FIRST: Final = date(1970, 1, 5)


def name_of(day: date) -> str:
    """The week that a day is in; at a year's edge it may be named for the other year.

    >>> name_of(date(2027, 1, 3)), name_of(date(2024, 12, 30))
    ('2026-W53', '2025-W01')
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def today(company: Company, now: datetime) -> date:
    return now.astimezone(company.timezone).date()


def begun_week(company: Company, week: str, now: datetime, field: str) -> date:
    """The Monday of a week that has begun. Raises Refused, naming `field`: week 53 is in some years only."""
    try:
        monday = days_of(week)[0]
    except (ValueError, OverflowError) as error:
        raise refuse(field, "wrong_type", "a week is needed, as 2026-W47") from error
    if monday < _FIRST:
        raise refuse(field, "out_of_range", f"a week from {name_of(_FIRST)} on is needed")
    if name_of(monday) != week:
        raise refuse(field, "wrong_type", "a week is needed, as 2026-W47")
    if monday > today(company, now):
        raise refuse(field, "in_the_future", "a week that has begun is needed")
    return monday
