"""The lead quality rate before anyone has called: the mean of what the second head expects at submit.

It is a forecast, shown apart from the rate. Its interval has two parts: chance (each lead is qualified or
not) and how far the head has been off, campaign by campaign, where leads were judged since.
"""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Floats

OFF_UNTIL_SEEN = 0.10  # a head that was never held against a judged lead may be 10 points off
SEEN_AS = 5.0  # so many campaigns' worth of evidence is that
DEVIATIONS = 1.96


@dataclass(frozen=True, slots=True)
class Expected:
    """Leads with an expectation, by group: how many, Σ q and Σ q (1 − q) of them; shape (groups,)."""

    leads: Floats
    total: Floats
    variance: Floats


def off_by(later: Expected, qualified: Floats) -> float:
    """Standard deviation of (real − expected) rates between groups, beyond chance.

    ``later`` are leads that were judged since, ``qualified`` how many of them were. Nothing judged: 0.10.

    100 campaigns of 10,000 leads, expected at 0.5, half of them 5 points better, half 5 worse: by hand
    √((5 × 0.1² + 100 × 0.05²) ÷ 105) = 0.053.

    >>> later = Expected(np.full(100, 1e4), np.full(100, 5e3), np.full(100, 2.5e3))
    >>> round(off_by(later, np.tile([5500.0, 4500.0], 50)), 3)
    0.053
    """
    seen = later.leads > 0
    leads = later.leads[seen]
    error = (qualified[seen] - later.total[seen]) / leads
    chance = later.variance[seen] / leads**2
    known = (OFF_UNTIL_SEEN**2 / (OFF_UNTIL_SEEN**2 + chance)) ** 2
    variance = (SEEN_AS * OFF_UNTIL_SEEN**2 + (known * (error**2 - chance)).sum()) / (SEEN_AS + known.sum())
    return float(np.sqrt(max(variance, 0.0)))


def leading_rates(waiting: Expected, off: float) -> tuple[Floats, Floats, Floats]:
    """Value and 95 % interval of the rate of leads nobody has judged, shape (groups,); NaN for none.

    400 leads expected at 0.5 by a head that is 3 points off: ± 1.96 √(0.25 ÷ 400 + 0.03²) = ± 0.077.

    >>> waiting = Expected(np.array([400.0]), np.array([200.0]), np.array([100.0]))
    >>> value, low, high = leading_rates(waiting, 0.03)
    >>> value.tolist(), low.round(3).tolist(), high.round(3).tolist()
    ([0.5], [0.423], [0.577])
    """
    leads = np.where(waiting.leads > 0, waiting.leads, np.nan)
    value = waiting.total / leads
    half = DEVIATIONS * np.sqrt(waiting.variance / leads**2 + off**2)
    return value, np.clip(value - half, 0, 1), np.clip(value + half, 0, 1)
