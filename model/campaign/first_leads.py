"""The first leads of a day: how likely a bad start is by chance, and what the rest of the day says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Bools, Floats

FIRST = 5
BAD_START = 3
UNLIKELY = 0.025


@dataclass(frozen=True, slots=True)
class Start:
    """One day's first judged leads: how many, how many bad, and the chance of so many bad or more."""

    judged: int
    bad: int
    chance: float

    @property
    def is_bad(self) -> bool:
        """At least three of the first five are bad.

        >>> Start(3, 3, 0.027).is_bad, Start(5, 2, 0.5).is_bad
        (True, False)
        """
        return self.bad >= BAD_START

    @property
    def is_unlikely(self) -> bool:
        """A bad start that chance alone gives on fewer than one day in forty."""
        return self.is_bad and self.chance < UNLIKELY


def start_of_day(bad: Bools, chance_of_bad: Floats) -> Start:
    """Of a day's judged leads in the order of their first attempt, the first five count.

    ``chance_of_bad`` is 1 − P(qualified) of each lead, as it was expected at submit.

    At a true 0.30 the first three are all bad on 2.7 % of days, and at least three of five on 16 %:

    >>> round(start_of_day(np.ones(3, dtype=bool), np.full(3, 0.3)).chance, 3)
    0.027
    >>> round(start_of_day(np.array([True, True, False, True, False]), np.full(5, 0.3)).chance, 2)
    0.16
    """
    first, chances = bad[:FIRST], chance_of_bad[:FIRST]
    count = int(first.sum())
    return Start(len(first), count, at_least(count, chances))


def at_least(count: int, chances: Floats) -> float:
    """P(at least so many) of independent events: the tail of the Poisson-binomial.

    >>> at_least(1, np.array([0.5, 0.5])), at_least(0, np.array([]))
    (0.75, 1.0)
    """
    exactly = np.ones(1)
    for chance in chances:
        exactly = np.convolve(exactly, [1 - chance, chance])
    return float(min(1.0, exactly[count:].sum()))


@dataclass(frozen=True, slots=True)
class Day:
    """One rep's day: its start, and of the leads after the first five how many were judged and qualified.

    ``target`` is the rate that the rest is held against.
    """

    start: Start
    rest_judged: int
    rest_qualified: int
    target: float

    @property
    def met(self) -> bool | None:
        """Whether the rest of the day met its target; None where nothing of it was judged.

        >>> Day(Start(5, 3, 0.16), 10, 4, 0.4).met, Day(Start(5, 3, 0.16), 0, 0, 0.4).met
        (True, None)
        """
        return self.rest_qualified >= self.target * self.rest_judged if self.rest_judged else None


@dataclass(frozen=True, slots=True)
class Days:
    """Days with a rest to judge, and how many of them met their target in it."""

    days: int
    met: int


def of_days(days: Sequence[Day], *, bad_start: bool) -> Days:
    """ "Of N days that began like this, M still met their target": judged by the rest of each day alone.

    >>> bad, good = Start(5, 4, 0.03), Start(5, 1, 0.8)
    >>> days = [Day(bad, 10, 5, 0.4), Day(bad, 10, 3, 0.4), Day(bad, 0, 0, 0.4), Day(good, 10, 5, 0.4)]
    >>> of_days(days, bad_start=True)
    Days(days=2, met=1)
    """
    wanted = [day.met for day in days if day.start.is_bad == bad_start and day.met is not None]
    return Days(len(wanted), sum(wanted))
