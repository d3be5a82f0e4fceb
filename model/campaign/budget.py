"""Where the same money would bring more: more, less or as much, within a fifth of each campaign's spend."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from model.lead.arrays import Bools, Floats

# No campaign's spend moves by more than this share: beyond it nobody has seen the curve.
MOST_MOVE: Final = 0.2
# A smaller move is not worth anybody's time.
LEAST_MOVE: Final = 0.02
# A campaign's money moves only where it is so likely to do more on the other side; the plan is said only
# where it is so likely to bring more than doing nothing.
SURE: Final = 0.9
_FACTORS: Final = np.linspace(1 - MOST_MOVE, 1 + MOST_MOVE, 41)
_HALVINGS: Final = 60


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Draws (D, C) of what each campaign brings, and what it costs (C,).

    revenue: a day at today's spend, minor units · exponent: of leads on spend, 0–1 · spend: a day, minor
    units, above 0.
    """

    revenue: Floats
    exponent: Floats
    spend: Floats

    def gained(self, factors: Floats) -> Floats:
        """Revenue a day more than today's, (D, C), at these factors of today's spend (C,)."""
        found: Floats = self.revenue * (factors**self.exponent - 1)
        return found

    def marginal(self, factors: Floats) -> Floats:
        """Revenue that one more unit of money brings, (D, C)."""
        found: Floats = self.exponent * factors ** (self.exponent - 1) * self.revenue / self.spend
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """factors: of each campaign's spend, 0.8–1.2 (C,) · sure: P(its money does more where it is moved to),
    0.5 where none moves (C,) · gained: draws (D,) of revenue a day more than doing nothing."""

    factors: Floats
    sure: Floats
    gained: Floats

    @property
    def moves(self) -> Bools:
        moved: Bools = np.abs(self.factors - 1) >= LEAST_MOVE
        return moved


def plan(beliefs: Beliefs) -> Plan:
    """The moves that bring most by the posterior mean, of campaigns that are likely better, or worse.

    Total spend stays. All factors are 1 where nothing is likely enough. Two campaigns that differ only in
    what a lead is worth:

    >>> found = plan(Beliefs(np.tile([1.0, 3.0], (9, 1)), np.full((9, 2), 0.5), np.ones(2)))
    >>> found.factors.round(3).tolist(), round(float(found.gained[0]), 3)
    ([0.8, 1.2], 0.181)
    """
    free: Bools = np.ones(len(beliefs.spend), dtype=bool)
    curves = np.array([beliefs.marginal(np.full(len(free), u)).mean(axis=0) for u in _FACTORS])
    while True:
        factors = _best(curves, beliefs.spend, free)
        sure = _sure(beliefs, factors)
        doubtful = (np.abs(factors - 1) >= LEAST_MOVE) & (sure < SURE)
        if not doubtful.any():
            break
        free = free & ~(doubtful & (sure <= sure[doubtful].min()))
    factors = _even(factors, beliefs.spend)
    gained = beliefs.gained(factors).sum(axis=1)
    if (gained > 0).mean() < SURE:
        return nothing(beliefs)
    return Plan(factors, sure, gained)


def _even(factors: Floats, spend: Floats) -> Floats:
    """Moves too small to make left out, the larger side cut to the other, so that total spend stays.

    >>> _even(np.array([1.2, 0.9, 1.01]), np.array([1.0, 1.0, 1.0])).tolist()
    [1.1, 0.9, 1.0]
    """
    moved = np.where(np.abs(factors - 1) >= LEAST_MOVE, factors - 1, 0.0) * spend
    up, down = moved[moved > 0].sum(), -moved[moved < 0].sum()
    if not (up and down):
        return np.ones(len(factors))
    even: Floats = 1 + np.where(moved > 0, moved / up, moved / down) * min(up, down) / spend
    return even


def nothing(beliefs: Beliefs) -> Plan:
    """The plan that moves no money."""
    size, campaigns = beliefs.revenue.shape
    return Plan(np.ones(campaigns), np.full(campaigns, 0.5), np.zeros(size))


def _sure(beliefs: Beliefs, factors: Floats) -> Floats:
    """P(a unit of money moved to a campaign, or from it, does more there than on the other side), (C,)."""
    moved, brought = beliefs.spend * (factors - 1), beliefs.gained(factors)
    found = np.full(len(factors), 0.5)
    up, down = moved > 0, moved < 0
    if not (up.any() and down.any()):
        return found
    gained = brought[:, up].sum(axis=1) / moved[up].sum()
    lost = brought[:, down].sum(axis=1) / moved[down].sum()
    found[up] = (brought[:, up] / moved[up] > lost[:, None]).mean(axis=0)
    found[down] = (brought[:, down] / moved[down] < gained[:, None]).mean(axis=0)
    return found


def _best(curves: Floats, spend: Floats, free: Bools) -> Floats:
    """Factors (C,) at which the free campaigns bring most at equal spend: marginal revenues (F, C) meet."""
    if free.sum() < 2:
        return np.ones(len(free))
    low, high = 0.0, float(curves[0, free].max())
    for _ in range(_HALVINGS):
        price = (low + high) / 2
        factors = np.where(free, _bought(curves, price), 1.0)
        low, high = (price, high) if ((factors - 1) * spend).sum() > 0 else (low, price)
    return factors


def _bought(curves: Floats, price: float) -> Floats:
    """The factor at which each campaign's falling marginal revenue (F, C) meets the price, (C,)."""
    above = (curves > price).sum(axis=0)
    lower = np.clip(above - 1, 0, len(curves) - 2)
    own = np.arange(curves.shape[1])
    first, second = curves[lower, own], curves[lower + 1, own]
    part = np.clip((first - price) / np.maximum(first - second, 1e-12), 0.0, 1.0)
    step = _FACTORS[1] - _FACTORS[0]
    factors: Floats = _FACTORS[lower] + part * step
    return factors
