"""`/v1/leads/{id}/assignment`."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, recorded
from service.http.operation import operation
from service.http.schemas.events import AssignmentSchema, EventAnswer
from service.usecases.assign_lead import NewAssignment, assign_leads

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
