"""Time in the simulated company: whole seconds since 1970 (UTC), read in Vietnam's zone."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pandas as pd

from training.simulate.arrays import Floats, Ints
from training.simulate.world import World

ZONE = timezone(timedelta(hours=7))
OFFSET = 7 * 3600
HOUR = 3600
DAY = 24 * HOUR
# Reps call from 8:00 to 20:30.
OPENING = 8 * HOUR
SHIFT = 12 * HOUR + 1800


def first_day(world: World) -> date:
    """The day `months` calendar months before the day after `until`.

    >>> first_day(World(months=1, until=date(2026, 11, 20)))
    datetime.date(2026, 10, 21)
    >>> first_day(World(months=1, until=date(2026, 3, 30)))
    datetime.date(2026, 2, 28)
    """
    end = world.until + timedelta(days=1)
    months = end.year * 12 + end.month - 1 - world.months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1]))


def days(world: World) -> int:
    """How many days the history covers, both ends included."""
    return (world.until - first_day(world)).days + 1


def midnight(day: date) -> int:
    """The second at which a day begins in Vietnam."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp())


def opens(world: World) -> int:
    """The first second of the history."""
    return midnight(first_day(world))


def closes(world: World) -> int:
    """The first second after the history: nothing in the files happens then or later."""
    return midnight(world.until) + DAY


def day_number(seconds: Ints) -> Ints:
    """Days since 1970-01-01 in Vietnam; a Monday is a multiple of 7 plus 4."""
    return (seconds + OFFSET) // DAY


def hour(seconds: Ints) -> Ints:
    """The hour of the day in Vietnam, 0–23."""
    return (seconds + OFFSET) % DAY // HOUR


def age(world: World, seconds: Ints) -> Floats:
    """Where in the history a time lies: 0 at its first second, 1 at its end."""
    return (seconds - opens(world)) / (closes(world) - opens(world))


def to_working(seconds: Ints) -> Ints:
    """Seconds of working time since 1970: the clock that stands still while nobody calls."""
    local = seconds + OFFSET
    return local // DAY * SHIFT + np.clip(local % DAY - OPENING, 0, SHIFT)


def from_working(working: Ints) -> Ints:
    """The time at which the working clock shows `working`; the inverse of `to_working` in working hours.

    >>> at = np.array([midnight(date(2026, 3, 2)) + 9 * HOUR])
    >>> int((from_working(to_working(at)) - at)[0])
    0
    """
    return working // SHIFT * DAY + OPENING + working % SHIFT - OFFSET


def daytime(seconds: Ints) -> Ints:
    """The same day, at an hour at which reps call: the day's 24 hours drawn together into its shift.

    >>> at = np.array([midnight(date(2026, 3, 2)), midnight(date(2026, 3, 2)) + 12 * HOUR])
    >>> written(stamps(daytime(at)))
    ['2026-03-02T08:00:00+07:00', '2026-03-02T14:15:00+07:00']
    """
    local = seconds + OFFSET
    return local // DAY * DAY + OPENING + local % DAY * SHIFT // DAY - OFFSET


def stamps(seconds: Ints) -> pd.DatetimeIndex:
    """Times as pandas sees them, in Vietnam's zone; a negative second is no time (NaT)."""
    known = np.where(seconds < 0, np.iinfo(np.int64).min, seconds).astype("datetime64[s]")
    return pd.DatetimeIndex(known).tz_localize(UTC).tz_convert(ZONE)


def written(stamped: Any) -> list[str | None]:
    """RFC 3339 with +07:00, None where there is no time.

    >>> written(stamps(np.array([midnight(date(2026, 3, 2)), -1])))
    ['2026-03-02T00:00:00+07:00', None]
    """
    index = pd.DatetimeIndex(stamped)
    text = np.datetime_as_string(index.tz_localize(None).to_numpy().astype("datetime64[s]"))
    return [None if gone else f"{t}+07:00" for t, gone in zip(text.tolist(), index.isna(), strict=True)]
