"""When a lead may be called unreachable: tried often enough, on enough days, not all in one hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

# An attempt that a person writes down later than this is no evidence of when it was made.
WRITTEN_WITHIN: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Tried:
    """`attempts` that count, and the `days` of the company's zone on which they were made."""

    attempts: int
    days: int


def tried(times: Iterable[datetime], spacing: timedelta, zone: tzinfo) -> Tried:
    """How often a lead was tried: of attempts that follow within `spacing` of one that counts, none counts.

    `times` are aware, in any order. Days are those of `zone`.

    >>> from datetime import UTC
    >>> day = datetime(2026, 11, 23, tzinfo=UTC)
    >>> hours = [2, 2.5, 3.9, 4, 26]  # the second and third within 2 hours of the first
    >>> tried([day + timedelta(hours=hour) for hour in hours], timedelta(hours=2), UTC)
    Tried(attempts=3, days=2)
    """
    counted: list[datetime] = []
    for at in sorted(times):
        if not counted or at - counted[-1] >= spacing:
            counted.append(at)
    return Tried(len(counted), len({at.astimezone(zone).date() for at in counted}))


def is_written_in_time(occurred_at: datetime, recorded_at: datetime) -> bool:
    """Whether an attempt was recorded within a day of being made; both aware.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    >>> [is_written_in_time(noon, noon + timedelta(hours=hours)) for hours in (0, 24, 25)]
    [True, True, False]
    """
    return recorded_at - occurred_at <= WRITTEN_WITHIN
