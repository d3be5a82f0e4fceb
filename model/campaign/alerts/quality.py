"""Is a campaign's lead quality rate below its target? Looked at each week, over the newest four weeks.

Given what the score of its submit said of each lead, the campaign would be on target if all log-odds were
moved by the one offset at which its countable leads come out at the target. The judged leads are held against
that: their variance is p (1 − p), so leads that the score tells apart say more, and calling the best ones
first says nothing. Without scores it is the plain binomial test.
"""

from typing import Final

import numpy as np
from scipy.special import expit
from scipy.stats import norm

from model.lead.arrays import Floats

WEEKS: Final = 4
LEAST_JUDGED: Final = 30
# An alert that is open stays so until it is no more than a lean.
CLOSES_BELOW: Final = 0.8
# No company is looked at less strictly than a verdict is given.
LEAST_SURE: Final = 0.975
# So many false alarms a look are left to quality by the budget of one a quarter; measured by
# `bench.trust_alerts`, which sees an open alert as one alarm however many looks it lasts.
_LEFT_A_LOOK: Final = 0.12
_STEPS: Final = 60


def sure_enough(watched: int) -> float:
    """How probable it must be that one of so many watched campaigns is below its target.

    Every campaign that is looked at may be a false alarm, so the budget is shared out among them: 20
    campaigns need P ≥ 0.994, 60 need 0.998.

    >>> sure_enough(4), sure_enough(20), sure_enough(60)
    (0.975, 0.994, 0.998)
    """
    return max(LEAST_SURE, 1 - _LEFT_A_LOOK / max(1, watched))


def opens(probability: float, was_open: bool, watched: int) -> bool:
    """Whether the alert is open after this look.

    >>> opens(0.99, False, 20), opens(0.99, False, 5), opens(0.9, True, 20), opens(0.7, True, 20)
    (False, True, True, False)
    """
    return probability >= (CLOSES_BELOW if was_open else sure_enough(watched))


def below_target(
    judged: Floats,
    qualified: Floats,
    target: float,
    *,
    log_odds: Floats | None = None,
    countable: Floats | None = None,
) -> Floats:
    """P(rate < target), shape (…): 0.5 where nothing is judged.

    ``judged``, ``qualified`` and ``countable`` are counts of shape (…, bands), ``log_odds`` the bands' mean
    score at submit as log-odds, of the same shape; both are left out where leads have no score.
    By hand: 42 of 140 qualified at a target of 0.4 are 14 too few of 56 ± √33.6 = 5.80; half a lead nearer,
    −13.5 / 5.80 = −2.33 deviations.

    >>> below_target(np.array([140.0]), np.array([42.0]), 0.4).round(3).item()
    0.99
    >>> below_target(np.array([0.0]), np.array([0.0]), 0.4).item()
    0.5

    The same counts in two bands of which the better was called more often: it is worse than it looks.

    >>> called = np.array([120.0, 20.0]), np.array([40.0, 2.0])
    >>> below_target(*called, 0.4, log_odds=np.array([0.0, -1.5]), countable=np.array([120.0, 120.0])) > 0.999
    np.True_
    """
    chance = _on_target(judged, target, log_odds, countable)
    missing = (judged * chance - qualified).sum(axis=-1)
    deviation = np.sqrt((judged * chance * (1 - chance)).sum(axis=-1))
    nearer = np.sign(missing) * np.maximum(0.0, np.abs(missing) - 0.5)
    found: Floats = norm.cdf(np.divide(nearer, deviation, out=np.zeros_like(deviation), where=deviation > 0))
    return found


def _on_target(judged: Floats, target: float, log_odds: Floats | None, countable: Floats | None) -> Floats:
    """Each band's chance if the campaign is on target; shape of ``judged``."""
    if log_odds is None or countable is None:
        return np.full_like(judged, target)
    weights = countable / np.maximum(1.0, countable.sum(axis=-1, keepdims=True))
    shape = (*judged.shape[:-1], 1)
    low, high = np.full(shape, -30.0), np.full(shape, 30.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        under = (weights * expit(log_odds + middle)).sum(axis=-1, keepdims=True) < target
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.asarray(expit(log_odds + (low + high) / 2))
