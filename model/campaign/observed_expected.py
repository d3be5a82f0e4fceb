"""Wins observed over wins expected on the same leads, by campaign or by rep, shrunk towards the others.

A group's wins are near a scaled gamma: mean θ Σp and variance θ Σp(1 − p), so wins in units of
Σp(1 − p) ÷ Σp are near Poisson and a gamma is their conjugate. θ of the groups is gamma with a mean and a
spread that are integrated over a grid, not plugged in. Source: Breslow, Extra-Poisson variation in
log-linear models, Applied Statistics 33 (1984); the grid as in Gelman, Bayesian Data Analysis, 5.3.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from model.lead.arrays import Floats

_SPREADS = np.array([0.02, 0.05, 0.08, 0.12, 0.17, 0.23, 0.3, 0.4, 0.55, 0.75, 1.0])
_USUAL_SPREAD = 0.35  # of a half-normal: what is believed of the spread before any group was seen
_LEVELS = np.linspace(-4, 4, 17)
_LEVEL_SPREAD = 0.25  # of the log of the groups' mean ratio, before any was seen
_NEGLIGIBLE = 1e-4
_POINTS = 241
_WIDTH = 6.0


# What a score does not know of a campaign it learns from the campaign's wins: the fewer they are, the more
# its leads as a whole may differ from their scores. Their variance doubles at so many expected wins.
LEARNT_WITH = 60.0


@dataclass(frozen=True, slots=True)
class Ratios:
    """θ of each group, shape (groups,): posterior mean, deviation and 95 % interval.

    ``above`` is the chance that a group's θ is above ``level``, the groups' mean. The last three say of an
    unseen group how far its θ may lie from 1: see `off`.
    """

    value: Floats
    deviation: Floats
    low: Floats
    high: Floats
    above: Floats
    level: float
    level_square: float
    spread_square: float
    learnt_with: float

    def off(self, expected: Floats) -> Floats:
        """How far the scores of groups with so many expected wins may be off as a whole: √E(θ − 1)².

        >>> none = np.array([])
        >>> Ratios(none, none, none, none, none, 1.0, 1.0, 0.04, 0.0).off(np.array([3.0])).tolist()
        [0.2]
        """
        widened = _widened(expected, self.learnt_with) * self.spread_square
        off: Floats = np.sqrt(np.maximum(0.0, self.level_square - 2 * self.level + 1 + widened))
        return off


def shrunk_ratios(observed: Floats, expected: Floats, variance: Floats, learnt_with: float = 0.0) -> Ratios:
    """θ of each group from its wins, Σp and Σp(1 − p) over its leads; all of shape (groups,).

    ``learnt_with`` is LEARNT_WITH for campaigns, which the scores know, 0 for reps, whom they do not. A group
    of which nothing was expected has the spread of the others. No group at all is answered too, with the
    level and spread that are believed before any.

    A group of 60 wins where 40 were expected is pulled towards 1; one win in so few leads is hardly heard,
    though it is ten times what was expected:

    >>> found = shrunk_ratios(
    ...     np.array([60.0, 40, 1, 0]), np.array([40.0, 40, 0.1, 0]), np.array([36.0, 36, 0.09, 0]))
    >>> [round(float(value), 2) for value in found.value]
    [1.39, 1.07, 1.29, 1.19]
    >>> bool(found.low[0] > 1), bool(found.low[3] < 1 < found.high[3])
    (True, True)
    """
    scale = np.divide(variance, expected, out=np.ones_like(expected), where=expected > 0)
    scale = np.clip(scale, 0.05, 1.0)
    wins, hoped = observed / scale, expected / scale
    widened, levels = _widened(expected, learnt_with), _levels(observed, expected)
    means, spreads, weights = _grid(wins, hoped, widened, levels)
    shapes = 1 / (widened[:, None] * spreads**2)
    shape, rate = shapes + wins[:, None], shapes / means + hoped[:, None]
    value = (shape / rate) @ weights
    deviation = np.sqrt((shape * (shape + 1) / rate**2) @ weights - value**2)
    level = float(means @ weights)
    low, high, above = _interval(shape, rate, weights, _log_points(value, deviation), level)
    return Ratios(
        value=value,
        deviation=deviation,
        low=low,
        high=high,
        above=above,
        level=level,
        level_square=float(means**2 @ weights),
        spread_square=float((means * spreads) ** 2 @ weights),
        learnt_with=learnt_with,
    )


def _widened(expected: Floats, learnt_with: float) -> Floats:
    return 1 + learnt_with / (expected + 1)


def _levels(observed: Floats, expected: Floats) -> Floats:
    """Points of the groups' mean, around what they show together."""
    groups, prior = int(np.sum(expected > 0)), 1 / _LEVEL_SPREAD**2
    wins, total = float(observed.sum()), float(expected.sum())
    wide = 1 / np.sqrt(prior + min(wins, total)) + _USUAL_SPREAD / np.sqrt(max(1, groups))
    levels: Floats = np.exp(np.log((wins + prior) / (total + prior)) + wide * _LEVELS)
    return levels


def _grid(wins: Floats, hoped: Floats, widened: Floats, levels: Floats) -> tuple[Floats, Floats, Floats]:
    """Cells of the groups' mean and spread with their posterior weights; negligible ones left out."""
    means, spreads = (each.ravel() for each in np.meshgrid(levels, _SPREADS))
    log_weight = -0.5 * (np.log(means) / _LEVEL_SPREAD) ** 2 - 0.5 * (spreads / _USUAL_SPREAD) ** 2
    log_weight += np.log(np.repeat(np.gradient(_SPREADS), len(levels)))
    shapes = 1 / (widened[:, None] * spreads**2)
    rates, total = shapes / means, shapes + wins[:, None]
    likelihood = shapes * np.log(rates) - gammaln(shapes) + gammaln(total)
    log_weight += (likelihood - total * np.log(rates + hoped[:, None])).sum(axis=0)
    weight = np.exp(log_weight - log_weight.max())
    kept = weight > _NEGLIGIBLE
    return means[kept], spreads[kept], weight[kept] / weight[kept].sum()


def _interval(
    shape: Floats, rate: Floats, weights: Floats, points: Floats, level: float
) -> tuple[Floats, Floats, Floats]:
    """Ends of 95 %, and the chance above the level, of each group's mixture over points of log θ."""
    density = np.zeros_like(points)
    for cell, weight in enumerate(weights):
        a, b = shape[:, cell, None], rate[:, cell, None]
        # Of log θ, whose points are even: one power more of θ.
        density += weight * np.exp(a * (points + np.log(b)) - b * np.exp(points) - gammaln(a))
    below = np.cumsum(density, axis=1)
    below /= below[:, -1:]
    low, high = (
        np.array([np.interp(part, row, axis) for row, axis in zip(below, points, strict=True)])
        for part in (0.025, 0.975)
    )
    at = np.array([np.interp(np.log(level), axis, row) for row, axis in zip(below, points, strict=True)])
    return np.exp(low), np.exp(high), 1 - at


def _log_points(value: Floats, deviation: Floats) -> Floats:
    """For each group an even grid of log θ, six deviations wide; shape (groups, points)."""
    wide = np.sqrt(np.log1p((deviation / value) ** 2))
    steps = np.linspace(-_WIDTH, _WIDTH, _POINTS)
    points: Floats = (np.log(value) - wide**2 / 2)[:, None] + wide[:, None] * steps
    return points
