"""What leads bring, with the interval of what such leads bring: chance, deals' spread and the model's error.

The sum of independent sales is 0 with a chance of its own, else near a gamma of the same mean and variance;
deals out of all proportion come on top, as a Poisson number of them. Source: the collective risk model, as
in Klugman, Panjer and Willmot, Loss Models, chapter 9.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc

from model.campaign.worth_spread import Spread
from model.lead.arrays import Floats

_MOST_WILD = 9
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Promised:
    """Sums over the scored leads of each group, shape (groups,): p and p² of the probability of a sale, with
    v the value if sold pv, pv² and p²v². Any one unit of money.
    """

    p: Floats
    pp: Floats
    pv: Floats
    pvv: Floats
    ppvv: Floats


def brought_interval(promised: Promised, spread: Spread, off: Floats) -> tuple[Floats, Floats]:
    """95 % of what leads like these bring within the horizon where somebody works them; shape (groups,) each.

    ``off`` is how far the scores of each group may be off as a whole, as `Ratios.off` has it. Where the
    chance that nothing is sold is above 2.5 % the interval begins at 0 and leaves its 5 % above. It never
    ends below one deal, so that few leads are never 0 ± 0. NaN where no lead is scored.

    Hundred leads at 10 % of deals of 1 exactly bring 10 ± 3; one lead at 2 % brings nothing or a deal:

    >>> exact = Spread(1.0, 0.0, 0.0, 0.0, 0.0)
    >>> hundred = Promised(*(np.array([sum]) for sum in (10.0, 1.0, 10.0, 10.0, 1.0)))
    >>> [round(float(end[0]), 1) for end in brought_interval(hundred, exact, np.zeros(1))]
    [5.0, 16.7]
    >>> one = Promised(*(np.array([sum]) for sum in (0.02, 0.0004, 0.02, 0.02, 0.0004)))
    >>> [round(float(end[0]), 1) for end in brought_interval(one, exact, np.zeros(1))]
    [0.0, 1.0]
    """
    scored = promised.pv > 0
    kept = Promised(*(getattr(promised, name)[scored] for name in ("p", "pp", "pv", "pvv", "ppvv")))
    low, high = np.full(len(scored), np.nan), np.full(len(scored), np.nan)
    if scored.any():
        parts = _parts(kept, spread, off[scored])
        at_zero = parts.weight[:, 0] * parts.nothing
        from_zero = at_zero > 0.025
        low[scored] = np.where(from_zero, 0.0, _quantile(parts, np.full(len(at_zero), 0.025)))
        ends = _quantile(parts, np.where(from_zero, 0.95, 0.975))
        high[scored] = np.maximum(ends, kept.pv / kept.p)
    return low, high


@dataclass(frozen=True, slots=True)
class _Parts:
    """Of each group: the chance that nothing is sold, and by the number of deals out of all proportion the
    chance of just so many and the gamma of the sum, if there is one; shape (groups,) and (groups, numbers).
    """

    nothing: Floats
    weight: Floats
    shape: Floats
    scale: Floats


def _parts(promised: Promised, spread: Spread, off: Floats) -> _Parts:
    unit = promised.pv / promised.p
    mean = spread.body * promised.pv
    squares = promised.pvv * (spread.body**2 + spread.deviation**2)
    variance = np.maximum(squares - spread.body**2 * promised.ppvv, 1e-9 * mean**2)
    nothing = _none_sold(promised, off)
    expected = promised.p * spread.wild_rate
    many = expected > _MOST_WILD / 3
    # Many deals out of all proportion are no longer counted one by one: they widen the whole.
    wild = unit * spread.wild
    mean = np.where(many, mean + expected * wild, mean)
    more = expected * unit**2 * (spread.wild**2 + spread.wild_deviation**2)
    variance = np.where(many, variance + more, variance) + (off * mean) ** 2
    number = np.arange(_MOST_WILD + 1.0)
    weight = _poisson(np.where(many, 0.0, expected), number)
    # The first is of what is sold, if anything is.
    something = 1 - nothing
    first_mean = mean / something
    first_variance = np.maximum((variance + mean**2) / something - first_mean**2, 1e-9 * mean**2)
    means = mean[:, None] + number * wild[:, None]
    variances = variance[:, None] + number * ((unit * spread.wild_deviation) ** 2)[:, None]
    means[:, 0], variances[:, 0] = first_mean, first_variance
    return _Parts(nothing, weight, means**2 / variances, variances / means)


def _none_sold(promised: Promised, off: Floats) -> Floats:
    """The product of all 1 − p by two terms of its logarithm, blurred by a gamma of deviation ``off``."""
    rate, square = promised.p + promised.pp / 2, np.maximum(off**2, 1e-9)
    blurred: Floats = np.exp(-np.log1p(square * rate) / square)
    return blurred


def _poisson(expected: Floats, number: Floats) -> Floats:
    """Chances of 0, 1, 2, … , the last of so many or more; shape (groups, numbers)."""
    chances = np.ones((len(expected), len(number)))
    chances[:, 1:] = np.cumprod(expected[:, None] / number[1:], axis=1)
    chances *= np.exp(-expected)[:, None]
    chances[:, -1] = np.maximum(0.0, 1 - chances[:, :-1].sum(axis=1))
    return chances


def _quantile(parts: _Parts, share: Floats) -> Floats:
    """By halving: where the chance of at most that much is ``share``."""
    low = np.zeros(len(share))
    high = np.max(parts.shape * parts.scale + 12 * np.sqrt(parts.shape) * parts.scale, axis=1)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        chances = gammainc(parts.shape, middle[:, None] / parts.scale)
        chances[:, 0] = parts.nothing + (1 - parts.nothing) * chances[:, 0]
        below = (parts.weight * chances).sum(axis=1) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found: Floats = (low + high) / 2
    return found
