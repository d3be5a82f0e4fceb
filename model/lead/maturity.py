"""Who may teach: a lead is matured when it was submitted at least one horizon ago, whatever its outcome.

A final outcome of a younger lead neither teaches, calibrates nor judges: the win rate of "matured" young
leads reads 0.21 or 0.06 where the truth is 0.10, by whether losses are slow or fast.
"""

import math

import numpy as np

from model.lead.arrays import Bools, Floats

SHARE = 0.95
ENOUGH_WINS = 20
OLD_ENOUGH = 2.0


def horizon_days(ages: Floats, delays: Floats) -> float | None:
    """The whole number of days in which 95 % of wins arrive; None with fewer than 20 dated wins.

    ``ages`` are won leads' days since the submit, ``delays`` their days from submit to win; pairs with a NaN
    are left out and a win before the submit counts as at once. Young leads show only their quick wins: so the
    horizon is raised until leads at least twice as old no longer raise it.

    Wins after 1 … 100 days, seen on old leads, beside many young leads that could only show one day:

    >>> old, young = np.full(100, 400.0), np.full(300, 2.0)
    >>> horizon_days(np.append(old, young), np.append(np.arange(1.0, 101.0), np.ones(300)))
    96.0
    >>> horizon_days(np.ones(5), np.ones(5)) is None
    True
    """
    known = ~(np.isnan(ages) | np.isnan(delays))
    ages, delays = ages[known], np.maximum(delays[known], 0.0)
    if len(delays) < ENOUGH_WINS:
        return None
    horizon = float(np.quantile(delays, SHARE))
    while True:
        shown = delays[ages >= OLD_ENOUGH * horizon]
        longer = float(np.quantile(shown, SHARE)) if len(shown) >= ENOUGH_WINS else horizon
        if longer <= horizon:
            return float(max(1, math.ceil(horizon)))
        horizon = longer


def is_matured(ages: Floats, horizon: float | None) -> Bools:
    """Whether each lead is old enough to teach; without a horizon or a time (NaN) it is taken as matured.

    >>> is_matured(np.array([90.0, 10.0, np.nan]), 60.0).tolist()
    [True, False, True]
    """
    if horizon is None:
        return np.ones(len(ages), dtype=bool)
    return np.isnan(ages) | (ages >= horizon)


def won_within(won: Bools, delays: Floats, horizon: float | None) -> Bools:
    """y: won within the horizon; a win whose time is unknown (NaN) counts.

    >>> won_within(np.array([True, True, True, False]), np.array([30.0, 90.0, np.nan, np.nan]), 60.0).tolist()
    [True, False, True, False]
    """
    if horizon is None:
        return won
    return won & ~(delays > horizon)
