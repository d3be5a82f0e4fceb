"""`/v1/desk`: whom a rep calls next, how her day began, and leads that come by chat."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.desk_answer import desk_answer, desk_lead_answer, person_lead_answer
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.desk import (
    ChatAnswer,
    ChatSchema,
    DayStartAnswer,
    DeskAnswer,
    DeskLeadAnswer,
    DeskQuery,
    DeskRepQuery,
    PersonLeadsAnswer,
    PersonSchema,
)
from service.store import audit
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.desk.day_start import day_start
from service.usecases.desk.desk_of_rep import DeskLead, desk_lead, desk_of_rep, new_looks
from service.usecases.desk.find_person import find_person, leads_of_same_person
from service.usecases.desk.read_chat import lead_body
from service.usecases.desk.read_chat import read_chat as read

routes = Blueprint("desk", __name__)


@routes.get("/v1/desk")
@operation(
    "List a rep's leads of today in the order to call them",
    scopes="crm",
    query=DeskQuery(),
    answers={200: DeskAnswer()},
    writes=True,
)
def show_desk(call: Call) -> Answer:
    asked = call.query
    desk = desk_of_rep(call.connection, call.parts.company, asked["rep"], call.now, asked["limit"])
    _remember_looking(call, desk.leads)
    return Answer({"as_of": instant(call.now), **desk_answer(call.parts.serving.schema, desk)})


@routes.get("/v1/desk/leads/<uuid:lead_id>")
@operation("Show one lead as the desk does", scopes="crm", answers={200: DeskLeadAnswer()}, writes=True)
def show_desk_lead(call: Call, lead_id: UUID) -> Answer:
    found = desk_lead(call.connection, call.parts.company, lead_id)
    _remember_looking(call, [found])
    return Answer(desk_lead_answer(call.parts.serving.schema, found))


def _remember_looking(call: Call, shown: Sequence[DeskLead]) -> None:
    """Before anybody is shown. A page that reads holds the store's one writer for this alone."""
    entries = new_looks(call.connection, call.parts.company, call.caller.source, shown, call.now)
    if entries:
        with call.parts.database.writing(call.connection) as held:
            audit.add_many(held, entries)


@routes.get("/v1/desk/start")
@operation(
    "Say how a rep's day began, beside chance and her days that began alike",
    scopes="crm",
    query=DeskRepQuery(),
    answers={200: DayStartAnswer()},
)
def show_day_start(call: Call) -> Answer:
    found = day_start(call.connection, call.parts.company, call.query["rep"], call.now)
    start = {**asdict(found.start), "is_bad": found.start.is_bad} if found.start else None
    return Answer(
        {
            "as_of": instant(call.now),
            "rep": found.rep,
            "day": found.day.isoformat(),
            "start": start,
            "alike": asdict(found.alike),
        }
    )


@routes.post("/v1/desk/chat")
@operation(
    "Read a pasted chat as a lead, without keeping it",
    scopes="crm",
    body=ChatSchema(),
    answers={200: ChatAnswer()},
)
def read_chat(call: Call) -> Answer:
    body = call.body
    chat = read(body["text"], call.parts.company.region)
    lead = lead_body(chat, call.parts.serving.schema, campaign_key(body.get("campaign")), body.get("channel"))
    return Answer({"lead": lead, "phones": list(chat.phones)})


@routes.post("/v1/desk/search")
@operation(
    "Find a person's leads by phone, e-mail or external id",
    scopes="crm",
    body=PersonSchema(),
    answers={200: PersonLeadsAnswer()},
)
def search_person(call: Call) -> Answer:
    found = find_person(call.connection, call.parts.company, call.body["text"])
    return Answer({"leads": [person_lead_answer(row) for row in found]})


@routes.get("/v1/leads/<uuid:lead_id>/same-person")
@operation("List the other leads of a lead's person", scopes="crm", answers={200: PersonLeadsAnswer()})
def list_same_person(call: Call, lead_id: UUID) -> Answer:
    found = leads_of_same_person(call.connection, lead_id)
    return Answer({"leads": [person_lead_answer(row) for row in found]})
