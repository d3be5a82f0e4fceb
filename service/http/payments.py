"""`/v1/leads/{id}/payments`."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.event_routes import common, minor_units, recorded
from service.http.operation import operation
from service.http.schemas.events import EventAnswer, PaymentSchema
from service.store.deals import ONLY_DEAL
from service.usecases.events.record_payment import NewPayment, record_payments, stored_payment

routes = Blueprint("payments", __name__)


@routes.post("/v1/leads/<uuid:lead_id>/payments")
@operation(
    "Record a payment or a refund",
    scopes="crm",
    body=PaymentSchema(),
    answers={201: EventAnswer(), 200: EventAnswer()},
    writes=True,
)
def record_payment(call: Call, lead_id: UUID) -> Answer:
    body, company = call.body, call.parts.company
    new = NewPayment(
        **common(call, lead_id),
        kind=body["kind"],
        amount=minor_units(call, body["amount"], "/amount"),
        deal=body.get("deal_id") or ONLY_DEAL,
        payment=body.get("payment_id"),
    )
    answers = record_payments(call.connection, company, call.caller.source, [new], call.now)
    if answers == [None]:
        stored = stored_payment(call.connection, company, new)
        return Answer({"id": str(stored), "lead_id": str(lead_id)})
    return recorded(lead_id, answers)
