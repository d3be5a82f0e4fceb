"""What open, immature leads still bring: their chance given that they are neither won nor given up by now."""

import numpy as np

from model.lead.arrays import Floats, Ints

_MOST_STEPS = 120
# Leads of little promise are given up sooner: G is told apart between leads of up to half the mean chance, up
# to the mean, up to twice the mean, and above. One G for all finds 8 % too much.
BAND_EDGES = (0.5, 1.0, 2.0)


def still_to_come(p: Floats, came: Floats, given_up: Floats) -> Floats:
    """P(won later, within the horizon) of open leads: p (1 − F) ÷ (p (1 − F) + (1 − p) (1 − G)).

    ``p`` is the chance at submit, ``came`` F, the share of wins that come by the lead's age, ``given_up`` G,
    the share of like leads never won that Sales gave up by then. Where nobody ever gives a lead up G is 0 and
    this is p (1 − F) ÷ (1 − p F). Leaving G out where leads are given up, and counting open ones only, finds
    half of what comes: who is still open is better than who came.

    By hand: half of the wins have come and nobody was given up, 0.1 / 0.9; with half of the others given up
    it is the chance at submit:

    >>> still_to_come(np.array([0.2, 0.2]), np.array([0.5, 0.5]), np.array([0.0, 0.5])).round(3).tolist()
    [0.111, 0.2]
    """
    coming, failing = p * (1 - came), (1 - p) * (1 - given_up)
    total = coming + failing
    chance: Floats = np.divide(coming, total, out=np.zeros_like(total), where=total > 0)
    return chance


def steps_of(horizon: float) -> tuple[int, float]:
    """In how many steps of how many days the ages up to the horizon are told apart.

    >>> steps_of(60.0), steps_of(365.0)[0]
    ((60, 1.0), 120)
    """
    count = max(1, min(_MOST_STEPS, int(np.ceil(horizon))))
    return count, horizon / count


def middles(count: int, days: float) -> Floats:
    """The age in the middle of each step.

    >>> middles(2, 10.0).tolist()
    [5.0, 15.0]
    """
    found: Floats = (np.arange(count, dtype=float) + 0.5) * days
    return found


def given_up_shares(steps: Ints, leads: Ints, never_won: int, count: int) -> Floats:
    """G in the middle of each of ``count`` steps: of ``never_won`` matured leads, ``leads`` were given up in
    the step of age that ``steps`` says; half of a step's own are counted. 0 where nobody was lost yet.

    >>> given_up_shares(np.array([0, 2, 9]), np.array([10, 20, 5]), 100, 3).tolist()
    [0.05, 0.1, 0.2]
    """
    within = (steps >= 0) & (steps < count)
    in_step = np.bincount(steps[within], leads[within], minlength=count)
    early = float(leads[steps < 0].sum())
    by_then = early + np.cumsum(in_step) - in_step / 2
    return np.asarray(np.minimum(by_then / max(1, never_won), 1.0), dtype=float)
