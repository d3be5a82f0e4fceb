"""By how much one model's log loss is above another's on the same leads, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Bools, Floats

RESAMPLES = 2_000
CERTAINTY = 0.95
_LEAST_PROBABILITY = 1e-15


@dataclass(frozen=True, slots=True)
class Increase:
    """A relative increase of loss, 0.01 for 1 %; above ``lower`` with 95 % certainty, and below ``upper``."""

    estimate: float
    lower: float
    upper: float


def lead_losses(probability: Floats, won: Bools) -> Floats:
    """Each lead's log loss: −log of the probability that was given to what happened.

    >>> lead_losses(np.array([0.5, 0.25]), np.array([True, False])).round(4).tolist()
    [0.6931, 0.2877]
    """
    given = np.where(won, probability, 1 - probability)
    losses: Floats = -np.log(np.clip(given, _LEAST_PROBABILITY, 1.0))
    return losses


def mean_loss(losses: Floats, weights: Floats) -> float:
    """Weighted mean.

    >>> mean_loss(np.array([0.25, 0.75]), np.array([3.0, 1.0]))
    0.375
    """
    return float(losses @ weights / weights.sum())


def loss_increase(new: Floats, old: Floats, weights: Floats, seed: int = 0) -> Increase:
    """Σ w (new − old) ÷ Σ w old, with bounds by a paired bootstrap over leads; all arrays of shape (leads,).

    >>> round(loss_increase(np.full(9, 0.33), np.full(9, 0.3), np.ones(9)).upper, 6)
    0.1
    """
    sums = np.column_stack([weights * (new - old), weights * old])
    total = sums.sum(axis=0)
    resampled = _resampled(sums, seed)
    bounds = np.quantile(resampled[:, 0] / resampled[:, 1], [1 - CERTAINTY, CERTAINTY])
    return Increase(float(total[0] / total[1]), float(bounds[0]), float(bounds[1]))


def _resampled(sums: Floats, seed: int) -> Floats:
    """Both sums of each resample of the leads, shape (resamples, 2)."""
    rng = np.random.default_rng(seed)
    leads = len(sums)
    drawn = np.empty((RESAMPLES, 2))
    for place in range(RESAMPLES):
        times = np.bincount(rng.integers(0, leads, leads, dtype=np.int32), minlength=leads)
        drawn[place] = times @ sums
    return drawn
