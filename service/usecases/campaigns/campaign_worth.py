"""What each group's leads are worth beyond their sum: interval, what is still to come, how sure its rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import sqlalchemy as sa

from model.campaign.delay import DelayCurve
from model.campaign.observed_expected import Ratios
from model.campaign.one_deal import one_deal_makes_rank
from model.campaign.order_probability import order_probability, worth_per_lead
from model.campaign.ranks import ranks
from model.campaign.worth_spread import Spread, value_spread
from model.lead.arrays import Bools, Floats
from service.store import coming_figures, worth_figures
from service.store.columns import Row
from service.usecases.campaigns.compare_campaigns import CLOSING, Comparison, Key, Line
from service.usecases.campaigns.delay_shares import delay_shares
from service.usecases.campaigns.worth_sums import Sums, ends_of, key_of, promised_of, ratios_of, sums_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Wins of matured, worked leads over those that their scores promised, shrunk, with its 95 % interval."""

    leads: int
    observed: int
    expected: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Minor units. ``low`` to ``high`` holds what such leads bring where they are worked, 19 times in 20;
    None where none is scored. ``above`` is the chance that a lead here is worth more than one of
    ``next_key``, the group that follows by worth per lead; None of the last one.
    """

    low: int | None
    high: int | None
    still_to_come: int
    ratio: Ratio | None
    one_deal: bool = False
    rank_by_won_revenue_per_lead: int | None = None
    next_key: Key | None = None
    above: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worths:
    """Of each line of a comparison, and of all together. ``delay`` says where the delay curve is from."""

    lines: Mapping[Key, Worth]
    total: Worth
    delay: str


def worth_of(
    connection: sa.Connection,
    compared: Comparison,
    horizon_days: float,
    learnt: DelayCurve | None,
    in_time: Sums | None = None,
) -> Worths:
    """Of the same leads as the comparison. ``learnt`` is the serving model's delay curve, if it has one.

    With ``in_time`` (`sums_in_time`) it is by those leads that it is said how sure the order is.
    """
    by, period, now = compared.by, compared.period, compared.as_of
    wins = worth_figures.newest_wins(connection)
    shares = delay_shares(connection, wins, horizon_days, now, learnt)
    coming = coming_figures.to_come(connection, by, period, now, shares.shares, shares.bands, shares.steps)
    lines = list(compared.lines)
    promised = worth_figures.promised(connection, by, period, now, horizon_days)
    ever = _ever(connection, compared, promised, horizon_days)
    sums = sums_of(lines, promised)
    spread, ratios = _spread(wins), ratios_of(sums)
    known = _Known(
        sums=sums,
        ratios=ratios,
        ends=ends_of(sums, ever, spread),
        to_come={key_of(row): round(row.to_come) for row in coming},
        nexts=_nexts(lines, in_time or sums, spread, ratios_of(in_time) if in_time else ratios),
        one_deal=_one_deal(connection, compared),
        ranks=ranks([line.figures.won_revenue_per_lead or 0 for line in lines]),
    )
    worths = {line.key: _worth(known, place, line.key) for place, line in enumerate(lines)}
    low, high = known.ends
    total = Worth(
        low=_minor(low[-1]),
        high=_minor(high[-1]),
        still_to_come=sum(worth.still_to_come for worth in worths.values()),
        ratio=None,
    )
    return Worths(lines=worths, total=total, delay=shares.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the lines' worth is read from: by place of the line, but `to_come`, which is by key."""

    sums: Sums
    ratios: Ratios
    ends: tuple[Floats, Floats]
    to_come: Mapping[Key, int]
    nexts: Sequence[tuple[Key | None, float | None]]
    one_deal: Bools
    ranks: Sequence[int]


def _worth(known: _Known, place: int, key: Key) -> Worth:
    next_key, above = known.nexts[place]
    return Worth(
        low=_minor(known.ends[0][place]),
        high=_minor(known.ends[1][place]),
        still_to_come=known.to_come.get(key, 0),
        ratio=_ratio(known.sums, known.ratios, place),
        one_deal=bool(known.one_deal[place]),
        rank_by_won_revenue_per_lead=known.ranks[place],
        next_key=next_key,
        above=above,
    )


def _spread(wins: Sequence[Row]) -> Spread:
    valued = [(float(win.won_revenue), float(win.deal_value)) for win in wins if win.deal_value]
    pairs = np.array(valued, dtype=float).reshape(-1, 2)
    return value_spread(pairs[:, 0], pairs[:, 1])


def _ever(
    connection: sa.Connection, compared: Comparison, promised: Sequence[Row], horizon_days: float
) -> Sequence[Row]:
    """As `promised`, of the leads of any day."""
    if not compared.is_bounded:
        return promised
    return worth_figures.promised(connection, compared.by, worth_figures.EVER, compared.as_of, horizon_days)


def _nexts(
    lines: Sequence[Line], sums: Sums, spread: Spread, ratios: Ratios
) -> list[tuple[Key | None, float | None]]:
    """For each line the one that follows by worth per lead, and how sure that order is."""
    worth = worth_per_lead(promised_of(sums), sums["scored"], ratios.value, ratios.deviation, spread)
    scored: Bools = sums["scored"] > 0
    order = [int(place) for place in np.argsort(-worth.value, kind="stable") if scored[place]]
    nexts: list[tuple[Key | None, float | None]] = [(None, None)] * len(lines)
    for one, other in pairwise(order):
        nexts[one] = (lines[other].key, order_probability(worth, one, other))
    return nexts


def _one_deal(connection: sa.Connection, compared: Comparison) -> Bools:
    by_closing = compared.clock == CLOSING
    rows = worth_figures.largest_deals(connection, compared.by, compared.period, by_closing)
    largest = {key_of(row): float(row.largest) for row in rows}
    figures = [line.figures for line in compared.lines]
    return one_deal_makes_rank(
        np.array([each.won_revenue for each in figures], dtype=float),
        np.array([each.leads for each in figures], dtype=float),
        np.array([largest.get(line.key, 0.0) for line in compared.lines], dtype=float),
    )


def _ratio(sums: Sums, ratios: Ratios, place: int) -> Ratio | None:
    """None where no lead of the group can tell."""
    if not sums["matured"][place]:
        return None
    return Ratio(
        leads=int(sums["matured"][place]),
        observed=int(sums["won"][place]),
        expected=float(sums["expected"][place]),
        value=float(ratios.value[place]),
        low=float(ratios.low[place]),
        high=float(ratios.high[place]),
    )


def _minor(amount: float) -> int | None:
    return None if np.isnan(amount) else round(amount)
