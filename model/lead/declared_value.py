"""E[contract value if won] where deals are few and the company said what one brings."""

import numpy as np

from model.lead.arrays import Floats
from model.lead.deal_value import DealValueModel

DECLARED_DEALS = 5


def shrunk_value(declared: float, values: Floats) -> float:
    """(5 × declared + Σ values) ÷ (5 + deals): the declared value weighs as much as five deals.

    >>> shrunk_value(9.0, np.empty(0)), shrunk_value(9.0, np.array([15.0, 15.0, 15.0, 15.0, 15.0]))
    (9.0, 12.0)
    """
    return float((DECLARED_DEALS * declared + values.sum()) / (DECLARED_DEALS + len(values)))


def declared_deal_value(declared: float, values: Floats, width: int) -> DealValueModel:
    """The same value for every lead; unknown, zero and negative values of won leads do not teach."""
    known = values[np.isfinite(values) & (values > 0)]
    value = shrunk_value(declared, known)
    return DealValueModel(float(np.log(value)), np.zeros(width), value, 1.0, 0.0, len(known))
