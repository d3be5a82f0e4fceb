"""How strictly each rep judges against the rest of the team, on leads of the same promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from model.campaign.strictness import strictness
from service.store import rep_figures
from service.store.columns import Row
from service.store.rep_figures import Between

# Bands of the expected quality, or where no model has one of the chance, in units of its mean.
QUALITY_EDGES = (0.6, 0.85, 1.15, 1.4)
CHANCE_EDGES = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """Of `judged` leads she called `bad` so many; the team would `expected` of like leads.

    `value` is bad ÷ expected, shrunk towards the team's, with its 95 % interval.
    """

    judged: int
    bad: int
    expected: float
    value: float
    low: float
    high: float


def strictness_of_reps(connection: sa.Connection, between: Between) -> Mapping[str, Strictness]:
    """By rep, of the leads submitted in that time whose disposition is hers."""
    known = rep_figures.expected_of_judged(connection, between)
    by_quality = known.by_quality is not None
    mean = (known.by_quality if by_quality else known.by_chance) or 0.0
    edges = [edge * mean for edge in (QUALITY_EDGES if by_quality else CHANCE_EDGES)]
    score = rep_figures.expected_quality if by_quality else rep_figures.p
    rows = rep_figures.dispositions_by_band(connection, between, score, edges)
    return _by_rep(rows, len(edges) + 2)


def _by_rep(rows: Sequence[Row], bands: int) -> dict[str, Strictness]:
    names = sorted({row.rep for row in rows})
    judged, bad = np.zeros((len(names), bands), dtype=np.int64), np.zeros((len(names), bands), dtype=np.int64)
    for row in rows:
        place = names.index(row.rep)
        judged[place, row.band], bad[place, row.band] = row.judged, row.bad
    expected, ratios = strictness(judged, bad)
    return {
        name: Strictness(
            judged=int(judged[place].sum()),
            bad=int(bad[place].sum()),
            expected=float(expected[place]),
            value=float(ratios.value[place]),
            low=float(ratios.low[place]),
            high=float(ratios.high[place]),
        )
        for place, name in enumerate(names)
    }
