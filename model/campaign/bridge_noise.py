"""Whether the rates behind a bridge's quality and handling moved by more than chance."""

from collections.abc import Iterable
from math import sqrt
from typing import Final

from model.campaign.bridge import Pair
from model.campaign.bridge_cohort import Cohort

# Standard deviations that chance alone passes, either way, in 5 of 100 pairs of periods.
BEYOND_NOISE: Final = 1.96


def quality_moved(pairs: Iterable[Pair]) -> float:
    """How far the share that is qualified moved, in standard deviations; above 0 where it rose.

    One pair of cohorts a campaign. Where qualities are expected ones, each lead counts as a trial.

    >>> round(quality_moved([(Cohort(1000, 1000, 600), Cohort(1300, 1300, 585))]), 1)
    -7.1
    """
    return _moved((_qualified(before), _qualified(after)) for before, after in pairs)


def handling_moved(pairs: Iterable[Pair]) -> float:
    """The same of sales per qualified lead, judged or not.

    >>> round(handling_moved([(Cohort(100, 100, 50, 10, 100), Cohort(100, 100, 50, 11, 110))]), 2)
    0.25
    """
    return _moved((_won(before), _won(after)) for before, after in pairs)


def _qualified(cohort: Cohort) -> tuple[float, float]:
    """Of how many, and how many of them."""
    if cohort.expected_quality is not None:
        return cohort.countable, cohort.countable * cohort.expected_quality
    qualified = max(cohort.qualified, cohort.won)
    return max(cohort.judged, qualified), qualified


def _won(cohort: Cohort) -> tuple[float, float]:
    qualified = float(cohort.countable * (cohort.quality or 0))
    return max(qualified, cohort.won), cohort.won


def _moved(strata: Iterable[tuple[tuple[float, float], tuple[float, float]]]) -> float:
    """The z of two proportions, summed within campaigns, so that a change of their mix moves nothing.

    Σ (successes after − expected) ÷ √Σ n m p (1 − p) ÷ (n + m), p of both periods together. For one campaign
    it is the pooled two-proportion z-test. By hand: 60 of 100, then 65 of 150 are −10 ÷ √15.

    >>> round(_moved([((100, 60), (150, 65))]), 3)
    -2.582
    >>> _moved([((0, 0), (10, 5))])
    0.0
    """
    over = spread = 0.0
    for (n, good), (m, later) in strata:
        if n and m:
            share = (good + later) / (n + m)
            over += later - m * share
            spread += n * m * share * (1 - share) / (n + m)
    return over / sqrt(spread) if spread > 0 else 0.0
