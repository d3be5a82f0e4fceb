"""`/v1/service-levels`: how often both sides kept what they promised each other."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask import Blueprint

from model.campaign.service_level import SalesCounts
from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.service_levels import ServiceLevelsAnswer, ServiceLevelsQuery
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import refuse
from service.usecases.team.marketing_levels import Announced, MarketingLevels
from service.usecases.team.service_level_sentences import service_level_sentences
from service.usecases.team.service_levels import SalesLevels, service_levels

routes = Blueprint("service_levels", __name__)
_USUAL_DAYS = 28


@routes.get("/v1/service-levels")
@operation(
    "How often Sales and Marketing kept what they promised each other",
    scopes="marketing crm admin",
    query=ServiceLevelsQuery(),
    answers={200: ServiceLevelsAnswer()},
)
def show_service_levels(call: Call) -> Answer:
    since, until = _period(call)
    company = call.parts.company
    agreement = in_force(call.connection, call.now)
    levels = service_levels(call.connection, company, agreement, call.now, since, until)
    return Answer(
        {
            "as_of": instant(levels.as_of),
            "since": since.isoformat(),
            "until": until.isoformat(),
            "version": levels.version,
            "agreed": levels.agreed,
            "undated": levels.undated,
            "sales": _sales(levels.sales),
            "marketing": _marketing(levels.marketing),
            "sentences": service_level_sentences(levels, agreement, call.query["lang"]),
        }
    )


def _period(call: Call) -> tuple[date, date]:
    """Raises Refused for one that holds no day."""
    today = call.now.astimezone(call.parts.company.timezone).date()
    until = call.query.get("until") or max(call.query.get("since") or today, today) + timedelta(days=1)
    since = call.query.get("since") or until - timedelta(days=_USUAL_DAYS)
    if since >= until:
        raise refuse("/until", "out_of_range", "a day after `since` is needed")
    return since, until


def _sales(sales: SalesLevels) -> dict[str, Any]:
    return {
        "total": _counts(sales.total),
        "unassigned": _counts(sales.unassigned),
        "campaigns": [{"campaign": key, **_counts(counts)} for key, counts in sales.campaigns.items()],
        "reps": [{"rep": key, **_counts(counts)} for key, counts in sales.reps.items()],
    }


def _counts(counts: SalesCounts) -> dict[str, Any]:
    shown = (
        "leads",
        "due",
        "in_time",
        "late",
        "untried",
        "beyond_capacity",
        "pending",
        "unrecorded",
        "taken_back",
    )
    return {
        **{name: getattr(counts, name) for name in shown},
        "first_attempt": asdict(counts.first_attempt),
        "retries": asdict(counts.retries),
    }


def _marketing(levels: MarketingLevels) -> dict[str, Any]:
    return {
        "announced": asdict(levels.announced),
        "campaigns": [_announced(each) for each in levels.campaigns],
        "feedback": {**asdict(levels.feedback), "share": asdict(levels.feedback.share)},
        "days": levels.days and {**asdict(levels.days), "share": asdict(levels.days.share)},
    }


def _announced(each: Announced) -> dict[str, Any]:
    return {
        **asdict(each),
        "first_lead_at": instant(each.first_lead_at),
        "announced_at": instant(each.announced_at),
        "in_time": each.in_time,
    }
