"""`/v1/team`: the reps, when they work, and when they do not."""

from typing import Any

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.team import MemberAnswer, MemberSchema, TeamAnswer
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import NotFound
from service.usecases.team.manage_team import Member, set_rep, team_of

routes = Blueprint("team", __name__)
_LONGEST_KEY = 200


@routes.get("/v1/team")
@operation("List the reps", scopes="crm marketing admin", answers={200: TeamAnswer()})
def show_team(call: Call) -> Answer:
    return Answer({"as_of": instant(call.now), "team": [_answer(call, each) for each in _team(call)]})


@routes.put("/v1/team/<path:rep>")
@operation(
    "Say when a rep works, and whether she still does",
    scopes="crm admin",
    body=MemberSchema(),
    answers={200: MemberAnswer()},
    writes=True,
)
def put_rep(call: Call, rep: str) -> Answer:
    if len(rep) > _LONGEST_KEY:
        raise NotFound("there is no such rep")
    rep_id = set_rep(call.connection, rep, call.body, call.now)
    return Answer(next(_answer(call, each) for each in _team(call) if each.id == rep_id))


def _team(call: Call) -> list[Member]:
    return team_of(call.connection, call.parts.company, in_force(call.connection, call.now))


def _answer(call: Call, member: Member) -> dict[str, Any]:
    return {
        "rep": member.key,
        "is_active": member.is_active,
        "on_duty": member.is_on_duty(call.now),
        "shifts": member.shifts,
        "calls_per_day": member.calls_per_day,
        "absences": [day.isoformat() for day in member.absences],
        "looks_like": list(member.looks_like),
    }
