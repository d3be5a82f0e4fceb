"""Where the same money would bring more, from what the store knows. It never acts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.budget_advice import BudgetAdvice, CampaignAdvice, Evidence, Interval, advise
from model.campaign.budget_spend import WEEKS, by_week, spend_now
from model.campaign.budget_worth import Matured
from service.store import budget_figures
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company

# Matured leads older than this were another market.
_MATURED_DAYS: Final = 365
# The newest known spend may be so old; older, and nobody knows what runs today.
_NEWEST_DAYS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One campaign that runs today. `now` and `tried` are spend a day, minor units; all lines' sums agree."""

    campaign: str
    channel: str | None
    now: int
    tried: int
    leads: int
    won: int
    advice: CampaignAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """`until`: the day after the newest known spend; None where none is known of the newest weeks.

    `gained`: a day, minor units, of profit where the agreement has a gross margin, of revenue otherwise.
    """

    as_of: datetime
    until: date | None
    matured_before: datetime
    lines: Sequence[BudgetLine]
    varied: bool
    is_profit: bool
    gained: Interval | None
    sure: float | None

    @property
    def total(self) -> int:
        return sum(line.now for line in self.lines)


def advise_budget(
    connection: sa.Connection, company: Company, agreement: Agreement, horizon_days: float, now: datetime
) -> Budget:
    """Advice for each campaign that pays today, the largest move of money first.

    Worth rests on leads older than the horizon, response on the weekly spend and leads of a year.
    """
    until, spend, channels = _spend(connection, company, now)
    matured_before = now - timedelta(days=horizon_days)
    running = {key: paid for key, days in spend.items() if (paid := spend_now(days)) is not None}
    evidence = (
        _evidence(connection, company, until, matured_before, running, spend, channels) if until else []
    )
    advice = advise(evidence)
    margin = agreement.gross_margin
    return Budget(
        as_of=now,
        until=until,
        matured_before=matured_before,
        lines=_lines(running, channels, evidence, advice),
        varied=advice.varied,
        is_profit=margin is not None,
        gained=_times(advice.gained, 1.0 if margin is None else margin),
        sure=advice.sure,
    )


def _spend(
    connection: sa.Connection, company: Company, now: datetime
) -> tuple[date | None, Mapping[str, dict[int, int]], Mapping[str, str | None]]:
    """The day after the newest spend, each campaign's spend by days before that, and its channel."""
    tomorrow = now.astimezone(company.timezone).date() + timedelta(days=1)
    rows = budget_figures.daily_spend(connection, tomorrow - timedelta(weeks=WEEKS), tomorrow)
    newest = max((row.day for row in rows), default=None)
    if newest is None or (tomorrow - newest).days > _NEWEST_DAYS:
        return None, {}, {}
    spend: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows:
        spend[row.campaign][(newest - row.day).days] = row.amount
    return (
        newest + timedelta(days=1),
        dict(sorted(spend.items())),
        {row.campaign: row.channel for row in rows},
    )


def _evidence(
    connection: sa.Connection,
    company: Company,
    until: date,
    matured_before: datetime,
    running: Mapping[str, float],
    spend: Mapping[str, dict[int, int]],
    channels: Mapping[str, str | None],
) -> list[Evidence]:
    days = [until - timedelta(weeks=WEEKS - week) for week in range(WEEKS + 1)]
    edges = [edge for edge in (start_of(company, day) for day in days) if edge]
    came = Counter(
        {(row.campaign, row.week): row.leads for row in budget_figures.weekly_leads(connection, edges)}
    )
    since = matured_before - timedelta(days=_MATURED_DAYS)
    became = {row.campaign: row for row in budget_figures.matured_leads(connection, since, matured_before)}
    deals: dict[str, list[int]] = defaultdict(list)
    for row in budget_figures.matured_deals(connection, since, matured_before):
        deals[row.campaign].append(row.revenue)
    evidence = []
    for key, now in running.items():
        leads, won = (became[key].leads, became[key].won) if key in became else (0, 0)
        matured = Matured(channels[key], leads, won, deals[key])
        weekly = [came[key, week] for week in range(WEEKS)]
        evidence.append(Evidence(weekly, *by_week(spend[key]), now, matured))
    return evidence


def _lines(
    running: Mapping[str, float],
    channels: Mapping[str, str | None],
    evidence: Sequence[Evidence],
    advice: BudgetAdvice,
) -> list[BudgetLine]:
    pairs = list(zip(evidence, advice.campaigns, strict=True))
    moves = _whole([each.daily_spend * (own.factor - 1) for each, own in pairs])
    now = [round(each.daily_spend) for each in evidence]
    lines = [
        BudgetLine(
            campaign=key,
            channel=channels[key],
            now=now[place],
            tried=now[place] + moves[place],
            leads=each.matured.leads,
            won=each.matured.won,
            advice=own,
        )
        for place, (key, (each, own)) in enumerate(zip(running, pairs, strict=True))
    ]
    return sorted(lines, key=lambda line: (-abs(line.tried - line.now), line.campaign))


def _whole(amounts: Sequence[float]) -> list[int]:
    """Whole numbers whose running sums are the rounded running sums, so that moves still sum to 0."""
    found, total, before = [], 0.0, 0
    for amount in amounts:
        total += amount
        found.append(round(total) - before)
        before = round(total)
    return found


def _times(interval: Interval | None, factor: float) -> Interval | None:
    if interval is None:
        return None
    return Interval(factor * interval.value, factor * interval.low, factor * interval.high)
