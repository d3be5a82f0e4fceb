"""The correction of log-odds on the newest matured leads: an offset, and a slope where wins are many.

Source: design, "Correction for newer months". Never a ratio of base rates, which under a shift of mix
doubles an exact model's mean prediction.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from model.lead.arrays import Bools, Floats, Ints

PRIOR_DEVIATION = 0.3
WINS_FOR_SLOPE = 200
FLATTEST, STEEPEST = 0.5, 2.0
STEPS = 50


@dataclass(frozen=True, slots=True)
class Correction:
    """log-odds → intercept + slope × log-odds."""

    intercept: float = 0.0
    slope: float = 1.0

    def apply(self, log_odds: Floats) -> Floats:
        """Shape (n,) to shape (n,)."""
        return self.intercept + self.slope * log_odds


def fit_correction(
    log_odds: Floats, won: Bools, weights: Floats | None = None, slope: float | None = None
) -> Correction:
    """From out-of-fold log-odds: the intercept's prior is N(0, 0.3²); the slope moves with ≥ 200 wins only.

    With a ``slope`` that was learnt elsewhere only the intercept is fitted. No leads leave the identity.
    By hand: at log-odds 0 for 10 leads of which 5 won nothing moves; with 8 won the offset solves
    8 − 10 σ(a) = a / 0.09.

    >>> fit_correction(np.zeros(10), np.arange(10) < 5)
    Correction(intercept=0.0, slope=1.0)
    >>> a = fit_correction(np.zeros(10), np.arange(10) < 8).intercept
    >>> round(a, 4), bool(abs(8 - 10 / (1 + np.exp(-a)) - a / 0.09) < 1e-9)
    (0.2206, True)
    """
    weights = np.ones(len(log_odds)) if weights is None else weights
    if slope is None:
        slope = slope_within(log_odds, won, weights, np.zeros(len(log_odds), dtype=np.int64))
    offset = np.ones((len(log_odds), 1))
    return Correction(float(_posterior_mode(offset, slope * log_odds, won, weights)[0]), slope)


def slope_within(log_odds: Floats, won: Bools, weights: Floats, block: Ints) -> float:
    """The slope that leads of one block show, each block with an intercept of its own; 1 under 200 wins.

    Over blocks of time a level that moves would else pass for a slope that is too flat. It stays between ½
    and 2: what lies beyond is no correction but another model.
    """
    if int(np.sum(won)) < WINS_FOR_SLOPE:
        return 1.0
    levels = (block[:, np.newaxis] == np.unique(block)).astype(np.float64)
    means = (levels.T @ log_odds) / levels.sum(axis=0)
    design = np.column_stack([levels, log_odds - levels @ means])
    return float(np.clip(1 + _posterior_mode(design, log_odds, won, weights)[-1], FLATTEST, STEEPEST))


def _posterior_mode(design: Floats, offset: Floats, won: Bools, weights: Floats) -> Floats:
    """Newton's method for logit y = offset + design @ b, b ~ N(0, 0.3²) each."""
    precision = np.eye(design.shape[1]) / PRIOR_DEVIATION**2
    moved = np.zeros(design.shape[1])
    for _ in range(STEPS):
        expected = expit(offset + design @ moved)
        gradient = design.T @ (weights * (won - expected)) - precision @ moved
        curvature = (design.T * (weights * expected * (1 - expected))) @ design + precision
        step = np.linalg.solve(curvature, gradient)
        moved = moved + step
        if np.max(np.abs(step)) < 1e-12:
            break
    return moved
