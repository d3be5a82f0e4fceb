"""Is a group's lead quality rate below the target both teams signed, above it, or are there too few to say.

A verdict needs two witnesses: the posterior that all groups shaped (`shrink`) and the group's own leads
alone (Jeffreys). Each must put at least 0.975 on one side. [From the shrunk posterior alone up to 42 % of
verdicts on campaigns exactly on target are wrong.]
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betainc

from model.campaign.quality.post_stratified import Effective
from model.campaign.quality.posterior import Posterior
from model.lead.arrays import Bools, Floats

BELOW, ABOVE = "below_target", "above_target"
TOO_FEW, NOT_JUDGED, NO_TARGET = "too_few", "not_judged_enough", "no_target"
VERDICTS: Final = (BELOW, ABOVE, TOO_FEW, NOT_JUDGED, NO_TARGET)
SURE = 0.975
LEAST_SHARE_JUDGED = 0.70
MOST_NEEDED = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a verdict asks of each group, shape (groups,); `target` is NaN where none is agreed.

    ``judged`` of all countable leads, ``due_judged`` of the ``due`` ones; ``lacking`` is how many more must
    be judged before every large score band was looked into.
    """

    target: Floats
    judged: Floats
    due: Floats
    due_judged: Floats
    lacking: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One group's verdict. ``lean`` is the probability that its rate is below the target; ``more_needed``
    is how many more judged leads it takes (of the due ones too), None where there is no target or no number
    of leads would do."""

    verdict: str
    lean: float | None
    more_needed: int | None


def verdicts(asked: Asked, posterior: Posterior, own: Effective, sure: float = SURE) -> list[Said]:
    """One a group. ``own`` are its effective counts; ``sure`` is what both witnesses need.

    >>> from model.campaign.quality.shrink import shrink
    >>> judged, qualified = np.array([200.0, 20.0, 200.0]), np.array([70.0, 7.0, 70.0])
    >>> asked = Asked(target=np.array([0.5, 0.5, np.nan]), judged=judged, due=judged, due_judged=judged,
    ...               lacking=np.zeros(3))
    >>> together = shrink(judged, qualified, np.zeros(3, dtype=int))
    >>> found = verdicts(asked, together, Effective(judged, qualified))
    >>> [each.verdict for each in found]
    ['below_target', 'too_few', 'no_target']
    """
    shrunk = posterior.probability_below(asked.target)
    alone = own_below(own, asked.target)
    lowest, highest = np.minimum(shrunk, alone), np.maximum(shrunk, alone)
    needed = _more_needed(asked, posterior, own, sure)
    kinds = np.select(
        [
            np.isnan(asked.target),
            asked.due_judged < LEAST_SHARE_JUDGED * asked.due,
            asked.lacking > 0,
            lowest >= sure,
            highest <= 1 - sure,
        ],
        [NO_TARGET, NOT_JUDGED, TOO_FEW, BELOW, ABOVE],
        TOO_FEW,
    )
    return [
        Said(
            verdict=str(kind),
            lean=None if np.isnan(lean) else float(lean),
            more_needed=None if np.isnan(more) else int(more),
        )
        for kind, lean, more in zip(kinds, shrunk, needed, strict=True)
    ]


def own_below(own: Effective, target: Floats) -> Floats:
    """P(rate < target) by a group's own leads, Jeffreys' prior; NaN where there is no target.

    With nothing judged it is that of Beta(½, ½): 2 ÷ π × arcsin √target.

    >>> own_below(Effective(np.zeros(1), np.zeros(1)), np.array([0.5])).round(6).tolist()
    [0.5]
    """
    below: Floats = betainc(own.qualified + 0.5, own.judged - own.qualified + 0.5, target)
    return below


def _more_needed(asked: Asked, posterior: Posterior, own: Effective, sure: float) -> Floats:
    """How many more judged leads would settle it if they came at the rate we now expect; NaN if none would.

    The shrunk posterior is taken as the Beta of its mean and variance. A judged lead here counts for as
    much as one does now (effective ÷ judged).
    """
    size = posterior.mean * (1 - posterior.mean) / np.maximum(posterior.variance, 1e-18) - 1
    priors = (Effective(own.judged + 1, own.qualified + 0.5), Effective(size, posterior.mean * size))
    is_below = posterior.mean < asked.target
    low, high = np.zeros(len(size)), np.full(len(size), float(MOST_NEEDED))
    never = ~_settled(high, priors, posterior.mean, asked.target, is_below, sure)
    for _ in range(40):
        middle = (low + high) / 2
        enough = _settled(middle, priors, posterior.mean, asked.target, is_below, sure)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    worth = np.where(own.judged > 0, own.judged / np.maximum(asked.judged, 1), 1.0)
    not_judged = np.ceil(LEAST_SHARE_JUDGED * asked.due - 1e-9) - asked.due_judged
    needed = np.maximum(np.maximum(np.ceil(high / worth - 1e-6), asked.lacking), not_judged)
    return np.where(never | np.isnan(asked.target), np.nan, needed)


def _settled(
    more: Floats,
    priors: tuple[Effective, Effective],
    rate: Floats,
    target: Floats,
    is_below: Bools,
    sure: float,
) -> Bools:
    found = np.ones(len(more), dtype=bool)
    for one in priors:
        good = one.qualified + more * rate
        below = betainc(good, one.judged + more - good, target)
        found &= np.where(is_below, below, 1 - below) >= sure
    return found
