"""How fast wins arrive: F, the share of the wins within the horizon that came by an age in days.

Young leads show only their quick wins, so each win is held against those that could show at its delay
alone: the product limit of right-truncated times. Where every lead is older than the horizon it is the
plain share. Source: Lagakos, Barraj and De Gruttola, Nonparametric analysis of truncated survival data,
Biometrika 75 (1988).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from model.lead.arrays import Floats
from model.lead.maturity import ENOUGH_WINS

_MOST_AGES = 121


@dataclass(frozen=True, slots=True)
class DelayCurve:
    """F by straight lines between ``ages`` (days, rising from 0); ``shares`` rise from 0 or more to 1."""

    ages: tuple[float, ...]
    shares: tuple[float, ...]

    def share(self, age_days: Floats) -> Floats:
        """F at each age, in 0–1; a lead without a time (NaN) has nothing left to come, so 1.

        >>> DelayCurve((0.0, 10.0), (0.0, 1.0)).share(np.array([-1.0, 0.0, 2.5, 10.0, 99.0, np.nan])).tolist()
        [0.0, 0.0, 0.25, 1.0, 1.0, 1.0]
        """
        ages = np.asarray(age_days, dtype=float)
        within: Floats = np.interp(np.nan_to_num(ages, nan=np.inf), self.ages, self.shares)
        return within

    def to_dict(self) -> dict[str, list[float]]:
        """As JSON values.

        >>> DelayCurve((0.0, 10.0), (0.0, 1.0)).to_dict()
        {'ages': [0.0, 10.0], 'share': [0.0, 1.0]}
        """
        return {"ages": list(self.ages), "share": list(self.shares)}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """What `to_dict` gave. Raises ValueError where that is no curve.

        >>> DelayCurve.from_dict({"ages": [0, 10], "share": [0, 1]}).shares
        (0.0, 1.0)
        """
        ages, shares = _floats(kept["ages"]), _floats(kept["share"])
        rises = all(np.diff(ages) > 0) and all(np.diff(shares) >= 0)
        if len(ages) != len(shares) or not ages or not rises or shares[0] < 0 or shares[-1] != 1:
            raise ValueError("not a delay curve: ages must rise, shares must rise to 1")
        return cls(ages, shares)


def delay_curve(ages: Floats, delays: Floats, horizon: float) -> DelayCurve | None:
    """F of the wins within the horizon; None with fewer than 20 of them on leads older than the horizon.

    ``ages`` are won leads' days since the submit, ``delays`` their days from submit to win; pairs with a NaN
    are left out and a win before the submit counts as at once. Assumes that the delay does not change with
    the time of submit.

    By hand: of 20 old wins half came after 1 day and half after 9; 30 young leads could only show day 1.
    At 9 days 10 of the 20 that could show it came then, so F is 1 − 10 / 20 just before; the plain share
    would say 0.8:

    >>> old, young = np.full(20, 100.0), np.full(30, 2.0)
    >>> delays = np.concatenate([np.ones(10), np.full(10, 9.0), np.ones(30)])
    >>> curve = delay_curve(np.append(old, young), delays, 10.0)
    >>> curve.share(np.array([0.0, 1.0, 8.0, 9.0, 10.0])).tolist()
    [0.0, 0.5, 0.5, 1.0, 1.0]
    >>> delay_curve(np.ones(5), np.ones(5), 10.0) is None
    True
    """
    known = ~(np.isnan(ages) | np.isnan(delays))
    ages, delays = ages[known], np.maximum(delays[known], 0.0)
    shown = (delays <= horizon) & (delays <= ages)
    ages, delays = ages[shown], delays[shown]
    if np.sum(ages >= horizon) < ENOUGH_WINS:
        return None
    points = np.linspace(0.0, horizon, min(_MOST_AGES, max(2, int(np.ceil(horizon)) + 1)))
    return DelayCurve(_floats(points), _floats(_product_limit(ages, delays, points)))


def straight(horizon: float) -> DelayCurve:
    """What is assumed while too few wins are known: they arrive evenly over the horizon.

    >>> straight(60.0).share(np.array([15.0])).tolist()
    [0.25]
    """
    return DelayCurve((0.0, horizon), (0.0, 1.0))


def _product_limit(ages: Floats, delays: Floats, points: Floats) -> Floats:
    """F at each point: the product over the later delays s of 1 − d(s) / n(s).

    d(s) wins came after s days, n(s) came by then on leads at least that old.
    """
    times, came = np.unique(delays, return_counts=True)
    by_then = np.searchsorted(np.sort(delays), times, side="right")
    too_young = np.searchsorted(np.sort(ages), times, side="left")
    before = np.append(1 - came / (by_then - too_young), 1.0)
    later = np.cumprod(before[::-1])[::-1]
    shares: Floats = later[np.searchsorted(times, points, side="right")]
    shares[-1] = 1.0
    return shares


def _floats(values: Sequence[float] | Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
