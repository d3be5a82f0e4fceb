"""From counts by group and score band to each group's rate, interval and verdict: the whole way."""

from dataclasses import dataclass

from model.campaign.quality.post_stratified import lacks_judged, post_stratify
from model.campaign.quality.posterior import Posterior
from model.campaign.quality.score_bands import fifths
from model.campaign.quality.shrink import shrink
from model.campaign.quality.verdict import SURE, Asked, Said, verdicts
from model.lead.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Leads, shape (groups, BANDS); `due` and `due_judged` (groups,) are of those to be judged by now."""

    countable: Floats
    judged: Floats
    qualified: Floats
    due: Floats
    due_judged: Floats


def judge_rates(
    counts: Counts, parents: Ints, target: Floats, sure: float = SURE
) -> tuple[Posterior, list[Said]]:
    """``parents`` number each group's channel from 0, without gaps; ``target`` is NaN where none is agreed.

    10 leads of one campaign, none scored, 4 of 8 judged ones qualified: an interval, and too few.

    >>> import numpy as np
    >>> leads = np.zeros((3, 1, 21))
    >>> leads[:, 0, 20] = 10, 8, 4
    >>> counts = Counts(countable=leads[0], judged=leads[1], qualified=leads[2], due=np.array([10.0]),
    ...                 due_judged=np.array([8.0]))
    >>> rates, said = judge_rates(counts, np.array([0]), np.array([0.6]))
    >>> rates.low.round(1).tolist(), rates.high.round(1).tolist(), said[0].verdict
    ([0.2], [0.8], 'too_few')
    """
    own = post_stratify(counts.countable, counts.judged, counts.qualified)
    posterior = shrink(own.judged, own.qualified, parents)
    asked = Asked(
        target=target,
        judged=counts.judged.sum(axis=1),
        due=counts.due,
        due_judged=counts.due_judged,
        lacking=lacks_judged(fifths(counts.countable), fifths(counts.judged)),
    )
    return posterior, verdicts(asked, posterior, own, sure)
