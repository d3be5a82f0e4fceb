"""`/v1/reps`: what each rep made of her own leads, how she judges, and how her days begin."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from service.http.asked_days import asked_days
from service.http.call import Answer, Call
from service.http.lead_answer import instant, money
from service.http.operation import operation
from service.http.schemas.reps import RepsAnswer, RepsQuery
from service.store.rep_figures import Between
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.fair_play.agreement import in_force
from service.usecases.team.compare_reps import OneRep, RepFigures, compare_reps
from service.usecases.team.first_leads_of_days import FirstLeads, first_leads_of_days
from service.usecases.team.rep_sentences import one_rep_sentence, rep_sentences

routes = Blueprint("reps", __name__)
# Until people sign in, a key of Sales' own systems stands for the reps and the sales lead.
_SALES_SCOPES = ("crm", "admin")


@routes.get("/v1/reps")
@operation(
    "What each rep made of her own leads",
    scopes="marketing crm admin",
    query=RepsQuery(),
    answers={200: RepsAnswer()},
)
def list_reps(call: Call) -> Answer:
    since, until = asked_days(call)
    company, agreement = call.parts.company, in_force(call.connection, call.now)
    found = compare_reps(call.connection, company, agreement, call.now, call.parts.horizon_days, since, until)
    between = Between(start_of(company, since), start_of(company, until))
    of_sales = call.caller.source.scope in _SALES_SCOPES
    first = first_leads_of_days(call.connection, company, agreement, between) if of_sales else {}
    return Answer(
        {
            "as_of": instant(found.as_of),
            "since": instant(since),
            "until": instant(until),
            "undated": found.undated,
            "team": found.team,
            "levels_since": found.levels_since.isoformat(),
            "agreed": found.agreed,
            "reps": [_rep(call, rep, first, of_sales=of_sales) for rep in found.reps],
            "one_rep_campaigns": [_one_rep(call, each) for each in found.one_rep_campaigns],
        }
    )


def _rep(call: Call, rep: RepFigures, first: Mapping[str, FirstLeads], *, of_sales: bool) -> dict[str, Any]:
    days, strict = first.get(rep.rep), rep.strictness if of_sales else None
    return {
        "rep": rep.rep,
        "leads": rep.leads,
        "won": rep.won,
        "won_revenue": money(call.parts.company, rep.won_revenue),
        "verdict": rep.verdict,
        "by_score": asdict(rep.by_score) if rep.by_score else None,
        "without_campaign": asdict(rep.without_campaign) if rep.without_campaign else None,
        "first_attempt": asdict(rep.levels.first_attempt),
        "retries": asdict(rep.levels.retries),
        "beyond_capacity": rep.levels.beyond_capacity,
        "strictness": asdict(strict) if strict else None,
        "first_leads": _days(days) if days else None,
        "sentences": rep_sentences(rep, days, call.query["lang"]),
    }


def _days(first: FirstLeads) -> dict[str, Any]:
    unlikely = [
        {**asdict(each.start), "day": each.day.isoformat(), "campaign": each.campaign}
        for each in first.unlikely
    ]
    return {**asdict(first), "unlikely": unlikely}


def _one_rep(call: Call, found: OneRep) -> dict[str, Any]:
    return {**asdict(found), "sentence": one_rep_sentence(found, call.query["lang"])}
