"""How a campaign's leads answer to its spend: leads a day go as spend ** exponent, exponent in 0–1.

Poisson regression of weekly leads on the log of daily spend, with a level of each campaign and of each week,
so that a good week for all is no answer to anybody's spend. Exponents are shrunk to the company's mean, over
a grid of their spread; where no spend ever moved, no exponent between 0 and 1 is likelier than another.
Source: the concave power curve of Little, Aggregate advertising models, Operations Research 27 (1979);
shrinkage as in Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.4.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import logsumexp

from model.lead.arrays import Bools, Floats

# The company's mean exponent before anything is known, and how far it may be from that.
USUAL: Final = 0.6
USUAL_SPREAD: Final = 0.2
LOWEST, HIGHEST = 0.02, 0.98
# How far campaigns may be from the company's mean: a half-normal prior on a grid.
_SPREADS: Final = np.linspace(0.02, 0.35, 12)
_LIKELY_SPREAD: Final = 0.15
# Spend that moved by less than a tenth (standard deviation of its log, by leads) teaches nothing.
LEAST_MOVE: Final = 0.10
LEAST_WEEKS: Final = 6
# Precision of the priors that only keep a campaign without leads finite.
_WEAK: Final = 0.01
_STEPS: Final = 60
_LONGEST_STEP: Final = 2.0


@dataclass(frozen=True, slots=True)
class Response:
    """`draws` (D, C) of each campaign's exponent; `varied` (C,): its spend moved enough to say."""

    draws: Floats
    varied: Bools


def fit_response(leads: Floats, days: Floats, spend: Floats, rng: np.random.Generator, size: int) -> Response:
    """From weekly tables, shape (C, W): leads, days on which the campaign paid, spend on those days.

    Weeks in which a campaign did not pay say nothing of it. `size` is how many draws are made.

    >>> spend = np.tile([100.0, 400.0], (3, 10)) * 7
    >>> leads = 7 * 20 * (spend / 700) ** 0.5
    >>> found = fit_response(leads, np.full((3, 20), 7.0), spend, np.random.default_rng(0), 500)
    >>> bool(abs(found.draws.mean() - 0.5) < 0.1), found.varied.tolist()
    (True, [True, True, True])
    """
    paid = (days > 0) & (spend > 0)
    weights = np.where(paid, np.maximum(leads, 0.5), 0.0)
    logs = np.log(np.where(paid, spend / np.maximum(days, 1.0), 1.0))
    moved = np.where(paid, logs - _mean(logs, weights)[:, None], 0.0)
    deviation = np.sqrt(_mean(moved**2, weights))
    varied: Bools = (deviation >= LEAST_MOVE) & (paid.sum(axis=1) >= LEAST_WEEKS)
    if not varied.any():
        return Response(rng.uniform(LOWEST, HIGHEST, (size, len(leads))), varied)
    found, covariance = _fit(np.where(paid, leads, 0.0), np.where(paid, days, 0.0), moved)
    return Response(_shrunk(found, covariance, rng, size), varied)


def _mean(values: Floats, weights: Floats) -> Floats:
    mean: Floats = (values * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    return mean


def _fit(leads: Floats, days: Floats, moved: Floats) -> tuple[Floats, Floats]:
    """Each campaign's exponent by itself, shape (C,), and their covariance, by Newton's method.

    Levels and exponents have priors that any data outweighs, weeks' ones of spread 1. The covariance is
    widened by how much more leads scatter than Poisson's would.
    """
    C, W = leads.shape
    prior = np.concatenate([np.full(C, _WEAK), np.ones(W), np.full(C, _WEAK)])
    levels = np.log((leads.sum(axis=1) + 0.5) / np.maximum(days.sum(axis=1), 1.0))
    centre = np.concatenate([levels, np.zeros(W), np.full(C, USUAL)])
    theta = centre.copy()
    for _ in range(_STEPS):
        own, week, exponent = theta[:C, None], theta[None, C : C + W], theta[C + W :, None]
        expected = days * np.exp(own + week + exponent * moved)
        rest = leads - expected
        gradient = np.concatenate([rest.sum(axis=1), rest.sum(axis=0), (rest * moved).sum(axis=1)])
        curvature = _curvature(expected, moved) + np.diag(prior)
        step = np.linalg.solve(curvature, gradient - prior * (theta - centre))
        theta = theta + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        if np.max(np.abs(step)) < 1e-8:
            break
    covariance: Floats = np.asarray(np.linalg.inv(curvature)[C + W :, C + W :], dtype=float)
    return theta[C + W :], covariance * _excess(rest, expected)


def _curvature(expected: Floats, moved: Floats) -> Floats:
    """Of the log likelihood, over campaigns' levels, weeks' levels and exponents: (2C + W, 2C + W)."""
    pulled = expected * moved
    own, across = np.diag(expected.sum(axis=1)), np.diag(pulled.sum(axis=1))
    blocks = [
        [own, expected, across],
        [expected.T, np.diag(expected.sum(axis=0)), pulled.T],
        [across, pulled, np.diag((pulled * moved).sum(axis=1))],
    ]
    full: Floats = np.block(blocks)
    return full


def _excess(rest: Floats, expected: Floats) -> float:
    """Pearson's scatter over its degrees of freedom, at least 1."""
    seen = expected > 0
    C, W = expected.shape
    scatter = float((rest[seen] ** 2 / expected[seen]).sum())
    freedom: int = int(seen.sum()) - 2 * int(C) - int(W)
    return max(1.0, scatter / max(freedom, 1))


def _shrunk(found: Floats, covariance: Floats, rng: np.random.Generator, size: int) -> Floats:
    """Draws (D, C) of the exponents; their company mean and spread are integrated out."""
    C = len(found)
    gap, evidence, means, roots = found - USUAL, [], [], []
    for spread in _SPREADS:
        prior = spread**2 * np.eye(C) + USUAL_SPREAD**2
        total = prior + covariance
        weighted = np.linalg.solve(total, gap)
        fit = gap @ weighted + np.linalg.slogdet(total)[1] + (spread / _LIKELY_SPREAD) ** 2
        evidence.append(-0.5 * fit)
        means.append(USUAL + prior @ weighted)
        left = prior - prior @ np.linalg.solve(total, prior)
        roots.append(np.linalg.cholesky((left + left.T) / 2 + 1e-9 * np.eye(C)))
    shares = np.exp(np.array(evidence) - logsumexp(evidence))
    counts = rng.multinomial(size, shares / shares.sum())
    noise = rng.standard_normal((size, C))
    parts = np.split(noise, np.cumsum(counts)[:-1])
    draws = np.concatenate([m + part @ root.T for m, root, part in zip(means, roots, parts, strict=True)])
    clipped: Floats = np.clip(draws, LOWEST, HIGHEST)
    return clipped
