"""`/v1/leads/{id}/disposition`."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, recorded
from service.http.operation import operation
from service.http.schemas.events import DispositionSchema, EventAnswer
from service.usecases.events.record_disposition import NewDisposition, record_dispositions

routes = Blueprint("dispositions", __name__)


@routes.post("/v1/leads/<uuid:lead_id>/disposition")
@operation(
    "Record what the first real conversation showed",
    scopes="crm",
    body=DispositionSchema(),
    answers={201: EventAnswer()},
    writes=True,
)
def record_disposition(call: Call, lead_id: UUID) -> Answer:
    body = call.body
    new = NewDisposition(
        **common(call, lead_id),
        disposition=body["disposition"],
        sub_reason=body.get("sub_reason"),
        rep=body.get("rep"),
        note=body.get("note"),
        checklist=body.get("checklist"),
    )
    answers = record_dispositions(call.connection, call.parts.company, call.caller.source, [new], call.now)
    return recorded(lead_id, answers)
