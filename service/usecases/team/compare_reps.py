"""Reps side by side, each held against what her own leads promised: never ranked by raw wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.observed_expected import Ratios, shrunk_ratios
from model.campaign.service_level import SalesCounts
from model.lead.arrays import Floats
from service.store import rep_figures
from service.store.columns import Row
from service.store.rep_figures import Between
from service.usecases.campaigns.compare_campaigns import ARRIVAL, start_of, undated
from service.usecases.company import Company
from service.usecases.team.rep_strictness import Strictness, strictness_of_reps
from service.usecases.team.service_levels import ServiceLevels, service_levels

ABOVE, BELOW, AS_OTHERS, TOO_FEW = VERDICTS = ("above_the_team", "below_the_team", "as_the_team", "too_few")
SURE = 0.975
LEAST_EXPECTED = 5.0
ONE_REP_SHARE = 0.8
LEVEL_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Wins within the horizon against those that the scores of the same leads promised.

    `expected` is Σp. `value` is observed ÷ expected, shrunk towards the team's; `above` the chance that it
    is above the team's.
    """

    leads: int
    observed: int
    expected: float
    value: float
    low: float
    high: float
    above: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RepFigures:
    """One rep. `by_score` is None where none of her leads can tell; `without_campaign` uses a score that does
    not know the campaign. `team_expected` wins the team makes of leads of her scores: Σp × `team`. `levels`
    are of the newest 28 of the days; `strictness` is for Sales only."""

    rep: str
    leads: int
    won: int
    won_revenue: int
    verdict: str
    by_score: Against | None
    team_expected: float
    without_campaign: Against | None
    levels: SalesCounts
    strictness: Strictness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRep:
    """A campaign of which one rep works at least 80 %: campaign and rep cannot be told apart."""

    campaign: str
    rep: str
    leads: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RepComparison:
    """Leads submitted on the days [since, until), all where neither is given; wins of those that matured.

    `team` is the ratio of wins to Σp that verdicts are held against.
    `undated` is how many leads the days cannot hold; service levels are of leads since `levels_since`.
    """

    as_of: datetime
    since: date | None
    until: date | None
    undated: int
    team: float
    reps: Sequence[RepFigures]
    one_rep_campaigns: Sequence[OneRep]
    levels_since: date
    agreed: bool


def compare_reps(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    horizon_days: float,
    since: date | None,
    until: date | None,
) -> RepComparison:
    """Every rep with a lead of the period, by name. A rep with few leads is near the team, and says so."""
    between = Between(start_of(company, since), start_of(company, until))
    rows = rep_figures.outcomes(connection, between, now, horizon_days)
    full, by_score = _against(rows, "")
    _, without = _against(rows, "_without")
    last = until or now.astimezone(company.timezone).date() + timedelta(days=1)
    levels_since = max(since or date.min, last - timedelta(days=LEVEL_DAYS))
    levels = service_levels(connection, company, agreement, now, levels_since, last)
    strict = strictness_of_reps(connection, between)
    return RepComparison(
        as_of=now,
        since=since,
        until=until,
        undated=undated(connection, ARRIVAL, since is not None or until is not None),
        team=full.level,
        reps=[
            _figures(row, score, full.level, other, levels, strict)
            for row, score, other in zip(rows, by_score, without, strict=True)
        ],
        one_rep_campaigns=one_rep_campaigns(rep_figures.workers(connection, between)),
        levels_since=levels_since,
        agreed=levels.agreed,
    )


def _figures(
    row: Row,
    by_score: Against | None,
    team: float,
    without_campaign: Against | None,
    levels: ServiceLevels,
    strict: Mapping[str, Strictness],
) -> RepFigures:
    return RepFigures(
        rep=row.rep,
        leads=row.leads,
        won=row.won,
        won_revenue=row.won_revenue,
        verdict=_verdict(by_score),
        by_score=by_score,
        team_expected=team * by_score.expected if by_score else 0.0,
        without_campaign=without_campaign,
        levels=levels.sales.reps.get(row.rep, SalesCounts()),
        strictness=strict.get(row.rep),
    )


def one_rep_campaigns(rows: Sequence[Row]) -> list[OneRep]:
    """From (campaign, rep, leads) the campaigns of which one rep has at least 80 %.

    >>> from types import SimpleNamespace as Row
    >>> rows = [("tet", "sale-01", 8), ("tet", "sale-02", 2)]
    >>> one_rep_campaigns([Row(campaign=c, rep=r, leads=n) for c, r, n in rows])
    [OneRep(campaign='tet', rep='sale-01', leads=8, share=0.8)]
    """
    total: dict[str, int] = {}
    for row in rows:
        total[row.campaign] = total.get(row.campaign, 0) + row.leads
    return [
        OneRep(campaign=row.campaign, rep=row.rep, leads=row.leads, share=row.leads / total[row.campaign])
        for row in rows
        if row.leads >= ONE_REP_SHARE * total[row.campaign]
    ]


def _against(rows: Sequence[Row], score: str) -> tuple[Ratios, list[Against | None]]:
    """By one score: "" is the full one, "_without" the one that does not know the campaign."""
    leads = _column(rows, "known_without" if score else "matured")
    observed, expected = _column(rows, f"observed{score}"), _column(rows, f"expected{score}")
    ratios = shrunk_ratios(observed, expected, expected - _column(rows, f"expected{score}_square"))
    return ratios, [_one(leads, observed, expected, ratios, place) for place in range(len(rows))]


def _one(leads: Floats, observed: Floats, expected: Floats, ratios: Ratios, place: int) -> Against | None:
    if not leads[place]:
        return None
    return Against(
        leads=int(leads[place]),
        observed=int(observed[place]),
        expected=float(expected[place]),
        value=float(ratios.value[place]),
        low=float(ratios.low[place]),
        high=float(ratios.high[place]),
        above=float(ratios.above[place]),
    )


def _verdict(against: Against | None) -> str:
    if against is None or against.expected < LEAST_EXPECTED:
        return TOO_FEW
    if against.above >= SURE:
        return ABOVE
    return BELOW if against.above <= 1 - SURE else AS_OTHERS


def _column(rows: Sequence[Row], name: str) -> Floats:
    return np.array([float(row._mapping[name] or 0) for row in rows], dtype=float)
