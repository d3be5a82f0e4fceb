"""95 % intervals of what happened."""

from typing import NamedTuple

import numpy as np
from scipy.stats import gamma

Z = 1.959964
ALPHA = 0.05


class Interval(NamedTuple):
    """From ``low`` to ``high``, 95 %."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside.

        >>> Interval(0.8, 1.2).holds(1.0)
        True
        """
        return self.low <= value <= self.high


def share_interval(won: float, leads: int) -> Interval:
    """Wilson's interval of a share; leads ≥ 1. 10 of 100 is 0.0552 to 0.1744.

    >>> [round(end, 4) for end in share_interval(10, 100)]
    [0.0552, 0.1744]
    """
    share = won / leads
    weight = 1 + Z**2 / leads
    middle = (share + Z**2 / (2 * leads)) / weight
    half = Z * float(np.sqrt(share * (1 - share) / leads + Z**2 / (4 * leads**2))) / weight
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def ratio_interval(won: float, expected: float, variance: float) -> Interval:
    """Of observed over expected, where the count's variance is Σ p(1 − p); expected and variance > 0.

    Source: design, "Observed over expected": a scaled gamma, since a Poisson count over-covers. With
    φ = variance ÷ expected, won ÷ φ is about Poisson, and its Jeffreys interval is scaled back.

    At p near 0 it is Jeffreys' Poisson interval: 10 won of 10 expected, 0.514 to 1.774.

    >>> [round(end, 3) for end in ratio_interval(10, 10.0, 10.0)]
    [0.514, 1.774]
    """
    scale = variance / expected
    ends = gamma.ppf([ALPHA / 2, 1 - ALPHA / 2], won / scale + 0.5) * scale / expected
    return Interval(float(ends[0]) if won else 0.0, float(ends[1]))
