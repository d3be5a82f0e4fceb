"""How far deals differ from the value that was expected of them: the company's, for every campaign of it."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Floats
from model.lead.deal_value import cap_of

_BELIEVED = 5  # deals' worth of the belief that a deal differs by as much as its value


@dataclass(frozen=True, slots=True)
class Spread:
    """Deals in units of the value that was expected of them, whose mean is 1.

    ``body`` is the mean of what lies below the cap and ``deviation`` its deviation; one deal in 1 ÷
    ``wild_rate`` goes beyond the cap, by ``wild`` ± ``wild_deviation``.
    """

    body: float
    deviation: float
    wild_rate: float
    wild: float
    wild_deviation: float


def value_spread(revenue: Floats, value: Floats) -> Spread:
    """From what won leads brought and what was expected of them if won; pairs that are not above 0 are left.

    The cap is that of the value model: the lower of the 99th percentile and 20 medians. Few deals tell
    little: five more are added that differ by as much as their value, so that no deal at all gives 1 ± 1.

    >>> value_spread(np.array([]), np.array([]))
    Spread(body=1.0, deviation=1.0, wild_rate=0.0, wild=0.0, wild_deviation=0.0)

    By hand: 99 deals of 1 and one of 101, each expected to be 2, are 99 of 0.5 and one of 50.5. The 99th
    percentile lies a hundredth of the way between, at 1: below it the mean is 0.505, and the one goes beyond
    by 49.5.

    >>> found = value_spread(np.append(np.ones(99), 101.0), np.full(100, 2.0))
    >>> round(found.body, 3), found.wild_rate, round(found.wild, 1), round(found.deviation, 2)
    (0.505, 0.01, 49.5, 0.12)
    """
    sold = (revenue > 0) & (value > 0)
    if not sold.any():
        return Spread(1.0, 1.0, 0.0, 0.0, 0.0)
    ratio = revenue[sold] / value[sold]
    ratio = ratio / ratio.mean()
    cap = cap_of(ratio)
    cut, over = np.minimum(ratio, cap), np.maximum(ratio - cap, 0.0)
    body = float(cut.mean())
    squares = float(np.sum((cut - body) ** 2)) + _BELIEVED * body**2
    beyond = over[over > 0]
    wild = float(beyond.mean()) if len(beyond) else 0.0
    return Spread(
        body=body,
        deviation=float(np.sqrt(squares / (len(cut) + _BELIEVED))),
        wild_rate=len(beyond) / len(ratio),
        wild=wild,
        wild_deviation=float(beyond.std()) if len(beyond) > 1 else wild,
    )
