"""Newer leads weigh more where the market moves."""

import numpy as np

from model.lead.arrays import Floats


def recency(ages: Floats, half_life: float | None) -> Floats:
    """A weight for each lead, 1 on average; undated ones (NaN) are as old as the oldest.

    Half after each half-life, so 4 : 2 : 1, of which the mean is 7/3.

    >>> (recency(np.array([0.0, 30.0, 60.0]), 30.0) * 7 / 3).round(6)
    array([4., 2., 1.])
    >>> recency(np.array([0.0, 30.0]), None)
    array([1., 1.])
    """
    if half_life is None or not len(ages) or np.isnan(ages).all():
        return np.ones(len(ages))
    known = np.where(np.isnan(ages), np.nanmax(ages), ages)
    weights = np.exp2(-known / half_life)
    fading: Floats = weights / weights.mean()
    return fading
