"""Money is spent and no lead comes: is that still chance?"""

from math import exp
from typing import Final

CHANCE: Final = 0.0005
# Where nobody knows what a lead costs, so many days of spend without one are said.
DAYS_WITHOUT_PRICE: Final = 3


def no_lead_by_chance(spend: int, cost_per_lead: int) -> float:
    """The chance that this spend brings no lead at all, at the usual cost of one (both in minor units, > 0).

    Leads come independently of each other, so their number is Poisson with mean spend ÷ cost.
    By hand: the money of 8 leads brings none with e⁻⁸.

    >>> round(no_lead_by_chance(800, 100), 5)
    0.00034
    """
    return exp(-spend / cost_per_lead)


def spends_without_leads(spend: int, leads: int, days: int, cost_per_lead: int | None) -> bool:
    """Whether to say so: ``days`` is on how many days money was spent.

    >>> spends_without_leads(800, 0, 1, 100), spends_without_leads(700, 0, 7, 100)
    (True, False)
    >>> spends_without_leads(50, 0, 3, None), spends_without_leads(50, 1, 3, None)
    (True, False)
    """
    if leads or spend <= 0:
        return False
    if not cost_per_lead:
        return days >= DAYS_WITHOUT_PRICE
    return no_lead_by_chance(spend, cost_per_lead) <= CHANCE
