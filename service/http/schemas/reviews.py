"""The weekly review as it is written and answered."""

from marshmallow import Schema, fields

from model.campaign.quality.verdict import VERDICTS
from model.vocabulary import CHANGE_KINDS, SIDES
from service.http.schemas.actions import ActionAnswer, FigureAnswer
from service.http.schemas.alerts import AlertAnswer
from service.http.schemas.bridge import BridgeAnswer
from service.http.schemas.feedback import FeedbackAnswer
from service.http.schemas.fields import AmountAnswer, Body, Said, Tally, Text, Word
from service.usecases.bridge.period_figures import NAMES
from service.usecases.review.review_week import NOTE_KINDS
from service.words import LANGUAGES

FORMATS = ("json", "markdown", "text", "png")


class ReviewQuery(Body):
    """`text` is under 1,000 characters, `png` one picture: both for a chat."""

    format = Said(FORMATS, required=False, load_default="json")
    lang = Said(LANGUAGES, required=False, load_default="vi")


class NoteSchema(Body):
    """Thanks to the other side, a change or a test that was made, or what runs now."""

    side = Word(SIDES, required=True)
    kind = Word(NOTE_KINDS, required=True)
    text = Text(500, shortest=1, required=True)
    by = Text(200, shortest=1, required=True)


class FreezeSchema(Body):
    by = Text(200, shortest=1, required=True)


class NoteAnswer(Schema):
    side = Said(SIDES)
    kind = Said(NOTE_KINDS)
    text = fields.String(required=True)
    by = fields.String(required=True)
    written_at = fields.AwareDateTime(required=True)


class NotesAnswer(Schema):
    """All notes of the week."""

    week = fields.String(required=True)
    notes = fields.List(fields.Nested(NoteAnswer), required=True)


class FrozenAnswer(Schema):
    week = fields.String(required=True)
    closed_at = fields.AwareDateTime(required=True)
    closed_by = fields.String(required=True)


class ReviewFigureAnswer(Schema):
    """This week and the one before. `low` to `high` holds the true share 19 times in 20, where it is known.

    `frozen` is what it was when the review ended and `since_frozen` what came or went later; null until then.
    `clock` says whether it is of the days on which leads came or on which deals closed.
    """

    name = Said(NAMES)
    clock = Said(("arrival", "closing"))
    now = fields.Nested(FigureAnswer, required=True)
    last = fields.Nested(FigureAnswer, required=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    target = fields.Float(required=True, allow_none=True)
    verdict = Said(VERDICTS, allow_none=True)
    frozen = fields.Nested(FigureAnswer, required=True, allow_none=True)
    since_frozen = fields.Nested(FigureAnswer, required=True, allow_none=True)


class ChangeMadeAnswer(Schema):
    campaign = fields.String(required=True)
    kind = Said(CHANGE_KINDS)
    note = fields.String(required=True, allow_none=True)
    occurred_at = fields.AwareDateTime(required=True)


class MarketingEffortAnswer(Schema):
    """`answered` counts questions of Sales answered in the week."""

    changes = fields.List(fields.Nested(ChangeMadeAnswer), required=True)
    answered = Tally()


class SalesEffortAnswer(Schema):
    """Contact attempts made in the week: on how many leads, how many reached somebody, by how many reps."""

    attempts = Tally()
    leads = Tally()
    reached = Tally()
    reps = Tally()


class RunningAnswer(Schema):
    """A campaign that brought leads or cost something in the week."""

    campaign = fields.String(required=True)
    message = fields.String(required=True, allow_none=True)
    leads = Tally()
    spend = fields.Nested(AmountAnswer, required=True)


class ReviewAnswer(Schema):
    """Of the days [since, until) of the company's zone. `earlier_actions` are those of 2 and 4 weeks ago."""

    week = fields.String(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    as_of = fields.AwareDateTime(required=True)
    closed = fields.Nested(FrozenAnswer, required=True, allow_none=True)
    marketing = fields.Nested(MarketingEffortAnswer, required=True)
    sales = fields.Nested(SalesEffortAnswer, required=True)
    notes = fields.List(fields.Nested(NoteAnswer), required=True)
    figures = fields.List(fields.Nested(ReviewFigureAnswer), required=True)
    bridge = fields.Nested(BridgeAnswer, required=True)
    alerts = fields.List(fields.Nested(AlertAnswer), required=True)
    running = fields.List(fields.Nested(RunningAnswer), required=True)
    heard = fields.List(fields.Nested(FeedbackAnswer), required=True)
    actions = fields.List(fields.Nested(ActionAnswer), required=True)
    earlier_actions = fields.List(fields.Nested(ActionAnswer), required=True)
