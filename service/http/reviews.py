"""`/v1/reviews/{week}`: the weekly meeting of both teams, as data, as text, and as a picture."""

from flask import Blueprint

from model.vocabulary import MARKETING, SALES
from service.charts.review_picture import review_picture
from service.http.call import Answer, Call
from service.http.operation import operation
from service.http.problem import Problem
from service.http.review_answer import frozen_answer, note_answer, review_answer
from service.http.schemas.reviews import (
    FreezeSchema,
    FrozenAnswer,
    NotesAnswer,
    NoteSchema,
    ReviewAnswer,
    ReviewQuery,
)
from service.store import closed_periods, review_notes
from service.usecases.fair_play.agreement import in_force
from service.usecases.review.freeze_week import freeze_week, write_note
from service.usecases.review.review_texts import markdown, plain_text
from service.usecases.review.review_week import review_week

routes = Blueprint("reviews", __name__)
_SCOPES = "marketing crm admin"
_SIDE_OF_SCOPE = {"marketing": MARKETING, "crm": SALES}
_MARKDOWN, _TEXT, _PNG = "text/markdown; charset=utf-8", "text/plain; charset=utf-8", "image/png"


@routes.get("/v1/reviews/<week>")
@operation(
    "Show a week to both teams: effort, figures, why, alerts, what Sales heard, thanks, actions",
    scopes=_SCOPES,
    query=ReviewQuery(),
    answers={200: (ReviewAnswer(), "text/markdown", "text/plain", "image/png")},
)
def show_review(call: Call, week: str) -> Answer:
    company, language = call.parts.company, call.query["lang"]
    agreement = in_force(call.connection, call.now)
    review = review_week(call.connection, company, agreement, call.parts.horizon_days, week, call.now)
    if call.query["format"] == "markdown":
        return Answer(markdown(company, review, language), content_type=_MARKDOWN)
    if call.query["format"] == "text":
        return Answer(plain_text(company, review, language), content_type=_TEXT)
    if call.query["format"] == "png":
        return Answer(review_picture(company, review, language), content_type=_PNG)
    return Answer(review_answer(company, review, language))


@routes.post("/v1/reviews/<week>/notes")
@operation(
    "Write what a side says in the review: thanks, a change, a test, what runs now",
    scopes=_SCOPES,
    body=NoteSchema(),
    answers={201: NotesAnswer()},
    writes=True,
)
def post_note(call: Call, week: str) -> Answer:
    own = _SIDE_OF_SCOPE.get(call.caller.source.scope)
    if own is not None and own != call.body["side"]:
        raise Problem(403, f"this key writes for {own}")
    write_note(call.connection, call.parts.company, week, **call.body, now=call.now)
    rows = review_notes.of_week(call.connection, week)
    return Answer({"week": week, "notes": [note_answer(row) for row in rows]}, 201)


@routes.post("/v1/reviews/<week>/freeze")
@operation(
    "End the review: its figures stay as they are, later changes are shown beside them",
    scopes=_SCOPES,
    body=FreezeSchema(),
    answers={200: FrozenAnswer()},
    writes=True,
)
def freeze(call: Call, week: str) -> Answer:
    agreement = in_force(call.connection, call.now)
    parts, by = call.parts, call.body["by"]
    freeze_week(call.connection, parts.company, agreement, parts.horizon_days, week, by, call.now)
    closed = closed_periods.find(call.connection, week)
    assert closed is not None
    return Answer(frozen_answer(week, closed))
