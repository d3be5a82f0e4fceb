"""The sums that worth is told by, as arrays over the lines of a comparison."""

from collections.abc import Mapping, Sequence

import numpy as np

from model.campaign.observed_expected import LEARNT_WITH, Ratios, shrunk_ratios
from model.campaign.worth import Promised, brought_interval
from model.campaign.worth_spread import Spread
from model.lead.arrays import Floats
from service.store.columns import Row
from service.usecases.campaigns.compare_campaigns import Key, Line

Sums = Mapping[str, Floats]  # each shape (lines,): see `worth_figures.promised`
SUMS = "scored p pp pv pvv ppvv won expected expected_square matured brought".split()


def key_of(row: Row) -> Key:
    """The group that a row is of."""
    return tuple(value for name, value in row._mapping.items() if name.startswith("key_"))


def sums_of(lines: Sequence[Line], rows: Sequence[Row]) -> Sums:
    """Each sum over the lines, 0 where a line has no lead of the period."""
    found = {key_of(row): _numbers(row) for row in rows}
    empty = dict.fromkeys(SUMS, 0.0)
    return _columns([found.get(line.key, empty) for line in lines])


def promised_of(sums: Sums) -> Promised:
    """What the scores promise."""
    return Promised(*(sums[name] for name in ("p", "pp", "pv", "pvv", "ppvv")))


def ratios_of(sums: Sums) -> Ratios:
    """What became of it, by wins over expected wins."""
    variance = sums["expected"] - sums["expected_square"]
    return shrunk_ratios(sums["won"], sums["expected"], variance, LEARNT_WITH)


def ends_of(sums: Sums, ever: Sequence[Row], spread: Spread) -> tuple[Floats, Floats]:
    """95 % of what the leads of each line, and last of all together, bring; shape (lines + 1,) each.

    Leads cannot bring less than they brought already: a low end below that is raised to it, but no further
    than to what was expected. Being true, it takes nothing from how often the interval holds the truth.
    """
    each = {name: np.append(parts, parts.sum()) for name, parts in sums.items()}
    low, high = brought_interval(promised_of(each), spread, _off(sums, ever))
    return np.maximum(low, np.minimum(each["brought"], each["pv"])), high


def _off(sums: Sums, ever: Sequence[Row]) -> Floats:
    """How far the scores of each line, and last of all together, may be off as a whole.

    Learnt from ``ever``, the rows of every group on any day, so that days of which no lead has matured are
    told by those that have. All together is the same however they are grouped.
    """
    learnt = _columns([_numbers(row) for row in ever])
    together = ratios_of({name: parts.sum(keepdims=True) for name, parts in learnt.items()})
    off = np.hypot(together.value - 1, together.deviation)
    return np.append(ratios_of(learnt).off(sums["p"]), off)


def _numbers(row: Row) -> Mapping[str, float]:
    return {name: float(getattr(row, name)) for name in SUMS}


def _columns(rows: Sequence[Mapping[str, float]]) -> Sums:
    return {name: np.array([row[name] for row in rows], dtype=float) for name in SUMS}
