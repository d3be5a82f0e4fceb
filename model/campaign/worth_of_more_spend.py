"""What one more unit of spend on a campaign brings, where its spend varied enough to say."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Floats

FEWEST_WEEKS = 6
LEAST_VARIATION = 0.15  # deviation of the logarithm of weekly spend
# Before any week: each per cent of spend brings 0.65 ± 0.2 per cent of leads. Source: measured advertising
# elasticities lie below 1; a week's leads vary by a tenth beyond chance.
_USUAL, _USUAL_DEVIATION = 0.65, 0.2
_WEEK_NOISE = 0.1


@dataclass(frozen=True, slots=True)
class MarginalReturn:
    """Expected revenue for one more unit of spend at today's level, with 95 % of its slope's uncertainty.

    What the worth of a lead itself is uncertain by is not in it.
    """

    value: float
    low: float
    high: float
    weeks: int


def marginal_return(spend: Floats, leads: Floats, expected_revenue: Floats) -> MarginalReturn | None:
    """From weekly sums of one campaign, shape (weeks,); None where spend did not vary enough to say.

    Leads follow spend ^ slope; the slope is that of a straight line of the logarithms, each week weighed by
    its leads, pulled towards the usual one. Return = slope × expected revenue ÷ spend. Season that moves
    with spend reads as slope: the budget's own model takes it out.

    Leads that are the square root of spend, in many weeks of many leads, each lead worth 1, 1.0 per unit
    on average:

    >>> spend = np.array([400.0, 2500, 10000] * 20)
    >>> found = marginal_return(spend, spend**0.5, spend)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.weeks
    (0.5, 0.46, 0.53, 60)
    >>> marginal_return(np.full(20, 400.0), np.full(20, 20.0), np.full(20, 20.0)) is None
    True
    """
    paid = spend > 0
    spend, leads, expected_revenue = spend[paid], leads[paid], expected_revenue[paid]
    if len(spend) < FEWEST_WEEKS or np.std(np.log(spend)) < LEAST_VARIATION:
        return None
    log_spend, log_leads = np.log(spend), np.log(leads + 0.5)
    weight = 1 / (1 / (leads + 0.5) + _WEEK_NOISE**2)
    apart = log_spend - np.average(log_spend, weights=weight)
    seen = float(weight @ apart**2)
    slope = float((weight * apart) @ log_leads) / seen
    # Weeks that scatter more than that widen the interval.
    rest = log_leads - np.average(log_leads, weights=weight) - slope * apart
    scatter = max(1.0, float(weight @ rest**2) / (len(spend) - 2))
    known, usual = seen / scatter, 1 / _USUAL_DEVIATION**2
    shrunk = (known * slope + usual * _USUAL) / (known + usual)
    half = 1.96 / np.sqrt(known + usual)
    each = float(expected_revenue.sum() / spend.sum())
    low, high = max(0.0, shrunk - half), shrunk + half
    return MarginalReturn(float(shrunk * each), float(low * each), float(high * each), len(spend))
