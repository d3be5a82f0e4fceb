"""`/v1/leads/{id}/personal-data` and `/do-not-contact`: what a person may ask for."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.operation import operation
from service.usecases.leads.forget_person import forget_person, stop_contact

routes = Blueprint("people", __name__)


@routes.delete("/v1/leads/<uuid:lead_id>/personal-data")
@operation("Forget the person, keep the figures", scopes="crm", answers={204: None}, writes=True)
def forget(call: Call, lead_id: UUID) -> Answer:
    forget_person(call.connection, call.caller.source, lead_id, call.now)
    return Answer(None, 204)


@routes.post("/v1/leads/<uuid:lead_id>/do-not-contact")
@operation("Stop contacting the person", scopes="crm", answers={204: None}, writes=True)
def stop(call: Call, lead_id: UUID) -> Answer:
    stop_contact(call.connection, call.caller.source, lead_id, call.now)
    return Answer(None, 204)
