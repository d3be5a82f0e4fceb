"""What Marketing does on a campaign's page: tells Sales, notes changes, answers, borrows leads."""

from datetime import datetime
from uuid import UUID

from flask import url_for

from service.http import ad_reviews, announcements, call_samples, campaigns, feedback
from service.http.schemas.campaigns import CampaignSchema
from service.http.validation import load
from service.usecases.campaigns.declare_campaign import declare_campaign, find_campaign
from service.usecases.problems import refuse
from service.usecases.source import Source
from service.web.forms.whole_number import whole
from service.web.frame.page import deed
from service.web.frame.visit import Visit
from service.web.pages.campaign import WRITERS, show_campaign
from service.web.pages.campaigns import routes

__all__ = ["routes"]


@routes.post("/campaigns/<path:key>/announcements")
@deed(WRITERS, back=show_campaign)
def post_announcement(visit: Visit, key: str) -> str:
    body = {"by": visit.user.name, "text": visit.form.get("text")}
    visit.ask(announcements.announce, key=key, body=body)
    return _back(key, "talk")


@routes.post("/campaigns/<path:key>/message")
@deed(WRITERS, back=show_campaign)
def post_message(visit: Visit, key: str) -> str:
    """What the ads promise, as reps see it beside each lead."""
    campaign = find_campaign(visit.connection, key)
    said = load(CampaignSchema(), {"message": visit.form.get("message")})
    source = Source(f"user:{visit.user.id.hex}", "marketing")
    declare_campaign(visit.connection, source, campaign.key, said, visit.now)
    return _back(key, "talk")


@routes.post("/campaigns/<path:key>/changes")
@deed(WRITERS, back=show_campaign)
def post_change(visit: Visit, key: str) -> str:
    body = {"kind": visit.form.get("kind"), "note": visit.form.get("note")}
    occurred_at = _instant(visit, visit.form.get("occurred_at"))
    visit.ask(
        campaigns.post_change, key=key, body=body | ({"occurred_at": occurred_at} if occurred_at else {})
    )
    return _back(key, "changes")


@routes.post("/campaigns/<path:key>/answers")
@deed(WRITERS, back=show_campaign)
def post_answer(visit: Visit, key: str) -> str:
    body = {"by": visit.user.name, "answer": visit.form.get("answer")}
    if "file_url" in visit.form:
        body["file_url"] = visit.form["file_url"]
    visit.ask(feedback.post_feedback_answer, feedback_id=_id(visit.form.get("feedback", "")), body=body)
    return _back(key, "heard")


@routes.post("/campaigns/<path:key>/call-sample")
@deed(WRITERS, back=show_campaign)
def post_sample(visit: Visit, key: str) -> str:
    size = visit.form.get("size", "")
    body = {"lent_to": visit.user.name, "size": whole(size)}
    lent = visit.ask(call_samples.lend_sample, key=key, body=body)
    return url_for("web_samples.show_sample", sample_id=lent["id"], told="done")


@routes.post("/campaigns/<path:key>/ad-reviews")
@deed(WRITERS, back=show_campaign)
def post_ad_review(visit: Visit, key: str) -> str:
    said = {"ad": visit.form.get("ad"), "text": visit.form.get("promise"), "by": visit.user.name}
    visit.ask(ad_reviews.ask_ad_review, body={**said, "campaign": key})
    return _back(key, "reviews")


def _back(key: str, anchor: str) -> str:
    return url_for("web_campaigns.show", key=key, told="kept", _anchor=anchor)


def _instant(visit: Visit, text: str | None) -> str | None:
    """A time as a browser's field has it, in the company's zone."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return text
    return None if moment is None else moment.replace(tzinfo=visit.parts.company.timezone).isoformat()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise refuse("/feedback", "unknown", "what was said is needed") from error
