"""`/v1/leads/{id}/outcome`."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, minor_units, recorded
from service.http.operation import operation
from service.http.schemas.events import EventAnswer, OutcomeSchema
from service.store.deals import ONLY_DEAL
from service.usecases.events.record_outcome import NewOutcome, record_outcomes

routes = Blueprint("outcomes", __name__)


@routes.post("/v1/leads/<uuid:lead_id>/outcome")
@operation(
    "Record what became of a deal",
    scopes="crm",
    body=OutcomeSchema(),
    answers={201: EventAnswer()},
    writes=True,
)
def record_outcome(call: Call, lead_id: UUID) -> Answer:
    body = call.body
    revenue = body.get("revenue")
    new = NewOutcome(
        **common(call, lead_id),
        outcome=body["outcome"],
        deal=body.get("deal_id") or ONLY_DEAL,
        revenue=minor_units(call, revenue, "/revenue") if revenue else None,
        lost_reason=body.get("lost_reason"),
        competitor=body.get("competitor"),
        note=body.get("note"),
        rep=body.get("rep"),
    )
    answers = record_outcomes(call.connection, call.parts.company, call.caller.source, [new], call.now)
    return recorded(lead_id, answers)
