"""`/team`: what each rep got, what both sides kept of what they promised, and who works when."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from model.agreement import WEEKDAYS, write_shifts
from model.writing.numbers import Numbers
from service.http import assignments, service_levels, team
from service.store import reps
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import NotFound, refuse
from service.usecases.team.leads_waiting import leads_waiting
from service.web.forms.whole_number import whole
from service.web.forms.written_hours import read_days, read_week, week_lines, write_days, write_spans
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.web.shown.asked_days import asked_day, asked_days
from service.words import say

routes = Blueprint("web_team", __name__)
_TOPIC: Final = "team_page"
# Who gives leads and sets hours, and who sees what each rep's leads are worth.
_GIVES: Final = "sales_lead admin"
_WAITING_SHOWN: Final = 20


@routes.get("/team")
@page("sales_lead marketer boss admin")
def show_team(visit: Visit) -> Any:
    day = _day(visit)
    gives = visit.user.role in _GIVES.split()
    agreement = in_force(visit.connection, visit.now)
    rows = _with_hours(visit, _team(visit))
    active = [each["rep"] for each in rows if each["is_active"]]
    return visit.show(
        "team.html",
        _TOPIC,
        gives=gives,
        agreement=agreement,
        day_shown=day,
        days=_beside(visit, day),
        names=campaign_names(visit.connection),
        shares=_shares(visit.ask(assignments.show_shares, query={"day": day})["reps"]),
        levels=_levels(visit),
        team=rows,
        active=active,
        active_pairs=[(key, key) for key in active],
        on_duty=any(each["on_duty"] for each in rows),
        plain=partial(_plain, visit),
        waiting=leads_waiting(visit.connection, agreement, visit.now, _WAITING_SHOWN) if gives else None,
        given=_given(visit),
    )


@routes.get("/team/reps/<path:rep>")
@page(_GIVES)
def show_rep(visit: Visit, rep: str) -> Any:
    """A form of when she works."""
    found = next((each for each in _team(visit) if each["rep"] == rep), None)
    if found is None:
        raise NotFound("there is no such rep")
    hours, agreed = found["shifts"] or {}, in_force(visit.connection, visit.now)
    return visit.show(
        "team_rep.html",
        _TOPIC,
        rep=found,
        agreed=agreed,
        values={
            "calls_per_day": found["calls_per_day"],
            "absences": write_days(found["absences"], visit.language),
            **{f"shift_{day}": write_spans(hours.get(day, ())) for day in WEEKDAYS},
            **visit.form,
        },
        is_active="is_active" in visit.form if visit.form else found["is_active"],
        weekdays=WEEKDAYS,
        team_hours={day: write_spans(spans) for day, spans in write_shifts(agreed.shifts).items()},
    )


@routes.post("/team/reps")
@deed(_GIVES, back=show_team)
def post_new_rep(visit: Visit) -> str:
    rep = visit.form.get("new_rep", "")
    if not rep:
        raise refuse("/new_rep", "required", "a name or code is needed")
    added = visit.ask(team.put_rep, rep=rep, body={})["rep"]
    return url_for("web_team.show_rep", rep=added, told="kept")


@routes.post("/team/reps/<path:rep>")
@deed(_GIVES, back=show_rep)
def post_rep(visit: Visit, rep: str) -> str:
    """Hours and calls that are left empty are the team's."""
    if reps.known(visit.connection, rep) is None:
        raise NotFound("there is no such rep")
    calls = visit.form.get("calls_per_day")
    said = {
        "is_active": "is_active" in visit.form,
        "calls_per_day": whole(calls),
        "absences": read_days(visit.form.get("absences", ""), "/absences"),
        "shifts": read_week(visit.form) or None,
    }
    visit.ask(team.put_rep, rep=rep, body=said)
    return url_for("web_team.show_team", told="kept", _anchor="reps")


@routes.post("/team/turns")
@deed(_GIVES, back=show_team)
def post_turns(visit: Visit) -> str:
    given = visit.ask(assignments.run_assignments)["given"]
    return url_for("web_team.show_team", given=len(given))


@routes.post("/team/hand-over")
@deed(_GIVES, back=show_team)
def post_hand_over(visit: Visit) -> str:
    """A lead to a rep: `lead` is its id, or the address of its page."""
    if "rep" not in visit.form:
        raise refuse("/rep", "required", "a rep is needed")
    known = reps.known(visit.connection, visit.form["rep"])
    if known is None or not known.is_active:
        raise refuse("/rep", "unknown_rep", "an active rep of the team is needed")
    visit.ask(assignments.assign, lead_id=_lead_id(visit.form), body={"rep": visit.form["rep"]})
    return url_for("web_team.show_team", given=1)


def _levels(visit: Visit) -> Any:
    days = asked_days(visit, "today-27", "today+1")
    return visit.kept(service_levels.show_service_levels, query={**days, "lang": visit.language})


def _lead_id(form: Mapping[str, str]) -> UUID:
    written = form.get("lead", "").partition("?")[0].rstrip("/").rpartition("/")[2]
    try:
        return UUID(written)
    except ValueError as error:
        raise refuse("/lead", "no_lead", "a lead's address or id is needed") from error


def _day(visit: Visit) -> date:
    """The one that was asked for; today where it is none, or has not come."""
    return min(asked_day(visit.args.get("day")) or visit.today, visit.today)


def _beside(visit: Visit, day: date) -> dict[str, date | None]:
    """The days before and after; none that has not come."""
    later = day + timedelta(days=1) if day < visit.today else None
    return {"before": day - timedelta(days=1), "after": later}


def _shares(shares: list[dict[str, Any]]) -> dict[str, Any]:
    """With leads per working hour, and what the largest bar stands for."""
    rows = [
        {**each, "leads_per_hour": 60 * each["leads"] / each["working_minutes"]}
        if each["working_minutes"]
        else {**each, "leads_per_hour": None}
        for each in shares
    ]
    worth = [each["expected_revenue_per_hour"]["amount"] for each in rows if each["working_minutes"]]
    return {
        "rows": rows,
        "leads": sum(each["leads"] for each in rows),
        "most_worth": max(worth, default=0),
        "most_leads": max((each["leads_per_hour"] or 0 for each in rows), default=0),
    }


def _team(visit: Visit) -> list[dict[str, Any]]:
    """Who works here first."""
    found: list[dict[str, Any]] = visit.ask(team.show_team)["team"]
    return sorted(found, key=lambda each: not each["is_active"])


def _with_hours(visit: Visit, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With her own hours in words, and the days off that are to come."""
    w = partial(say, "words", visit.language)
    today = str(visit.today)
    return [
        {
            **each,
            "lines": week_lines(each["shifts"] or {}, w),
            "away": [day for day in each["absences"] if day >= today],
        }
        for each in rows
    ]


def _plain(visit: Visit, number: float | None) -> str:
    """A number with one digit after the point."""
    return "–" if number is None else Numbers(visit.language).decimal(number, 1)


def _given(visit: Visit) -> int | None:
    text = visit.args.get("given", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None
