"""`/v1/ad-reviews`: Marketing asks, a rep says whether she could sell what the ad promises."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.ad_reviews import AdReviewAnswer, AdReviewsAnswer, AdReviewSchema, AdVerdictSchema
from service.store import ad_reviews
from service.store.columns import Row
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.fair_play.review_ad import ask_for_review, find_review, give_review
from service.usecases.problems import NotFound, refuse

routes = Blueprint("ad_reviews", __name__)
_SHOWN = 100


@routes.get("/v1/ad-reviews")
@operation(
    "List ads that a rep looks at before they run",
    scopes="marketing crm",
    answers={200: AdReviewsAnswer()},
)
def list_ad_reviews(call: Call) -> Answer:
    return Answer({"reviews": [_answer(row) for row in ad_reviews.newest_first(call.connection, _SHOWN)]})


@routes.post("/v1/ad-reviews")
@operation(
    "Ask a rep to look at an ad before it runs",
    scopes="marketing",
    body=AdReviewSchema(),
    answers={201: AdReviewAnswer()},
    writes=True,
)
def ask_ad_review(call: Call) -> Answer:
    body, key = call.body, call.body.get("campaign")
    campaign_id = _campaign(call, key).id if key else None
    review_id = ask_for_review(call.connection, campaign_id, body["ad"], body["text"], body["by"], call.now)
    return Answer(_answer(find_review(call.connection, review_id)), 201)


@routes.post("/v1/ad-reviews/<uuid:review_id>/verdict")
@operation(
    "Say whether an ad can be sold as it is",
    scopes="crm",
    body=AdVerdictSchema(),
    answers={200: AdReviewAnswer()},
    writes=True,
)
def give_ad_verdict(call: Call, review_id: UUID) -> Answer:
    body = call.body
    give_review(call.connection, review_id, body["rep"], body["verdict"], body.get("note"), call.now)
    return Answer(_answer(find_review(call.connection, review_id)))


def _campaign(call: Call, key: str) -> Row:
    try:
        return find_campaign(call.connection, key)
    except NotFound as error:
        raise refuse("/campaign", "unknown", "a campaign that is known is needed") from error


def _answer(row: Row) -> dict[str, Any]:
    said = ("campaign", "ad", "text", "asked_by", "rep", "verdict", "note")
    return {
        "id": str(row.id),
        **{name: row._mapping[name] for name in said},
        "asked_at": instant(row.asked_at),
        "reviewed_at": instant(row.reviewed_at),
    }
