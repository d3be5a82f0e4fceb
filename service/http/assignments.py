"""`/v1/leads/{id}/assignment` by hand, `/v1/assignments` by turns."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, recorded
from service.http.lead_answer import money
from service.http.operation import operation
from service.http.schemas.assignments import GivenAnswer, SharesAnswer, SharesQuery
from service.http.schemas.events import AssignmentSchema, EventAnswer
from service.usecases.campaigns.figures import per
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.fair_play.agreement import in_force
from service.usecases.team.manage_team import team_of
from service.usecases.team.rep_shares import RepShare, rep_shares
from service.usecases.team.run_rotation import run_rotation

routes = Blueprint("assignments", __name__)


@routes.post("/v1/leads/<uuid:lead_id>/assignment")
@operation(
    "Give a lead to a rep, or take it back",
    scopes="crm",
    body=AssignmentSchema(),
    answers={201: EventAnswer()},
    writes=True,
)
def assign(call: Call, lead_id: UUID) -> Answer:
    new = NewAssignment(**common(call, lead_id), rep=call.body["rep"])
    answers = assign_leads(call.connection, call.parts.company, call.caller.source, [new], call.now)
    return recorded(lead_id, answers)


@routes.post("/v1/assignments/run")
@operation(
    "Give the leads that nobody owns to the reps on duty, now",
    scopes="crm admin",
    answers={200: GivenAnswer()},
    writes=True,
)
def run_assignments(call: Call) -> Answer:
    agreement = in_force(call.connection, call.now)
    given = run_rotation(call.connection, call.parts.company, agreement, call.now)
    return Answer(
        {"given": [{"lead_id": str(each.lead_id), "rep": each.rep, "reason": each.reason} for each in given]}
    )


@routes.get("/v1/assignments/shares")
@operation(
    "What each rep got on a day",
    scopes="crm marketing admin",
    query=SharesQuery(),
    answers={200: SharesAnswer()},
)
def show_shares(call: Call) -> Answer:
    company = call.parts.company
    day = call.query.get("day") or call.now.astimezone(company.timezone).date()
    team = team_of(call.connection, company, in_force(call.connection, call.now))
    shares = rep_shares(call.connection, company, team, day)
    return Answer({"day": day.isoformat(), "reps": [_share(call, share) for share in shares]})


def _share(call: Call, share: RepShare) -> dict[str, Any]:
    company = call.parts.company
    return {
        "rep": share.rep.key,
        "leads": share.leads,
        "without_score": share.without_score,
        "expected_revenue": money(company, share.expected_revenue),
        "working_minutes": share.working_minutes,
        "expected_revenue_per_hour": money(company, per(60 * share.expected_revenue, share.working_minutes)),
    }
