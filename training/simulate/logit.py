"""Log-odds, and the shift that gives a set of probabilities a wanted mean."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit, logit

from training.simulate.arrays import Floats

__all__ = ["expit", "logit", "shift_for", "solve"]


def solve(mean_at: Callable[[float], float], target: float, low: float = -20.0, high: float = 20.0) -> float:
    """Where the rising function `mean_at` reaches `target`, by bisection to about 1e-9.

    >>> round(solve(lambda a: a * 2, 3.0), 6)
    1.5
    """
    for _ in range(36):
        middle = (low + high) / 2
        low, high = (middle, high) if mean_at(middle) < target else (low, middle)
    return (low + high) / 2


def shift_for(log_odds: Floats, target: float, weights: Floats | None = None) -> float:
    """What to add to every log-odds so that the weighted mean probability is `target`.

    >>> round(shift_for(np.array([1.0, 1.0]), 0.5), 6)
    -1.0
    """
    if log_odds.size == 0:
        return 0.0
    return solve(lambda a: float(np.average(expit(log_odds + a), weights=weights)), target)
