"""Revenue rises while lead quality falls: orders are fine, and money burns unseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from scipy.stats import norm

SURE: Final = 0.999


@dataclass(frozen=True, slots=True)
class TwoPeriods:
    """One campaign's judged and qualified leads of the period before, and of the one after."""

    judged_before: int
    qualified_before: int
    judged_after: int
    qualified_after: int


def fell(campaigns: Sequence[TwoPeriods]) -> float:
    """P(quality is lower than before), campaign by campaign: a change of mix is no fall.

    Mantel and Haenszel's test: in each campaign the newer qualified leads are held against their share of
    both periods' by the hypergeometric law. Source: Mantel and Haenszel, J. Natl. Cancer Inst. 22 (1959).
    By hand: 60 of 100, then 40 of 100; 50 expected, variance 100·100·100·100 / (200² · 199) = 12.56, and
    (50 − 40 − ½) / 3.54 = 2.68 deviations.

    >>> round(fell([TwoPeriods(100, 60, 100, 40)]), 4)
    0.9963
    >>> fell([]), fell([TwoPeriods(10, 5, 0, 0)])
    (0.5, 0.5)
    """
    missing = variance = 0.0
    for each in campaigns:
        n = each.judged_before + each.judged_after
        k = each.qualified_before + each.qualified_after
        if each.judged_before and each.judged_after:
            missing += k * each.judged_after / n - each.qualified_after
            variance += k * (n - k) * each.judged_before * each.judged_after / (n * n * (n - 1))
    if not variance:
        return 0.5
    nearer = max(0.0, abs(missing) - 0.5) * (1 if missing > 0 else -1)
    return float(norm.cdf(nearer / sqrt(variance)))


def burns_unseen(revenue_change: int, quality_term: int, fall: float) -> bool:
    """Whether to say so: revenue rose, the bridge's quality term is negative, and the fall is no chance.

    >>> burns_unseen(43_500_000, -181_500_000, 0.999), burns_unseen(-1, -2, 0.999)
    (True, False)
    """
    return revenue_change > 0 and quality_term < 0 and fall >= SURE
