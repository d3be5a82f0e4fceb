"""What both teams promised each other, and how often it was kept: in time, late, beyond all capacity."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Final

from scipy.special import betaincinv

from model.working_time import WorkingTime

IN_TIME: Final = "in_time"
LATE: Final = "late"
BEYOND_CAPACITY: Final = "beyond_capacity"
PENDING: Final = "pending"


@dataclass(frozen=True, slots=True)
class Share:
    """Kept ÷ due, with the 95 % interval of the rate at which such promises are kept (Jeffreys).

    `value` is None where nothing was due; the interval then is nearly 0 to 1.
    """

    kept: int
    due: int
    value: float | None
    low: float
    high: float


def share(kept: int, due: int) -> Share:
    """The posterior is Beta(kept + ½, due − kept + ½); at 0 and at `due` the interval reaches 0 and 1.

    >>> found = share(9, 10)
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (0.9, 0.619, 0.989)
    >>> share(0, 0).value, share(3, 3).high
    (None, 1.0)
    """
    low, high = betaincinv(kept + 0.5, due - kept + 0.5, (0.025, 0.975))
    return Share(
        kept,
        due,
        kept / due if due else None,
        0.0 if kept == 0 else float(low),
        1.0 if kept == due else float(high),
    )


def first_attempt(
    start: datetime, tried_at: datetime | None, work: WorkingTime, minutes: int, now: datetime
) -> str:
    """Whether a lead was first tried within so many working minutes of `start`; not yet tried, by `now`.

    >>> from zoneinfo import ZoneInfo
    >>> zone = ZoneInfo("Asia/Ho_Chi_Minh")
    >>> work = WorkingTime((((480, 720), (810, 1050)),) * 7, (), zone)
    >>> noon = datetime(2026, 11, 23, 12, 0, tzinfo=zone)
    >>> [first_attempt(noon, noon + timedelta(minutes=after), work, 15, noon) for after in (95, 105, 106)]
    ['in_time', 'in_time', 'late']
    >>> first_attempt(noon, None, work, 15, noon + timedelta(hours=1))
    'pending'
    """
    if work.between(start, tried_at or now) > minutes:
        return LATE
    return IN_TIME if tried_at is not None else PENDING


def is_beyond(calls_made: int, capacity: int) -> bool:
    """Whether a team, or a rep, made all the calls of a day that were agreed: more was not to be had.

    `capacity` is the agreed calls of all who were on duty that day; 0 where nobody was.

    >>> is_beyond(160, 160), is_beyond(159, 160), is_beyond(0, 0)
    (True, False, True)
    """
    return calls_made >= capacity


def retried(
    start: datetime, times: Iterable[datetime], attempts: int, days: int, now: datetime
) -> bool | None:
    """Whether a lead that nobody reached was tried so many times in so many days (24 hours each) of `start`.

    None while the days are not over.

    >>> from datetime import UTC
    >>> monday = datetime(2026, 11, 23, tzinfo=UTC)
    >>> daily = [monday + timedelta(days=day) for day in range(3)]
    >>> later = monday + timedelta(days=9)
    >>> retried(monday, daily, 3, 5, monday), retried(monday, daily, 4, 5, later)
    (True, False)
    >>> retried(monday, daily, 4, 5, monday)  # two days are left
    """
    end = start + timedelta(days=days)
    if sum(start <= at < end for at in times) >= attempts:
        return True
    return None if now < end else False


@dataclass(slots=True)
class SalesCounts:
    """Leads of a group by how the first attempt stands, and what became of the promise to try again.

    `untried` of the late ones nobody has tried to this day. `unrecorded` were judged or closed without an
    attempt on record: nobody can say when they were tried.
    """

    leads: int = 0
    in_time: int = 0
    late: int = 0
    untried: int = 0
    beyond_capacity: int = 0
    pending: int = 0
    unrecorded: int = 0
    retry_due: int = 0
    retried: int = 0
    taken_back: int = 0

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.beyond_capacity

    @property
    def first_attempt(self) -> Share:
        """What was beyond capacity is no promise that was broken, and is left out."""
        return share(self.in_time, self.in_time + self.late)

    @property
    def retries(self) -> Share:
        return share(self.retried, self.retry_due)

    def __add__(self, other: "SalesCounts") -> "SalesCounts":
        names = [each.name for each in fields(self)]
        return SalesCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})
