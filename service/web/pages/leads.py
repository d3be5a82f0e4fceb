"""`/leads`: one lead from the ad to the money; all leads, and who is looked for."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from service.http import desk, leads
from service.usecases.desk.timeline import timeline
from service.usecases.desk.whose_lead import check_owner
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import refuse
from service.web.frame.page import deed, page
from service.web.frame.roles import REP
from service.web.frame.visit import Visit
from service.web.shown.desk_values import TOPIC, lead_values

routes = Blueprint("web_leads", __name__)
_ALL: Final = "sales_lead admin"
_A_PAGE: Final = 50


@routes.get("/leads/<uuid:lead_id>")
@page("rep sales_lead admin", writes=True)
def show_lead(visit: Visit, lead_id: UUID) -> Any:
    """A rep's own leads only; of the person's other leads she sees that they are there, and whose."""
    own = visit.user.rep if visit.user.role == REP else None
    check_owner(visit.connection, lead_id, own)
    lead = visit.ask(desk.show_desk_lead, lead_id=lead_id)
    whole = visit.ask(leads.show_lead, lead_id=lead_id)
    return visit.show(
        "lead.html",
        TOPIC,
        lead=lead,
        entries=timeline({**whole, "campaign": lead["campaign_name"] or whole["campaign"]}, visit.language),
        others=visit.ask(desk.list_same_person, lead_id=lead_id)["leads"],
        own=own,
        place="lead",
        **lead_values(visit, in_force(visit.connection, visit.now)),
    )


@routes.get("/leads")
@page(_ALL)
def list_leads(visit: Visit) -> Any:
    cursor = {"cursor": visit.args["cursor"]} if "cursor" in visit.args else {}
    found = visit.ask(leads.list_leads, query={"limit": _A_PAGE, **cursor})
    return visit.show("leads.html", TOPIC, leads=found["leads"], next_cursor=found["next_cursor"])


@routes.post("/leads/search")
@deed(_ALL, back=list_leads)
def post_search(visit: Visit) -> str:
    """What is looked for stands in no address: it is a person's. Her other leads are told on the page."""
    found = visit.ask(desk.search_person, body={"text": visit.form.get("text")})["leads"]
    if not found:
        raise refuse("/text", "nobody", "a phone, an e-mail or an id that is known is needed")
    best = next((each for each in found if each["duplicate_of"] is None), found[0])
    return url_for("web_leads.show_lead", lead_id=best["id"])
