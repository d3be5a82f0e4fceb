"""How the chance to be qualified differs between score bands, inside one campaign.

Log-odds of a judged lead = its group's level + its band's step. Both are fitted together, so that a band
that mostly good campaigns fill is not taken for a good band.
"""

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats

STEPS = 50
SETTLED = 1e-8
LEVEL_PRECISION = 0.25  # a group's level ~ N(0, 2²): keeps groups of one kind of lead finite
STEP_PRECISION = 0.1  # a band's step ~ N(0, 1): a band nobody judged steps nowhere


def fit_profile(judged: Floats, qualified: Floats) -> tuple[Floats, Floats]:
    """Levels of the groups, shape (groups,), and steps of the bands, shape (bands,), as log-odds.

    ``judged`` and ``qualified`` are counts of shape (groups, bands). Nothing judged: zeros. The mode of the
    two priors above and the binomial counts, by Newton's method on one side and then on the other.

    Two groups, two bands, 0.5 and 0.8 in the one, 0.2 and 0.5 in the other: the same step in both.

    >>> judged = np.full((2, 2), 10_000.0)
    >>> levels, steps = fit_profile(judged, judged * [[0.5, 0.8], [0.2, 0.5]])
    >>> (expit(levels[:, None] + steps)).round(3).tolist()
    [[0.5, 0.8], [0.2, 0.5]]
    """
    levels, steps = np.zeros(len(judged)), np.zeros(judged.shape[1])
    for _ in range(STEPS):
        moved = _newton(levels, steps, judged, qualified, LEVEL_PRECISION)
        shifted = _newton(steps, moved, judged.T, qualified.T, STEP_PRECISION)
        change = max(_largest(moved - levels), _largest(shifted - steps))
        levels, steps = moved, shifted
        if change < SETTLED:
            break
    return levels, steps


def _newton(found: Floats, others: Floats, judged: Floats, qualified: Floats, precision: float) -> Floats:
    """One step for the rows' parameters, the columns' as they are; at most 2 log-odds far."""
    chance = expit(found[:, np.newaxis] + others)
    slope = (qualified - judged * chance).sum(axis=1) - precision * found
    curvature = (judged * chance * (1 - chance)).sum(axis=1) + precision
    step: Floats = np.clip(slope / curvature, -2.0, 2.0)
    return found + step


def _largest(change: Floats) -> float:
    return float(np.max(np.abs(change), initial=0.0))
