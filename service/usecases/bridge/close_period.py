"""Weeks and months that are closed: their figures stay as they were, later changes show as + and −."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from model import periods
from model.agreement import Agreement
from model.campaign.bridge_cohort import Cohort
from service.store import closed_periods
from service.store.columns import Row
from service.store.database import lock
from service.usecases.bridge.explain_revenue import Bridge, explain_revenue
from service.usecases.bridge.period_figures import period_figures
from service.usecases.campaigns.compare_campaigns import compare
from service.usecases.campaigns.figures import Figures
from service.usecases.campaigns.something_came import something_came
from service.usecases.company import Company
from service.usecases.problems import NotFound, refuse

# What is frozen of the whole and of each campaign: counts of leads, and amounts in minor units.
COUNTS: Final = (
    "leads duplicates spam countable due judged qualified matured scored won won_without_revenue"
).split()
AMOUNTS: Final = "expected_revenue won_revenue collected spend".split()
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_SHOWN: Final = 500

Counted = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeriodNow:
    """A closed period: what was frozen, and what came or went since, of the whole and of each campaign."""

    row: Row
    days: periods.Days
    as_of: datetime
    later: Counted
    later_by_campaign: Mapping[str | None, Counted]


def close_period(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    now: datetime,
    period: str,
    by: str,
    field: str = "/period",
) -> bool:
    """Freeze a period's figures; False where it was closed before, which stays. Raises Refused, naming
    `field`, where there is no such period, it is not over, or has neither a lead nor spend: what is imported
    later would stand against zeros for ever."""
    days = _days(period, field)
    if now.astimezone(company.timezone).date() < days[1]:
        raise refuse(field, "not_over", "a week or month that is over is needed")
    lock(connection, [b"closed_periods"])
    if closed_periods.find(connection, period) is not None:
        return False
    if not something_came(connection, company, *days):
        raise refuse(field, "no_leads", "a week or month with leads or spend is needed")
    bridge = explain_revenue(connection, company, agreement, now, periods.before(days), days)
    review = period_figures(connection, company, agreement, horizon_days, now, days)
    closed_periods.add(
        connection,
        period=period,
        kind=periods.kind_of(period),
        closed_at=now,
        closed_by=by,
        figures={
            **_counted(connection, company, horizon_days, now, days),
            "bridge": _kept_bridge(bridge),
            "review": {name: figure.value for name, figure in review.items()},
        },
    )
    return True


def closed(connection: sa.Connection) -> Sequence[Row]:
    """The periods that are closed, newest closed first, without their figures."""
    return closed_periods.listing(connection, _SHOWN)


def read_period(
    connection: sa.Connection, company: Company, horizon_days: float, now: datetime, period: str
) -> PeriodNow:
    """Raises NotFound where it is not closed."""
    row = closed_periods.find(connection, period)
    if row is None:
        raise NotFound("no such week (2026-W47) or month (2026-10) is closed")
    days = periods.days_of(period)
    current = _counted(connection, company, horizon_days, now, days)
    before = {line["campaign"]: line for line in row.figures["campaigns"]}
    after = {line["campaign"]: line for line in current["campaigns"]}
    keys = sorted(before.keys() | after.keys(), key=lambda key: key or "")
    later = {key: _later(before.get(key, {}), after.get(key, {})) for key in keys}
    return PeriodNow(
        row=row,
        days=days,
        as_of=now,
        later=_later(row.figures["totals"], current["totals"]),
        later_by_campaign={key: change for key, change in later.items() if any(change.values())},
    )


def _days(period: str, field: str) -> periods.Days:
    try:
        days = periods.days_of(period)
    except (ValueError, OverflowError):
        raise refuse(field, "wrong_type", "a week as 2026-W47 or a month as 2026-10 is needed") from None
    if not _FIRST_YEAR <= days[0].year <= _LAST_YEAR:
        raise refuse(field, "out_of_range", f"a year from {_FIRST_YEAR} to {_LAST_YEAR} is needed")
    return days


def _counted(
    connection: sa.Connection, company: Company, horizon_days: float, now: datetime, days: periods.Days
) -> dict[str, Any]:
    """By arrival, as JSON has it; campaigns that had nothing are left out."""
    compared = compare(connection, company, horizon_days, now, since=days[0], until=days[1])
    campaigns = [{"campaign": line.key[0], **_figures(line.figures)} for line in compared.lines]
    return {
        "totals": _figures(compared.totals),
        "campaigns": [line for line in campaigns if any(line[name] for name in (*COUNTS, *AMOUNTS))],
    }


def _figures(figures: Figures) -> dict[str, int]:
    return {name: getattr(figures, name) for name in (*COUNTS, *AMOUNTS)}


def _later(before: Counted, after: Counted) -> dict[str, int]:
    return {name: after.get(name, 0) - before.get(name, 0) for name in (*COUNTS, *AMOUNTS)}


def _kept_bridge(bridge: Bridge) -> dict[str, Any]:
    """The bridge to this period from the one before, as JSON has it."""
    return {
        "before": [day.isoformat() for day in bridge.before],
        "totals": bridge.totals._asdict(),
        "cohorts": [_kept(cohort) for cohort in bridge.cohorts],
        "booked": list(bridge.booked),
        "judged_differently": [doubt.kind for doubt in bridge.doubts],
        "campaigns": [
            {
                "campaign": line.campaign,
                "terms": line.terms._asdict(),
                "before": _kept(line.before),
                "after": _kept(line.after),
            }
            for line in bridge.lines
        ],
    }


def _kept(cohort: Cohort) -> dict[str, Any]:
    return {name: value for name, value in asdict(cohort).items() if name != "expected_quality"}
