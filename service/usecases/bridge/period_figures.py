"""A few figures that both teams look at together, of some days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

import sqlalchemy as sa

from model.agreement import Agreement
from model.money import ratio
from service.usecases.campaigns.compare_campaigns import ARRIVAL, CLOSING, compare
from service.usecases.campaigns.figures import Figures
from service.usecases.company import Company
from service.usecases.quality.company_quality import company_quality
from service.usecases.team.service_levels import service_levels

Unit = Literal["count", "share", "amount", "ratio"]
Days = tuple[date, date]
LEADS, JUDGED, QUALITY, EXPECTED, BOOKED, COLLECTED, SPEND, COST_SHARE, COST_PER_QUALIFIED, IN_TIME = (
    NAMES
) = (
    "leads",
    "judged",
    "quality_rate",
    "expected_revenue",
    "won_revenue",
    "collected",
    "spend",
    "spend_share",
    "cost_per_qualified",
    "first_calls_in_time",
)
UNIT_OF: Final[dict[str, Unit]] = {
    LEADS: "count",
    JUDGED: "count",
    QUALITY: "share",
    EXPECTED: "amount",
    BOOKED: "amount",
    COLLECTED: "amount",
    SPEND: "amount",
    COST_SHARE: "share",
    COST_PER_QUALIFIED: "amount",
    IN_TIME: "share",
}
# By the day on which a deal closed or money came; all others by the day on which leads or costs did.
BY_CLOSING: Final = frozenset({BOOKED, COLLECTED, COST_SHARE})


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where it is undefined; `low` and `high` hold it 19 times in 20, where that is known.

    `target` and `verdict` are the quality rate's.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    verdict: str | None = None


def period_figures(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    now: datetime,
    days: Days,
) -> dict[str, Figure]:
    """By name, in the order of `NAMES`, as it stands now. Amounts in minor units, shares 0 to 1."""
    arrived, closed = (
        _totals(connection, company, horizon_days, now, days, clock) for clock in (ARRIVAL, CLOSING)
    )
    quality = company_quality(connection, company, agreement, now, days)
    kept = service_levels(connection, company, agreement, now, *days).sales.total.first_attempt
    values: dict[str, float | None] = {
        LEADS: arrived.leads,
        JUDGED: arrived.judged,
        QUALITY: quality.value,
        EXPECTED: arrived.expected_revenue if arrived.scored else None,
        BOOKED: closed.won_revenue,
        COLLECTED: closed.collected,
        SPEND: arrived.spend,
        COST_SHARE: ratio(arrived.spend, closed.won_revenue),
        COST_PER_QUALIFIED: arrived.cost_per_qualified,
        IN_TIME: kept.value,
    }
    figures = {name: Figure(value) for name, value in values.items()}
    figures[QUALITY] = Figure(quality.value, quality.low, quality.high, quality.target, quality.verdict)
    figures[IN_TIME] = Figure(kept.value, kept.low, kept.high)
    return figures


def _totals(
    connection: sa.Connection, company: Company, horizon_days: float, now: datetime, days: Days, clock: str
) -> Figures:
    compared = compare(connection, company, horizon_days, now, clock=clock, since=days[0], until=days[1])
    return compared.totals
