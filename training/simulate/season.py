"""How the days of a year differ: weekdays, Tết, summer."""

from datetime import date, timedelta

import numpy as np

from training.simulate import clock
from training.simulate.arrays import Floats, Ints
from training.simulate.world import World

# The first day of the lunar year; other years take the mean date.
TET = {
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
}
WEEKDAYS = np.array([1.12, 1.10, 1.06, 1.02, 0.95, 0.82, 0.93])
MONTHS = np.array([0.95, 0.95, 1.05, 1.0, 1.05, 1.22, 1.28, 1.18, 1.08, 0.98, 0.95, 0.85])
# When in a day people fill in forms, by hour.
HOURS = np.array([2, 1, 0.6, 0.4, 0.4, 0.8, 2, 3.5, 5, 6, 6, 6.5, 7, 5.5, 5, 5, 5, 5, 5.5, 7, 9, 9, 7, 4])


def days_from_tet(day: date) -> int:
    """Days since the first of the lunar year; negative before it.

    >>> days_from_tet(date(2026, 2, 16))
    -1
    """
    return (day - TET.get(day.year, date(day.year, 2, 4))).days


def day_weight(day: date) -> float:
    """How many leads the same spend brings on this day, against a plain day."""
    weight = float(WEEKDAYS[day.weekday()] * MONTHS[day.month - 1])
    since = days_from_tet(day)
    if -3 <= since <= 5:
        return 0.2 * weight
    if -10 <= since < -3:
        return 0.6 * weight
    return weight * (1.3 if 5 < since <= 25 else 1.0)


def weights(world: World) -> Floats:
    """`day_weight` of every day of the history; shape (days,)."""
    first = clock.first_day(world)
    return np.array([day_weight(first + timedelta(days=i)) for i in range(clock.days(world))])


def closing_effect(world: World, submitted: Ints) -> Floats:
    """What the season adds to the log-odds of a sale, by arrival: few sign up around Tết, more in summer."""
    first = clock.first_day(world)
    effects = []
    for i in range(clock.days(world)):
        day = first + timedelta(days=i)
        near_tet = -15 <= days_from_tet(day) <= 3
        effects.append(-0.35 if near_tet else 0.15 if 6 <= day.month <= 8 else 0.0)
    offset = clock.day_number(submitted) - int(clock.day_number(np.array([clock.opens(world)]))[0])
    return np.array(effects)[offset]
