"""Dispositions that look as if nobody had looked: worth a question, never a verdict.

Three traces: many given in the last minutes of the working day; "no need" after a call of seconds; weeks
that all end exactly at the target, nearer to it than chance would ever come.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.stats import binom, chi2

from model.lead.arrays import Floats

LAST_MINUTES: Final = 30
# A burst is a day that nobody would have by chance; so many in four weeks are said.
LEAST_A_DAY: Final = 8
BURST_DAYS: Final = 3
BURST_SHARE: Final = 0.5
# No one can learn in so few seconds that there is no need.
SECONDS: Final = 15
LEAST_SHORT: Final = 5
SHORT_BY_CHANCE: Final = 0.05
CHANCE: Final = 0.0005
LEAST_WEEKS: Final = 8
LEAST_A_WEEK: Final = 10


def burst_days(days: Sequence[tuple[int, int]]) -> int:
    """On how many days half or more of 8 or more dispositions fell into the last 30 working minutes.

    ``days`` are (all, in the last minutes).

    >>> burst_days([(20, 12), (20, 3), (5, 5), (8, 4)])
    2
    """
    return sum(whole >= LEAST_A_DAY and late >= BURST_SHARE * whole for whole, late in days)


def bursts(days: Sequence[tuple[int, int]]) -> bool:
    """Whether to say so of a rep's days.

    >>> bursts([(20, 12), (20, 15), (9, 9)]), bursts([(20, 12)])
    (True, False)
    """
    return burst_days(days) >= BURST_DAYS


def judged_in_seconds(short: int, of: int) -> bool:
    """Whether ``short`` of the reasons that need a talk came after calls of under 15 seconds, beyond chance.

    One in twenty may: she had talked to the person before. By hand: 8 of 20 where 1 is expected.

    >>> judged_in_seconds(8, 20), judged_in_seconds(3, 20), judged_in_seconds(4, 4)
    (True, False, False)
    """
    return short >= LEAST_SHORT and float(binom.sf(short - 1, of, SHORT_BY_CHANCE)) <= CHANCE


def nearer_than_chance(judged: Floats, qualified: Floats, target: float) -> Floats:
    """The chance that weeks (…, weeks) lie as near to the target as these, or nearer; 1 where too few do.

    Σ (qualified − judged · target)² / (judged · target (1 − target)) is χ² with as many degrees as weeks if
    the rate *is* the target. By hand: 10 weeks of 40 of 100 at 0.4 add up to 0, which chance does not; the
    other ten lie 2, 5, 1, 7 … leads off: 189 ÷ 24 = 7.9, where 10 is the mean.

    >>> nearer_than_chance(np.full(10, 100.0), np.full(10, 40.0), 0.4).item()
    0.0
    >>> by_chance = np.array([38, 45, 41, 33, 44, 36, 47, 40, 35, 42.0])
    >>> nearer_than_chance(np.full(10, 100.0), by_chance, 0.4).round(2).item()
    0.36
    """
    told = judged >= LEAST_A_WEEK
    spread = np.where(told, judged, 1) * target * (1 - target)
    square = np.where(told, (qualified - judged * target) ** 2 / spread, 0.0).sum(axis=-1)
    weeks = told.sum(axis=-1)
    chance = chi2.cdf(square, np.maximum(1, weeks))
    found: Floats = np.where(weeks >= LEAST_WEEKS, chance, 1.0)
    return found


def sits_at_target(judged: Floats, qualified: Floats, target: float) -> bool:
    """Whether to say so of these weeks.

    >>> sits_at_target(np.full(8, 50.0), np.full(8, 20.0), 0.4)
    True
    """
    return 0 < target < 1 and float(nearer_than_chance(judged, qualified, target)) <= CHANCE
