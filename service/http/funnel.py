"""`/v1/funnel`: from spend to collected money, each step with its owner and what leaks there."""

from typing import Any

from flask import Blueprint

from service.http.asked_days import asked_days
from service.http.call import Answer, Call
from service.http.lead_answer import instant, money
from service.http.operation import operation
from service.http.schemas.funnel import FunnelAnswer, FunnelQuery
from service.usecases.campaigns.funnel_sentences import funnel_sentences
from service.usecases.campaigns.shared_funnel import Step, shared_funnel
from service.usecases.fair_play.agreement import in_force
from service.words import say

routes = Blueprint("funnel", __name__)


@routes.get("/v1/funnel")
@operation(
    "Show the funnel that both teams share",
    scopes="marketing crm admin",
    query=FunnelQuery(),
    answers={200: FunnelAnswer()},
)
def show_funnel(call: Call) -> Answer:
    since, until = asked_days(call)
    company, agreement, language = call.parts.company, in_force(call.connection, call.now), call.query["lang"]
    funnel = shared_funnel(
        call.connection, company, agreement, call.now, since, until, call.parts.horizon_days
    )
    return Answer(
        {
            "as_of": instant(funnel.as_of),
            "since": instant(since),
            "until": instant(until),
            "undated": funnel.undated,
            "version": funnel.version,
            "steps": [_step(call, step) for step in funnel.steps],
            "cost_per_lead": money(company, funnel.cost_per_lead),
            "largest_leak": funnel.largest_leak,
            "sentences": funnel_sentences(funnel, company, language),
        }
    )


def _step(call: Call, step: Step) -> dict[str, Any]:
    company = call.parts.company
    counts = {name: getattr(step, name) for name in ("owner", "count", "rate", "lost", "waiting")}
    return {
        "step": step.name,
        "label": say("funnel", call.query["lang"], step.name),
        **counts,
        "amount": money(company, step.amount),
        "leak": money(company, step.leak),
    }
