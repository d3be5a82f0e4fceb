"""`/reviews/<week>`: the weekly meeting, from top to bottom, and its end."""

from functools import partial
from typing import Any, Final

from flask import Blueprint, redirect, url_for

from service.charts.bridge_waterfall import bridge_waterfall
from service.http import reviews
from service.http.problem import Problem
from service.http.review_answer import said_answer
from service.store import kept_answers
from service.usecases.campaigns.something_came import something_came
from service.usecases.problems import Refused
from service.usecases.review.iso_week import begun_week
from service.usecases.review.keep_actions import MOST_OPEN
from service.usecases.review.said_in_week import said_in_week
from service.web.forms.action_forms import action_values
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.web.shown.meeting_week import MeetingWeek, week_discussed
from service.web.shown.one_sheet import PRINTED, is_much
from service.web.shown.week_figures import WeekFigures
from service.words import say

routes = Blueprint("web_reviews", __name__)
ROLES: Final = "marketer sales_lead boss admin"
# Of the thirty minutes, from top to bottom.
MINUTES: Final = {
    "effort": 3,
    "figures": 5,
    "why": 5,
    "alerts": 4,
    "running": 2,
    "heard": 5,
    "thanks": 1,
    "actions": 5,
}


@routes.get("/reviews")
@page(ROLES)
def show_this_week(visit: Visit) -> Any:
    return redirect(url_for("web_reviews.show_review", week=week_discussed(visit.today)), 303)


@routes.get("/reviews/<string(length=8):week>")
@page(ROLES)
def show_review(visit: Visit, week: str) -> Any:
    """Figures are of some minutes ago; what people write is there at once."""
    about = meeting_week(visit, week)
    said = said_in_week(visit.connection, visit.parts.company, about.monday)
    query = {"lang": visit.language}
    figures = visit.kept(reviews.show_review, query=query, week=week)
    if said.closed is not None and figures["closed"] is None:  # by another door, since it was kept
        figures = visit.ask(reviews.show_review, query=query, week=week)
    answer = {**figures, **said_answer(visit.parts.company, week, said, visit.today)}
    written = WeekFigures(visit.language, visit.parts.company.timezone)
    running = [each["campaign"] for each in answer["running"]]
    return visit.show(
        "review.html",
        "reviews_page",
        answer=answer,
        about=about,
        something_came=something_came(visit.connection, visit.parts.company, about.monday, about.until),
        minutes=MINUTES,
        rows=written.rows(answer["figures"]),
        waterfall=bridge_waterfall(answer["bridge"], visit.language),
        finish=lambda id: url_for("web_review_forms.finish", week=week, action_id=id),
        change=lambda id: url_for("web_review_forms.change_action", week=week, action_id=id),
        take=lambda id: url_for("web_review_forms.take_alert", week=week, alert_id=id),
        most_open=MOST_OPEN,
        printed=PRINTED,
        is_much=is_much(answer),
        e=partial(say, "alerts_page", visit.language),
        **action_values(visit, running),
    )


def back_to_review(visit: Visit, week: str, **_of_the_form: Any) -> Any:
    """Where a form of the review is not taken, whatever else its address names."""
    return show_review.__wrapped__(visit, week)  # type: ignore[attr-defined] # what `page` declared


@routes.post("/reviews/<string(length=8):week>/freeze")
@deed(ROLES, back=back_to_review)
def freeze(visit: Visit, week: str) -> str:
    visit.ask(reviews.freeze, body={"by": visit.user.name}, week=week)
    # What was kept a minute ago does not know that it is frozen.
    kept_answers.forget(visit.connection, ["reviews.show_review"])
    return url_for("web_reviews.show_review", week=week, told="done", _anchor="end")


def meeting_week(visit: Visit, week: str) -> MeetingWeek:
    """Raises Problem 404 for a week that has not begun, or that is none."""
    try:
        return MeetingWeek(begun_week(visit.parts.company, week, visit.now, "/week"), visit.today)
    except Refused as error:
        raise Problem(404, "there is no such week yet") from error
