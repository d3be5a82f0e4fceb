"""The boss's page as it is answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.actions import ActionAnswer, FigureAnswer
from service.http.schemas.alerts import SentenceAnswer
from service.http.schemas.fields import Body, Said, Tally
from service.usecases.review.overview import SHOWN
from service.words import LANGUAGES


class OverviewQuery(Body):
    """`lang` is taken as elsewhere and held to its words; sentences and labels hold both languages anyway."""

    lang = Said(LANGUAGES, required=False, load_default="vi")


class OverviewFigureAnswer(Schema):
    """These four weeks and the four before; `low` to `high` is 95 % sure. What is to come is of today,
    null where no model scored these leads.
    """

    name = Said(SHOWN)
    label = fields.Nested(SentenceAnswer, required=True)
    now = fields.Nested(FigureAnswer, required=True)
    before = fields.Nested(FigureAnswer, required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    target = fields.Float(required=True, allow_none=True)


class OverviewAnswer(Schema):
    """Of the last four whole weeks of the company's time zone, the days [since, until)."""

    as_of = fields.AwareDateTime(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    figures = fields.List(
        fields.Nested(OverviewFigureAnswer), required=True, validate=validate.Length(equal=len(SHOWN))
    )
    sentences = fields.List(fields.Nested(SentenceAnswer), required=True, validate=validate.Length(equal=3))
    open_alerts = Tally()
    actions = fields.List(fields.Nested(ActionAnswer), required=True)
