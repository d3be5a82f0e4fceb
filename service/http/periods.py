"""`/v1/periods`: weeks and months that are closed, whose figures stay."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from model.campaign.bridge_terms import Terms
from model.periods import days_of
from service.http.bridge_answer import booked_answer, terms_answer
from service.http.call import Answer, Call
from service.http.lead_answer import instant, money
from service.http.operation import operation
from service.http.schemas.periods import ClosedPeriodAnswer, ClosedPeriodsAnswer, ClosingSchema
from service.store.columns import Row
from service.usecases.bridge.close_period import AMOUNTS, COUNTS, close_period, closed, read_period
from service.usecases.company import Company
from service.usecases.fair_play.agreement import in_force

routes = Blueprint("periods", __name__)


@routes.get("/v1/periods")
@operation(
    "List the closed weeks and months", scopes="marketing crm admin", answers={200: ClosedPeriodsAnswer()}
)
def list_periods(call: Call) -> Answer:
    return Answer({"periods": [_closed(row) for row in closed(call.connection)]})


@routes.get("/v1/periods/<period>")
@operation(
    "Show a closed week or month: its figures as they were, and what came later",
    scopes="marketing crm admin",
    answers={200: ClosedPeriodAnswer()},
)
def show_period(call: Call, period: str) -> Answer:
    return Answer(_shown(call, period))


@routes.post("/v1/periods/<period>/close")
@operation(
    "Freeze the figures of a week (2026-W47) or month (2026-10) that is over",
    scopes="marketing crm admin",
    body=ClosingSchema(),
    answers={200: ClosedPeriodAnswer(), 201: ClosedPeriodAnswer()},
    writes=True,
)
def close(call: Call, period: str) -> Answer:
    is_new = close_period(
        call.connection,
        call.parts.company,
        in_force(call.connection, call.now),
        call.parts.horizon_days,
        call.now,
        period,
        call.body["by"],
    )
    return Answer(_shown(call, period), 201 if is_new else 200)


def _shown(call: Call, period: str) -> dict[str, Any]:
    company = call.parts.company
    found = read_period(call.connection, company, call.parts.horizon_days, call.now, period)
    frozen = found.row.figures
    return {
        **_closed(found.row),
        "as_of": instant(found.as_of),
        "totals": _figures(company, frozen["totals"]),
        "campaigns": [_line(company, line["campaign"], line) for line in frozen["campaigns"]],
        "bridge": _bridge(company, frozen["bridge"]),
        "later": _figures(company, found.later),
        "later_by_campaign": [_line(company, *each) for each in found.later_by_campaign.items()],
    }


def _closed(row: Row) -> dict[str, Any]:
    since, until = days_of(row.period)
    return {
        "period": row.period,
        "kind": row.kind,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "closed_at": instant(row.closed_at),
        "closed_by": row.closed_by,
    }


def _line(company: Company, campaign: str | None, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {"campaign": campaign, **_figures(company, figures)}


def _figures(company: Company, figures: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: figures[name] for name in COUNTS}
    return {**counts, **{name: money(company, figures[name]) for name in AMOUNTS}}


def _bridge(company: Company, kept: Mapping[str, Any]) -> dict[str, Any]:
    since, until = kept["before"]
    totals = Terms(**kept["totals"])
    before, after = kept["booked"]
    return {
        "before_since": since,
        "before_until": until,
        "totals": terms_answer(company, totals),
        "booked": booked_answer(company, before, after, totals),
        "judged_differently": kept["judged_differently"],
        "campaigns": [
            {"campaign": line["campaign"], "terms": terms_answer(company, Terms(**line["terms"]))}
            for line in kept["campaigns"]
        ],
    }
