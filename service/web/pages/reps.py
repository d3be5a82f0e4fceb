"""`/reps`: each rep against what her own leads promised; `/me`: a rep's own line, and nobody else's."""

from typing import Any, Final

from flask import Blueprint

from model.writing.numbers import Numbers
from service.charts.reps_ratios import reps_ratios
from service.http import assignments, reps
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.fair_play.blind_call import calls_of
from service.usecases.problems import NotFound
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.shown.asked_days import asked_days

routes = Blueprint("web_reps", __name__)
_TOPIC: Final = "reps_page"
# With fewer at work, a share beside the others' would tell what one of them got.
_LEAST_AT_WORK: Final = 4


@routes.get("/reps")
@page("sales_lead boss admin")
def list_reps(visit: Visit) -> Any:
    """All leads where no days are asked for: wins take longer than a month to come."""
    answer = _asked(visit)
    known = [each for each in answer["reps"] if each["by_score"]]
    return visit.show(
        "reps.html",
        _TOPIC,
        answer=answer,
        spec=reps_ratios(answer, visit.language) if known else None,
        strict=any(each["strictness"] for each in answer["reps"]),
        days=[each for each in answer["reps"] if each["first_leads"]],
        plain=Numbers(visit.language).decimal,
    )


@routes.get("/me")
@page("rep")
def show_me(visit: Visit) -> Any:
    """Of the team only what is one number for all of it."""
    answer = _asked(visit)
    rep = visit.user.rep
    if rep is None:
        raise NotFound("this user is no rep")
    mine = next((each for each in answer["reps"] if each["rep"] == rep), None)
    alone = [each for each in answer["one_rep_campaigns"] if each["rep"] == rep]
    return visit.show(
        "me.html",
        _TOPIC,
        answer={name: answer[name] for name in ("as_of", "since", "until", "team", "levels_since", "agreed")},
        mine=mine,
        alone=alone,
        share=_share(visit, rep),
        calls=calls_of(visit.connection, rep),
        names=campaign_names(visit.connection),
        plain=Numbers(visit.language).decimal,
    )


def _asked(visit: Visit) -> Any:
    days = asked_days(visit)
    return visit.kept(reps.list_reps, query={**days, "lang": visit.language})


def _share(visit: Visit, rep: str) -> dict[str, Any]:
    """What she got today; `ratio` is her expected revenue per working hour over that of all at work."""
    rows = visit.ask(assignments.show_shares)["reps"]
    mine = next((each for each in rows if each["rep"] == rep), None)
    at_work = [each for each in rows if each["working_minutes"]]
    worth = sum(each["expected_revenue"]["amount"] for each in at_work)
    minutes = sum(each["working_minutes"] for each in at_work)
    ratio = None
    if mine is not None and mine in at_work and worth and len(at_work) >= _LEAST_AT_WORK:
        ratio = mine["expected_revenue"]["amount"] / mine["working_minutes"] * minutes / worth
    return {
        "leads": mine["leads"] if mine else 0,
        "hours": mine["working_minutes"] / 60 if mine else 0,
        "ratio": ratio,
    }
