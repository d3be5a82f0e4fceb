"""Which week a page of the weekly meeting is about."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from service.usecases.review.iso_week import WEEK, monday_of, name_of

_THURSDAY: Final = 3


def week_discussed(today: date) -> str:
    """The last whole week from Monday to Wednesday, from Thursday on the running one.

    A review can only be frozen when its week is over, so teams meet early in the next one. From Thursday on
    people come to write down what they did and heard while they still know it.

    >>> week_discussed(date(2026, 11, 18)), week_discussed(date(2026, 11, 19))
    ('2026-W46', '2026-W47')
    """
    monday = monday_of(today)
    return name_of(monday if today.weekday() >= _THURSDAY else monday - WEEK)


@dataclass(frozen=True, slots=True)
class MeetingWeek:
    """A week that has begun, its neighbours, and whether it is over."""

    monday: date
    today: date

    @property
    def name(self) -> str:
        return name_of(self.monday)

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def until(self) -> date:
        return self.monday + WEEK

    @property
    def is_over(self) -> bool:
        return self.until <= self.today

    @property
    def previous(self) -> str:
        return name_of(self.monday - WEEK)

    @property
    def next(self) -> str | None:
        """None where it has not begun."""
        return name_of(self.until) if self.is_over else None
