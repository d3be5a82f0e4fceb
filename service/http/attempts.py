"""`/v1/leads/{id}/contact-attempts`."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, recorded
from service.http.operation import operation
from service.http.schemas.events import AttemptSchema, EventAnswer
from service.usecases.events.record_attempt import NewAttempt, record_attempts

routes = Blueprint("attempts", __name__)


@routes.post("/v1/leads/<uuid:lead_id>/contact-attempts")
@operation(
    "Record a try to reach a lead",
    scopes="crm",
    body=AttemptSchema(),
    answers={201: EventAnswer()},
    writes=True,
)
def record_attempt(call: Call, lead_id: UUID) -> Answer:
    body = call.body
    new = NewAttempt(
        **common(call, lead_id),
        result=body["result"],
        channel=body["channel"],
        rep=body.get("rep"),
        callback_at=body.get("callback_at"),
        duration_seconds=body.get("duration_seconds"),
        attempt_source=body["source"],
    )
    answers = record_attempts(call.connection, call.parts.company, call.caller.source, [new], call.now)
    return recorded(lead_id, answers)
