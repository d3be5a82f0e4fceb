"""The calibration line: logit y = offset + slope × logit p, over leads that matured.

A slope under 1 says that the scores are too far apart, over 1 that they are too near each other. Source: Cox,
Two further applications of a model for binary regression, Biometrika 45, 1958.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from model.lead.arrays import Bools, Floats

LEAST_OF_EACH = 20
_FURTHEST = 30.0
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """The slope with its 95 % interval; ``offset`` is that of a line of slope 1, in log-odds."""

    offset: float
    slope: float
    low: float
    high: float


def calibration_line(probability: Floats, won: Bools) -> Line | None:
    """None under 20 won or 20 not, or where all scores are one, or one score parts them.

    Two groups of 100 leads, scored 0.2 and 0.8, of which 30 and 70 won: logit 0.7 = 0.847 where the scores
    say 1.386, so the slope is 0.611; half won, as promised, so the offset is 0.

    >>> scores, won = np.repeat([0.2, 0.8], 100), np.r_[np.arange(100) < 30, np.arange(100) < 70]
    >>> line = calibration_line(scores, won)
    >>> round(line.slope, 3), abs(round(line.offset, 3)), line.low < 0.611 < line.high
    (0.611, 0.0, True)
    """
    wins = int(np.sum(won))
    odds = np.clip(logit(probability), -_FURTHEST, _FURTHEST)
    if min(wins, len(won) - wins) < LEAST_OF_EACH or np.ptp(odds) == 0:
        return None
    spread = np.column_stack([np.ones(len(odds)), odds - odds.mean()])
    fitted = _fit(spread, np.zeros(len(odds)), won)
    shifted = _fit(np.ones((len(odds), 1)), odds, won)
    if fitted is None or shifted is None:
        return None
    (_, slope), covariance = fitted
    width = 1.96 * float(np.sqrt(covariance[1, 1]))
    return Line(float(shifted[0][0]), float(slope), float(slope) - width, float(slope) + width)


def _fit(design: Floats, offset: Floats, won: Bools) -> tuple[Floats, Floats] | None:
    """Newton's method for logit y = offset + design @ b: b and its covariance; None where it runs away."""
    b = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        expected = expit(offset + design @ b)
        information = (design.T * (expected * (1 - expected))) @ design
        if np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, design.T @ (won - expected))
        b = b + np.clip(step, -2.0, 2.0)
        if np.max(np.abs(step)) < 1e-9:
            return b, np.linalg.inv(information)
    return None
