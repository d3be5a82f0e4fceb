"""`/desk`: a rep's leads in the order to call, and what she taps at them; leads that come by chat."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from model.vocabulary import CHANNELS, QUALIFIED
from service.http import (
    announcements,
    assignments,
    attempts,
    desk,
    dispositions,
    feedback,
    leads,
    outcomes,
    people,
)
from service.store import reps
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.desk.desk_of_rep import MOST_SHOWN
from service.usecases.desk.whose_lead import check_owner
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import refuse
from service.web.forms.desk_forms import attempt_body, disposition_body, feedback_body, outcome_body
from service.web.frame.page import deed, page
from service.web.frame.roles import REP
from service.web.frame.visit import Visit
from service.web.pages.leads import show_lead
from service.web.shown.desk_asked import blind_calls, unread
from service.web.shown.desk_start import start_of_day
from service.web.shown.desk_values import DEAL, HEARD, JUDGE, TALKED, TOPIC, lead_values, read_id
from service.words import say

routes = Blueprint("web_desk", __name__)
_WORKERS: Final = "rep sales_lead admin"
# The next lead and ten after it: more than that is a long way down on a phone.
_SHOWN_AT_FIRST: Final = 11


@routes.get("/desk")
@page(_WORKERS)
def show_desk(visit: Visit, lead_id: UUID | None = None) -> Any:
    """Her own desk; a sales lead chooses whose. `lead_id`, or `lead` of the address, is then the first.

    `all` of the address lists as many as the API does.
    """
    team = [row.key for row in reps.listing(visit.connection) if row.is_active]
    rep = _rep(visit, team)
    if rep is None:
        return visit.show("desk_nobody.html", TOPIC)
    limit = MOST_SHOWN if "all" in visit.args else _SHOWN_AT_FIRST
    answer = visit.ask(desk.show_desk, query={"rep": rep, "limit": limit})
    first = _first(visit, answer["leads"], lead_id)
    calls = blind_calls(visit)
    return visit.show(
        "desk.html",
        TOPIC,
        answer=answer,
        start=start_of_day(visit, rep),
        unread=unread(visit),
        calls=calls,
        names=campaign_names(visit.connection) if calls else {},
        first=first,
        rest=[each for each in answer["leads"] if first is None or each["id"] != first["id"]],
        team=team if visit.user.role != REP else [],
        team_options=[(key, key) for key in team],
        place="desk",
        lists_all=limit == MOST_SHOWN,
        **lead_values(visit, in_force(visit.connection, visit.now)),
    )


def _rep(visit: Visit, team: list[str]) -> str | None:
    """Hers; else whom she chose, or the first of the team; None where there is no rep at all."""
    if visit.user.role == REP:
        return visit.user.rep
    chosen = visit.args.get("rep", visit.form.get("desk_of"))
    return chosen if chosen in team else next(iter(team), None)


def _first(visit: Visit, listed: list[dict[str, Any]], lead_id: UUID | None) -> Mapping[str, Any] | None:
    """Which lead is open: the one that is asked for, also where the list does not reach it; else the next."""
    wanted = lead_id or read_id(visit.args.get("lead"))
    if wanted is None:
        return next(iter(listed), None)
    found = next((each for each in listed if each["id"] == str(wanted)), None)
    if found is None:
        _check(visit, wanted)
        found = visit.ask(desk.show_desk_lead, lead_id=wanted)
    return found


def _again(visit: Visit, lead_id: UUID) -> Any:
    """The page that the form stood on."""
    show = show_lead if visit.form.get("place") == "lead" else show_desk
    return show.__wrapped__(visit, lead_id)  # type: ignore[attr-defined] # `page` wraps


_again.writes = True  # type: ignore[attr-defined] # as `page` says of what it declares


@routes.post("/desk/leads/<uuid:lead_id>/attempts")
@deed(_WORKERS, back=_again)
def post_attempt(visit: Visit, lead_id: UUID) -> str:
    """After a conversation the lead stays, so that it is judged; else the next one is called."""
    _check(visit, lead_id)
    body = attempt_body(visit)
    visit.ask(attempts.record_attempt, lead_id=lead_id, body=body)
    return _then(visit, lead_id, stays=body["result"] in TALKED, part=JUDGE)


@routes.post("/desk/leads/<uuid:lead_id>/disposition")
@deed(_WORKERS, back=_again)
def post_disposition(visit: Visit, lead_id: UUID) -> str:
    _check(visit, lead_id)
    body = disposition_body(visit, in_force(visit.connection, visit.now))
    visit.ask(dispositions.record_disposition, lead_id=lead_id, body=body)
    return _then(visit, lead_id, stays=body["disposition"] == QUALIFIED, part=DEAL)


@routes.post("/desk/leads/<uuid:lead_id>/outcome")
@deed(_WORKERS, back=_again)
def post_outcome(visit: Visit, lead_id: UUID) -> str:
    _check(visit, lead_id)
    visit.ask(outcomes.record_outcome, lead_id=lead_id, body=outcome_body(visit))
    return _then(visit, lead_id, stays=False)


@routes.post("/desk/leads/<uuid:lead_id>/feedback")
@deed(_WORKERS, back=_again)
def post_feedback(visit: Visit, lead_id: UUID) -> str:
    _check(visit, lead_id)
    visit.ask(feedback.post_feedback, body=feedback_body(visit, lead_id))
    return _then(visit, lead_id, stays=True, part=HEARD)


@routes.post("/desk/leads/<uuid:lead_id>/do-not-contact")
@deed(_WORKERS, back=_again)
def post_do_not_contact(visit: Visit, lead_id: UUID) -> str:
    _check(visit, lead_id)
    visit.ask(people.stop, lead_id=lead_id)
    return _then(visit, lead_id, stays=False)


@routes.post("/desk/announcements/<uuid:announcement_id>/read")
@deed(REP, back=show_desk)
def post_read(visit: Visit, announcement_id: UUID) -> str:
    visit.ask(announcements.read_announcement, announcement_id=announcement_id, body={"rep": visit.user.rep})
    return url_for("web_desk.show_desk")


@routes.get("/desk/add")
@page(_WORKERS)
def show_add(visit: Visit) -> Any:
    """After a chat with several phones was sent, they are there to choose from."""
    phones = []
    if "text" in visit.form and any(each.code == "several_phones" for each in visit.problems):
        phones = visit.ask(desk.read_chat, body={"text": visit.form["text"]})["phones"]
    channels = [(word, say("words", visit.language, f"channel_{word}")) for word in CHANNELS]
    values = {"phone_options": [(phone, phone) for phone in phones], "channels": channels}
    names = campaign_names(visit.connection)
    return visit.show("desk_add.html", TOPIC, campaigns=list(names.items()), **values)


@routes.post("/desk/add")
@deed(_WORKERS, back=show_add)
def post_add(visit: Visit) -> str:
    """Who adds a lead works it."""
    asked = {name: visit.form[name] for name in ("text", "campaign", "channel") if name in visit.form}
    read = visit.ask(desk.read_chat, body=asked)
    lead, chosen = read["lead"], visit.form.get("phone")
    if lead["campaign"] not in (None, *campaign_names(visit.connection)):
        raise refuse("/campaign", "unknown_campaign", "a campaign that is known is needed")
    if len(read["phones"]) > 1:
        if chosen not in read["phones"]:
            raise refuse("/phone", "several_phones", "the customer's of several phones is needed")
        lead["contact"]["phone"] = chosen
    lead_id = visit.ask(leads.create_lead, body=lead)["id"]
    if visit.user.rep is not None:
        visit.ask(assignments.assign, lead_id=UUID(lead_id), body={"rep": visit.user.rep})
    return url_for("web_leads.show_lead", lead_id=lead_id, told="kept")


def _check(visit: Visit, lead_id: UUID) -> None:
    check_owner(visit.connection, lead_id, visit.user.rep if visit.user.role == REP else None)


def _then(visit: Visit, lead_id: UUID, *, stays: bool, part: str = "") -> str:
    """Where she goes on: at this lead, or at the next one."""
    if visit.form.get("place") == "lead":
        return url_for("web_leads.show_lead", lead_id=lead_id, told="kept", _anchor=part)
    asked: dict[str, Any] = {"rep": visit.form.get("desk_of"), "lead": str(lead_id) if stays else None}
    return url_for("web_desk.show_desk", told="kept", _anchor=part if stays else None, **asked)
