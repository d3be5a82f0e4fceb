"""The sums that worth is told by, as arrays over the lines of a comparison."""

from collections.abc import Mapping, Sequence

import numpy as np

from model.campaign.observed_expected import LEARNT_WITH, Ratios, shrunk_ratios
from model.campaign.worth import Promised
from model.lead.arrays import Floats
from service.store.columns import Row
from service.usecases.campaigns.compare_campaigns import Key, Line

Sums = Mapping[str, Floats]  # each shape (lines,): see `worth_figures.promised`
SUMS = ("scored", "p", "pp", "pv", "pvv", "ppvv", "won", "expected", "expected_square", "matured")


def key_of(row: Row) -> Key:
    """The group that a row is of."""
    return tuple(value for name, value in row._mapping.items() if name.startswith("key_"))


def sums_of(lines: Sequence[Line], rows: Sequence[Row]) -> Sums:
    """Each sum over the lines, 0 where a line has no lead of the period."""
    found = {key_of(row): row._mapping for row in rows}
    empty = dict.fromkeys(SUMS, 0.0)
    return {
        name: np.array([float(found.get(line.key, empty)[name]) for line in lines], dtype=float)
        for name in SUMS
    }


def promised_of(sums: Sums) -> Promised:
    """What the scores promise."""
    return Promised(*(sums[name] for name in ("p", "pp", "pv", "pvv", "ppvv")))


def ratios_of(sums: Sums) -> Ratios:
    """What became of it, by wins over expected wins."""
    variance = sums["expected"] - sums["expected_square"]
    return shrunk_ratios(sums["won"], sums["expected"], variance, LEARNT_WITH)
