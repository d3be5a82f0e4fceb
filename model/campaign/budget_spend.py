"""A campaign's spend by day, told as what it pays now and what it paid week by week."""

from collections.abc import Mapping
from typing import Final

# A year: older weeks were another market.
WEEKS: Final = 52
_NOW_DAYS: Final = 28
_LEAST_DAYS: Final = 14
_STILL_DAYS: Final = 7


def spend_now(by_age: Mapping[int, int]) -> float | None:
    """Mean spend of the paid days among the newest 28; None where the campaign does not run any more.

    `by_age`: minor units by days before the newest day of which any spend is known, 0 the newest. It runs
    where it paid in the newest week, and on 14 of the 28 days.

    >>> spend_now(dict.fromkeys(range(14), 100)), spend_now({0: 100})
    (100.0, None)
    >>> spend_now(dict.fromkeys(range(7, 28), 100)) is None
    True
    """
    paid = {age: amount for age, amount in by_age.items() if amount > 0 and 0 <= age < _NOW_DAYS}
    if len(paid) < _LEAST_DAYS or min(paid) >= _STILL_DAYS:
        return None
    return sum(paid.values()) / len(paid)


def by_week(by_age: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Paid days and spend of each of the 52 weeks, the newest last; weeks end with the newest day.

    >>> days, spend = by_week({0: 5, 6: 5, 7: 9})
    >>> days[-2:], spend[-2:]
    ([1, 2], [9, 10])
    """
    days, spend = [0] * WEEKS, [0] * WEEKS
    for age, amount in by_age.items():
        week = WEEKS - 1 - age // 7
        if amount > 0 and 0 <= week < WEEKS:
            days[week] += 1
            spend[week] += amount
    return days, spend
