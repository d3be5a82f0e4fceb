"""What is written into a review during the meeting: notes, answers, actions, alerts that somebody takes."""

from typing import Final
from uuid import UUID

from flask import Blueprint, url_for

from service.http import actions, alerts, feedback, reviews
from service.web.forms.action_forms import action_body, agreed_body, alert_body
from service.web.frame.page import deed
from service.web.frame.visit import Visit
from service.web.pages.reviews import ROLES, back_to_review, meeting_week
from service.web.shown.people import side_of

routes = Blueprint("web_review_forms", __name__)
_WEEK: Final = "/reviews/<string(length=8):week>"


@routes.post(f"{_WEEK}/notes")
@deed("marketer sales_lead admin", back=back_to_review)
def post_note(visit: Visit, week: str) -> str:
    """Each side speaks for itself; an admin may write down either's."""
    kind = visit.form.get("kind", "")
    said = {"side": side_of(visit.user.role) or visit.form.get("side", ""), "kind": kind}
    body = {**said, "text": visit.form.get("text", ""), "by": visit.user.name}
    visit.ask(reviews.post_note, body=body, week=week)
    return _go(week, "thanks" if kind == "thanks" else "effort")


@routes.post(f"{_WEEK}/heard/<uuid:feedback_id>")
@deed(ROLES, back=back_to_review)
def post_answer(visit: Visit, week: str, feedback_id: UUID) -> str:
    said = {name: visit.form[name] for name in ("answer", "file_url") if name in visit.form}
    visit.ask(feedback.post_feedback_answer, body={**said, "by": visit.user.name}, feedback_id=feedback_id)
    return _go(week, "heard")


@routes.post(f"{_WEEK}/alerts/<uuid:alert_id>")
@deed(ROLES, back=back_to_review)
def take_alert(visit: Visit, week: str, alert_id: UUID) -> str:
    meeting_week(visit, week)
    visit.ask(alerts.post_alert_action, body={**alert_body(visit), "week": week}, alert_id=alert_id)
    return _go(week, "actions")


@routes.post(f"{_WEEK}/actions")
@deed(ROLES, back=back_to_review)
def post_action(visit: Visit, week: str) -> str:
    visit.ask(actions.post_action, body={**action_body(visit), "week": week})
    return _go(week, "actions")


@routes.post(f"{_WEEK}/actions/<uuid:action_id>")
@deed(ROLES, back=back_to_review)
def change_action(visit: Visit, week: str, action_id: UUID) -> str:
    visit.ask(actions.put_action, body=agreed_body(visit), action_id=action_id)
    return _go(week, "actions")


@routes.post(f"{_WEEK}/actions/<uuid:action_id>/done")
@deed(ROLES, back=back_to_review)
def finish(visit: Visit, week: str, action_id: UUID) -> str:
    visit.ask(actions.finish, body={"by": visit.user.name}, action_id=action_id)
    return _go(week, "actions")


def _go(week: str, part: str) -> str:
    return url_for("web_reviews.show_review", week=week, told="kept", _anchor=part)
