"""`/disputes`: what Marketing asks to be looked at again; `/disputes/<id>` is for who is to call, alone."""

import re
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from model.vocabulary import DISPOSITIONS
from service.http import disputes, team
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.fair_play.agreement import in_force
from service.usecases.fair_play.blind_call import blind_call
from service.usecases.problems import Conflict, refuse
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.words import say

routes = Blueprint("web_disputes", __name__)
_TOPIC: Final = "disputes_page"
_READS: Final = "sales_lead marketer admin"
_ASSIGNS: Final = "sales_lead admin"
_OPENS: Final = "marketer admin"
# As it stands in the address of a lead; of a call sample's, after the sample's own.
_ID: Final = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


@routes.get("/disputes")
@page(_READS)
def list_disputes(visit: Visit, dispute_id: UUID | None = None) -> Any:
    """`dispute_id` is of one that was not given to whom it should be."""
    state = visit.args.get("state")
    state = state if state in ("open", "decided") else None
    assigns = visit.user.role in _ASSIGNS.split()
    reps = visit.ask(team.show_team)["team"] if assigns else []
    return visit.show(
        "disputes.html",
        _TOPIC,
        answer=visit.ask(disputes.list_disputes, query={"state": state}),
        names=campaign_names(visit.connection),
        state=state,
        assigns=assigns,
        opens=visit.user.role in _OPENS.split(),
        active=[each["rep"] for each in reps if each["is_active"]],
        refused=str(dispute_id),
        days=in_force(visit.connection, visit.now).dispute_days,
    )


@routes.post("/disputes/<uuid:dispute_id>/caller")
@deed(_ASSIGNS, back=list_disputes)
def post_caller(visit: Visit, dispute_id: UUID) -> str:
    if "to" not in visit.form:
        raise refuse("/to", "required", "a rep is needed")
    visit.ask(disputes.assign_caller, dispute_id=dispute_id, body={"to": visit.form["to"]})
    return url_for("web_disputes.list_disputes", told="kept")


@routes.get("/disputes/new")
@page(_OPENS)
def new_dispute(visit: Visit) -> Any:
    """A form for the lead that the address names, as a call sample's page links to it, or a person pasted."""
    days = in_force(visit.connection, visit.now).dispute_days
    asked = visit.form.get("lead") or visit.args.get("lead")
    lead = _read_lead(asked) or asked
    return visit.show("dispute_new.html", _TOPIC, lead=lead, days=days)


@routes.post("/disputes/new")
@deed(_OPENS, back=new_dispute)
def post_dispute(visit: Visit) -> str:
    body = {"by": visit.user.name, "reason": visit.form.get("reason", "")}
    visit.ask(disputes.dispute, lead_id=_lead_id(visit), body=body)
    return url_for("web_disputes.list_disputes", told="kept")


@routes.get("/disputes/<uuid:dispute_id>")
@page("rep", writes=True)
def show_dispute(visit: Visit, dispute_id: UUID) -> Any:
    """That she looked is recorded, as the API does it."""
    found = blind_call(visit.connection, dispute_id, visit.user.rep)
    return visit.show(
        "dispute.html",
        _TOPIC,
        blind=found,
        names=campaign_names(visit.connection),
        sheet=_sheet(visit, dispute_id) if found.found is None else None,
        options=[(word, say("words", visit.language, f"disposition_{word}")) for word in DISPOSITIONS],
    )


@routes.post("/disputes/<uuid:dispute_id>/decision")
@deed("rep", back=show_dispute)
def post_decision(visit: Visit, dispute_id: UUID) -> str:
    blind_call(visit.connection, dispute_id, visit.user.rep)
    body = {name: visit.form[name] for name in ("found", "note") if name in visit.form}
    visit.ask(disputes.decide, dispute_id=dispute_id, body={**body, "by": visit.user.rep})
    return url_for("web_disputes.show_dispute", dispute_id=dispute_id)


def _sheet(visit: Visit, dispute_id: UUID) -> Any:
    """Whom to call; None for who must not be called any more."""
    try:
        return visit.ask(disputes.show_disputed_contact, dispute_id=dispute_id)
    except Conflict:
        return None


def _lead_id(visit: Visit) -> UUID:
    found = _read_lead(visit.form.get("lead"))
    if found is None:
        raise refuse("/lead", "no_lead", "a lead's address or id is needed")
    return found


def _read_lead(text: str | None) -> UUID | None:
    """The last id of an address; None where it holds none."""
    found = _ID.findall(text or "")
    return UUID(found[-1]) if found else None
