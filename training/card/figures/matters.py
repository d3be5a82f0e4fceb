"""How far each field moves a probability, over many leads."""

from typing import NamedTuple

import numpy as np

from model.lead.factors import shown_name
from model.lead.lead_model import LeadModel
from model.lead.table import LeadTable

SAMPLE = 1000


class Weight(NamedTuple):
    """A field as factors name it, and how far it moves a lead on average, in percentage points."""

    field: str
    points: float


def weights_of(model: LeadModel, table: LeadTable, seed: int) -> tuple[Weight, ...]:
    """Mean |points| of each field over at most 1,000 leads drawn under the seed, the furthest first."""
    chosen = np.random.default_rng(seed).permutation(len(table))[:SAMPLE]
    explained = model.explain(table.take(chosen))
    total = dict.fromkeys(map(shown_name, model.columns), 0.0)
    for factors in explained:
        for factor in factors:
            total[factor.field] += abs(factor.points)
    weights = (Weight(field, points / len(chosen)) for field, points in total.items())
    return tuple(sorted(weights, key=lambda weight: (-weight.points, weight.field)))
