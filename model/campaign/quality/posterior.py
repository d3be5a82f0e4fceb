"""The posterior of each group's rate: a prior over log-odds times a binomial likelihood, on a grid."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.special import digamma, expit, logit, polygamma

from model.lead.arrays import Floats

ODDS = np.linspace(-12.0, 12.0, 961)
POINTS = 241
DEVIATIONS = 8.0
COVERED = 0.95


@dataclass(frozen=True, slots=True)
class Posterior:
    """Mean and 95 % interval of each rate, shape (groups,), 0–1.

    ``odds`` (groups, points) are the grid's log-odds, ``below`` the probability up to each of them.
    """

    mean: Floats
    low: Floats
    high: Floats
    variance: Floats
    odds: Floats
    below: Floats

    def probability_below(self, rates: Floats) -> Floats:
        """P(rate < ``rates``), shape (groups,); NaN where the rate is NaN."""
        wanted = logit(np.clip(rates, 1e-12, 1 - 1e-12))
        found = [np.interp(one, *both) for one, *both in zip(wanted, self.odds, self.below, strict=True)]
        return np.where(np.isnan(rates), np.nan, np.array(found, dtype=np.float64).reshape(rates.shape))

    def take(self, places: list[int]) -> Self:
        return type(self)(*(getattr(self, name)[places] for name in self.__slots__))


def posterior_of(judged: Floats, qualified: Floats, log_prior: Floats) -> Posterior:
    """From counts (groups,) and the log density of the log-odds at `ODDS`, shape (groups, ODDS).

    Under a uniform prior, 9 of 20 has the posterior Beta(10, 12): mean 10 ÷ 22.

    >>> uniform = (np.log(expit(ODDS)) + np.log(expit(-ODDS)))[np.newaxis]
    >>> found = posterior_of(np.array([20.0]), np.array([9.0]), uniform)
    >>> found.mean.round(4).tolist(), found.low.round(2).tolist(), found.high.round(2).tolist()
    ([0.4545], [0.26], [0.66])
    """
    good, bad = qualified + 0.5, judged - qualified + 0.5
    centre = digamma(good) - digamma(bad)
    deviation = np.sqrt(polygamma(1, good) + polygamma(1, bad))
    for _ in range(2):  # first where the counts are, then where the posterior is
        grid, weights = _on_grid(centre, deviation, judged, qualified, log_prior)
        centre = (weights * grid).sum(axis=1)
        deviation = np.sqrt((weights * (grid - centre[:, np.newaxis]) ** 2).sum(axis=1)) + 1e-9
    grid, weights = _on_grid(centre, deviation, judged, qualified, log_prior)
    return _read(grid, weights)


def _on_grid(
    centre: Floats, deviation: Floats, judged: Floats, qualified: Floats, log_prior: Floats
) -> tuple[Floats, Floats]:
    """Local log-odds and the normalised probability of each, (groups, POINTS) both."""
    low = np.clip(centre - DEVIATIONS * deviation, ODDS[0], ODDS[-1] - 0.1)
    high = np.clip(centre + DEVIATIONS * deviation, ODDS[0] + 0.1, ODDS[-1])
    grid = low[:, np.newaxis] + (high - low)[:, np.newaxis] * np.linspace(0, 1, POINTS)
    log_density = _interpolated(log_prior, grid)
    k, n = qualified[:, np.newaxis], judged[:, np.newaxis]
    log_density -= k * np.logaddexp(0, -grid) + (n - k) * np.logaddexp(0, grid)
    weights = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    return grid, weights / weights.sum(axis=1, keepdims=True)


def _interpolated(log_prior: Floats, grid: Floats) -> Floats:
    place = np.clip((grid - ODDS[0]) / (ODDS[1] - ODDS[0]), 0, len(ODDS) - 1.000001)
    left = place.astype(np.int64)
    share = place - left
    below = np.take_along_axis(log_prior, left, axis=1)
    above = np.take_along_axis(log_prior, left + 1, axis=1)
    found: Floats = below * (1 - share) + above * share
    return found


def _read(grid: Floats, weights: Floats) -> Posterior:
    """Half of a point's probability is taken to lie below it."""
    rate = expit(grid)
    mean = (weights * rate).sum(axis=1)
    below = np.cumsum(weights, axis=1) - weights / 2
    tail = (1 - COVERED) / 2
    low, high = (
        np.array([np.interp(level, *both) for both in zip(below, grid, strict=True)], dtype=np.float64)
        for level in (tail, 1 - tail)
    )
    variance = (weights * (rate - mean[:, np.newaxis]) ** 2).sum(axis=1)
    return Posterior(mean, expit(low), expit(high), variance, grid, below)
