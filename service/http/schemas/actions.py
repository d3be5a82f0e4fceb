"""Actions as they are sent and answered."""

from marshmallow import Schema, fields

from model.vocabulary import SIDES
from service.http.schemas.fields import AmountAnswer, Body, Day, FlagQuery, Said, Text, Word
from service.usecases.review.action_figures import FIGURES


class WeekName(Text):
    """An ISO week, as 2026-W47."""

    def __init__(self) -> None:
        super().__init__(8)


class AgreedSchema(Body):
    """`figure` is what it should move, of a campaign or a rep (its key) or of the company."""

    what = Text(500, shortest=1, required=True)
    who = Text(200, shortest=1, required=True)
    due = Day(required=True)
    side = Word(SIDES, required=True)
    figure = Word(FIGURES)
    subject = Text(200)


class ActionSchema(AgreedSchema):
    """The same of a review (its week), by whom."""

    week = WeekName()
    by = Text(200, shortest=1, required=True)


class DoneSchema(Body):
    by = Text(200, shortest=1, required=True)


class ActionsQuery(Body):
    """Open ones, done ones, or all where it is not said."""

    open = FlagQuery()


class FigureAnswer(Schema):
    """A share or a ratio as a number, an amount as money; both null where it is undefined."""

    value = fields.Float(required=True, allow_none=True)
    money = fields.Nested(AmountAnswer, required=True, allow_none=True)


class MovedFigureAnswer(Schema):
    """Of the leads submitted in the four weeks before, and in the two and four after; null until then."""

    name = Said(FIGURES)
    subject = fields.String(required=True)
    at_start = fields.Nested(FigureAnswer, required=True, allow_none=True)
    after_2_weeks = fields.Nested(FigureAnswer, required=True, allow_none=True)
    after_4_weeks = fields.Nested(FigureAnswer, required=True, allow_none=True)


class ActionAnswer(Schema):
    id = fields.UUID(required=True)
    what = fields.String(required=True)
    who = fields.String(required=True)
    due = fields.Date(required=True)
    is_late = fields.Boolean(required=True)
    side = Said(SIDES)
    figure = fields.Nested(MovedFigureAnswer, required=True, allow_none=True)
    week = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    created_by = fields.String(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
    done_by = fields.String(required=True, allow_none=True)


class ActionsAnswer(Schema):
    actions = fields.List(fields.Nested(ActionAnswer), required=True)
