"""What is counted and summed of one group of leads, and what follows from it."""

from dataclasses import dataclass

from model.campaign.counts import raw_quality_rate
from model.money import ratio


@dataclass(slots=True, kw_only=True)
class Figures:
    """Counts, and amounts in minor units. What each is of: `model.campaign.counts` and the API's contract."""

    leads: int = 0
    duplicates: int = 0
    spam: int = 0
    countable: int = 0
    due: int = 0
    judged: int = 0
    qualified: int = 0
    matured: int = 0
    scored: int = 0
    won: int = 0
    won_without_revenue: int = 0
    expected_revenue: int = 0
    won_revenue: int = 0
    collected: int = 0
    spend: int = 0
    impressions: int = 0
    clicks: int = 0

    @property
    def quality_rate(self) -> float | None:
        return raw_quality_rate(self.qualified, self.judged)

    @property
    def cost_per_lead(self) -> int | None:
        return per(self.spend, self.leads)

    @property
    def cost_per_qualified(self) -> int | None:
        return per(self.spend, self.qualified)

    @property
    def expected_revenue_per_lead(self) -> int | None:
        return per(self.expected_revenue, self.leads)

    @property
    def won_revenue_per_lead(self) -> int | None:
        return per(self.won_revenue, self.leads)

    @property
    def won_revenue_per_spend(self) -> float | None:
        return ratio(self.won_revenue, self.spend)


def per(amount: int, count: int) -> int | None:
    """An amount for each, in minor units, half-even; None for each of none.

    >>> per(5, 2), per(7, 2), per(1, 0)
    (2, 4, None)
    """
    if not count:
        return None
    whole, rest = divmod(amount, count)
    return whole + (2 * rest > count or (2 * rest == count and whole % 2 == 1))
