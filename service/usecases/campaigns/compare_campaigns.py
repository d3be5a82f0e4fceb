"""What each campaign brought and cost, beside the others: counts, quality, worth, ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.campaign.counts import submitted_before
from model.campaign.ranks import ranks
from service.store import campaign_figures, campaigns, undated_leads
from service.store.campaign_figures import Period
from service.store.columns import Row
from service.usecases.campaigns.figures import Figures
from service.usecases.company import Company

Key = tuple[str | None, ...]
ARRIVAL, CLOSING = CLOCKS = ("arrival", "closing")


@dataclass(slots=True, kw_only=True)
class Line:
    """One group's figures. `about` is the campaign's own row where the group has one campaign."""

    key: Key
    figures: Figures = field(default_factory=Figures)
    about: Row | None = None
    rank_by_leads: int = 0
    rank_by_expected_revenue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`undated` is how many leads no period can hold; 0 where the period is unbounded."""

    as_of: datetime
    by: str
    clock: str
    lines: Sequence[Line]
    totals: Figures
    period: Period
    is_bounded: bool
    undated: int


def compare(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    now: datetime,
    *,
    by: str = "campaign",
    clock: str = ARRIVAL,
    since: date | None = None,
    until: date | None = None,
) -> Comparison:
    """As `compare_in`, for the days [since, until) of the company's time zone; None is unbounded."""
    period = period_of(company, since, until)
    return compare_in(connection, company, horizon_days, now, period, by=by, clock=clock)


def compare_in(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    now: datetime,
    period: Period,
    *,
    by: str,
    clock: str,
) -> Comparison:
    """Figures by group for a period, of all leads or of those of one product: that has no spend.

    By arrival, everything is of leads submitted then. By closing, wins and money are those that closed
    or came in then, whenever the lead was submitted. The lines' sum is the total.
    """
    lines: dict[Key, Line] = {}
    matured, due = submitted_before(now, horizon_days), submitted_before(now, company.due_days)
    _take(lines, campaign_figures.lead_figures(connection, by, period, matured, due))
    if clock == CLOSING:
        for line in lines.values():
            line.figures.won = line.figures.won_revenue = line.figures.collected = 0
            line.figures.won_without_revenue = 0
        _take(lines, campaign_figures.closing_figures(connection, by, period))
        _take(lines, campaign_figures.collected_figures(connection, by, period))
    _take(lines, campaign_figures.spend_figures(connection, by, period))
    _describe(connection, by, lines)
    ordered = sorted(lines.values(), key=lambda line: tuple(part or "" for part in line.key))
    _rank(ordered)
    bounded = period.since is not None or period.until is not None
    return Comparison(
        as_of=now,
        by=by,
        clock=clock,
        lines=ordered,
        totals=_total(ordered),
        period=period,
        is_bounded=bounded,
        undated=undated(connection, clock, bounded, product=period.product),
    )


def undated(
    connection: sa.Connection,
    clock: str,
    bounded: bool,
    campaign_id: UUID | None = None,
    product: str | None = None,
) -> int:
    """How many leads a bounded period leaves out, because they have no time."""
    return undated_leads.undated(connection, campaign_id, clock == CLOSING, product) if bounded else 0


def start_of(company: Company, day: date | None) -> datetime | None:
    """The instant at which a day begins in the company's time zone."""
    return None if day is None else datetime.combine(day, time(), company.timezone)


def period_of(company: Company, since: date | None, until: date | None, product: str | None = None) -> Period:
    """The days [since, until) of the company's time zone."""
    return Period(
        since=start_of(company, since),
        until=start_of(company, until),
        since_day=since,
        until_day=until,
        product=product,
    )


def _take(lines: dict[Key, Line], rows: Sequence[Row]) -> None:
    for row in rows:
        values = dict(row._mapping)
        key = tuple(values.pop(name) for name in list(values) if name.startswith("key_"))
        figures = lines.setdefault(key, Line(key=key)).figures
        for name, value in values.items():
            setattr(figures, name, int(value))


def _describe(connection: sa.Connection, by: str, lines: dict[Key, Line]) -> None:
    if by != "campaign":
        return
    for row in campaigns.listing(connection):
        lines.setdefault((row.key,), Line(key=(row.key,))).about = row


def _rank(lines: Sequence[Line]) -> None:
    by_leads = ranks([line.figures.leads for line in lines])
    by_worth = ranks([line.figures.expected_revenue for line in lines])
    for line, leads, worth in zip(lines, by_leads, by_worth, strict=True):
        line.rank_by_leads, line.rank_by_expected_revenue = leads, worth


def _total(lines: Sequence[Line]) -> Figures:
    total = Figures()
    for line in lines:
        counted: Mapping[str, Any] = asdict(line.figures)
        for name, value in counted.items():
            setattr(total, name, getattr(total, name) + value)
    return total
