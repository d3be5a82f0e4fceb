"""How sure it is that one campaign's leads are worth more than another's."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from model.campaign.worth import Promised
from model.campaign.worth_spread import Spread
from model.lead.arrays import Floats

_FEWEST = 1e-9


@dataclass(frozen=True, slots=True)
class WorthPerLead:
    """The posterior of what a lead of each group brings, near a log-normal; shape (groups,).

    ``value`` is its middle, in the unit of the money; ``deviation`` that of its logarithm, infinite where no
    lead is scored.
    """

    value: Floats
    deviation: Floats


def worth_per_lead(
    promised: Promised, leads: Floats, ratio: Floats, ratio_deviation: Floats, spread: Spread
) -> WorthPerLead:
    """From what was expected of ``leads`` scored leads and what became of those that matured.

    ``ratio`` is the groups' shrunk observed ÷ expected. The logarithm varies by that ratio, by the mix of
    the leads that happened to come, and by the deals, as many as were expected: each differs from its value
    by the company's spread.

    By hand: 100 equal leads worth 0.1 each, deals exactly as expected, a ratio of 1 ± 0.1:

    >>> hundred = Promised(*(np.array([sum]) for sum in (10.0, 1.0, 10.0, 10.0, 1.0)))
    >>> exact = Spread(1.0, 0.0, 0.0, 0.0, 0.0)
    >>> found = worth_per_lead(hundred, np.array([100.0]), np.array([1.0]), np.array([0.1]), exact)
    >>> round(float(found.value[0]), 3), round(float(found.deviation[0]), 3)
    (0.1, 0.1)
    """
    scored = (promised.pv > 0) & (leads > 0)
    count, total = np.where(scored, leads, 1.0), np.where(scored, promised.pv, 1.0)
    mix = np.maximum(promised.ppvv / total**2 - 1 / count, 0.0)
    deals = spread.deviation**2 / np.maximum(promised.p, 1.0)
    learnt = np.log1p((ratio_deviation / ratio) ** 2)
    deviation = np.sqrt(learnt + mix + deals)
    return WorthPerLead(
        np.where(scored, ratio * total / count, 0.0), np.where(scored, np.maximum(deviation, _FEWEST), np.inf)
    )


def order_probability(worth: WorthPerLead, one: int, other: int) -> float:
    """The chance that a lead of ``one`` is worth more than a lead of ``other``, both places of groups.

    0.5 where nothing is known of either.

    >>> found = WorthPerLead(np.array([2.0, 1.0, 0.0]), np.array([0.3, 0.4, np.inf]))
    >>> round(order_probability(found, 0, 1), 3)  # ln 2 / 0.5 = 1.386 deviations
    0.917
    >>> order_probability(found, 0, 2)
    0.5
    """
    together = float(np.hypot(worth.deviation[one], worth.deviation[other]))
    if not np.isfinite(together):
        return 0.5
    return float(norm.cdf(np.log(worth.value[one] / worth.value[other]) / together))
