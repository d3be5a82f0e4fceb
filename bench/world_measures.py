"""What is measured of probabilities and deal values on leads that no model saw."""

import numpy as np

from model.lead.arrays import Floats
from model.lead.metrics import ece

LEAST_ECE = 0.005
TRIES = 200


def ece_bar(probability: Floats, seed: int) -> float:
    """The 95th percentile of ECE where these very probabilities are true; 0.005 at least."""
    rng = np.random.default_rng(seed)
    found = [ece(probability, rng.random(len(probability)) < probability) for _ in range(TRIES)]
    return max(float(np.quantile(found, 0.95)), LEAST_ECE)


def captured(score: Floats, revenue: Floats, share: float) -> float:
    """Which part of all revenue the leads of the highest scores bring; leads of one score share theirs.

    >>> captured(np.array([3.0, 1.0, 2.0, 0.0]), np.array([10.0, 20.0, 30.0, 40.0]), 0.5)
    0.4
    >>> captured(np.array([3.0, 1.0, 1.0, 1.0]), np.array([10.0, 20.0, 30.0, 40.0]), 0.5)
    0.4
    """
    _, level = np.unique(score, return_inverse=True)
    shared = (np.bincount(level, revenue) / np.bincount(level))[level]
    top = np.argsort(-score, kind="stable")[: round(share * len(score))]
    return float(shared[top].sum() / revenue.sum())


def mean_interval(values: Floats) -> tuple[float, float, float]:
    """Mean and its 95 % interval by the normal approximation."""
    half = 1.96 * float(np.std(values, ddof=1)) / np.sqrt(len(values))
    return float(np.mean(values)), float(np.mean(values) - half), float(np.mean(values) + half)


def ratio_interval(over: Floats, under: Floats, tries: int = 2000) -> tuple[float, float, float]:
    """Σ over / Σ under, and 95 % of it when worlds (or leads) are drawn again."""
    rng = np.random.default_rng(0)
    drawn = rng.integers(len(over), size=(tries, len(over)))
    low, high = np.quantile(over[drawn].sum(axis=1) / under[drawn].sum(axis=1), [0.025, 0.975])
    return float(over.sum() / under.sum()), float(low), float(high)
