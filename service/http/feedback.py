"""`/v1/feedback`: what Sales heard, one tap after a call, and what Marketing answers."""

from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.feedback_answer import feedback_answer
from service.http.operation import operation
from service.http.schemas.feedback import (
    FeedbackAnswer,
    FeedbackAnswerSchema,
    FeedbackListAnswer,
    FeedbackQuery,
    FeedbackSchema,
)
from service.store import feedback
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.review.record_feedback import (
    NewFeedback,
    answer_feedback,
    campaign_named,
    record_feedback,
)

routes = Blueprint("feedback", __name__)
_SCOPES = "marketing crm admin"
_MOST_SHOWN = 200


@routes.get("/v1/feedback")
@operation(
    "List what Sales heard, the newest first",
    scopes=_SCOPES,
    query=FeedbackQuery(),
    answers={200: FeedbackListAnswer()},
)
def list_feedback(call: Call) -> Answer:
    key = campaign_key(call.query.get("campaign"))
    campaign_id = campaign_named(call.connection, key) if key else None
    rows = feedback.newest_first(call.connection, campaign_id, call.query.get("answered"), _MOST_SHOWN)
    return Answer({"feedback": [feedback_answer(row) for row in rows]})


@routes.post("/v1/feedback")
@operation(
    "Say what was heard or asked in a call",
    scopes="crm admin",
    body=FeedbackSchema(),
    answers={201: FeedbackAnswer()},
    writes=True,
)
def post_feedback(call: Call) -> Answer:
    body = call.body
    new = NewFeedback(
        **{name: body[name] for name in ("kind", "text", "by")},
        campaign=campaign_key(body.get("campaign")),
        lead_id=body.get("lead_id"),
        rep=body.get("rep") or None,
        owner=body.get("owner") or None,
        due=body.get("due"),
    )
    row = record_feedback(call.connection, call.parts.company, new, call.now)
    return Answer(feedback_answer(row), 201)


@routes.post("/v1/feedback/<uuid:feedback_id>/answer")
@operation(
    "Answer what Sales asked; reps see it at the campaign's next lead",
    scopes=_SCOPES,
    body=FeedbackAnswerSchema(),
    answers={200: FeedbackAnswer()},
    writes=True,
)
def post_feedback_answer(call: Call, feedback_id: UUID) -> Answer:
    body = call.body
    file_url = body.get("file_url") or None
    row = answer_feedback(call.connection, feedback_id, body["by"], body["answer"], file_url, call.now)
    return Answer(feedback_answer(row))
