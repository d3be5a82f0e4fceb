"""The shared funnel as it is asked for and answered."""

from marshmallow import Schema, fields, validate

from model.campaign.funnel import BOTH, STEPS
from model.vocabulary import SIDES
from service.http.schemas.fields import AmountAnswer, Body, Day, Said, Tally
from service.words import LANGUAGES


class FunnelQuery(Body):
    """Days of the company's time zone, half open; all leads, undated ones too, where neither is given."""

    since = Day()
    until = Day()
    lang = Said(LANGUAGES, required=False, load_default="vi")


class StepAnswer(Schema):
    """`count` leads got here, `rate` of those before. `lost` of those before never will, `waiting` may yet.

    `leak` is what the lost would have brought like the others that got as far; null where too few are won.
    """

    step = Said(STEPS)
    label = fields.String(required=True)
    owner = Said((*SIDES, BOTH))
    count = Tally(allow_none=True)
    rate = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))
    lost = Tally(allow_none=True)
    waiting = Tally(allow_none=True)
    amount = fields.Nested(AmountAnswer, required=True, allow_none=True)
    leak = fields.Nested(AmountAnswer, required=True, allow_none=True)


class FunnelAnswer(Schema):
    as_of = fields.AwareDateTime(required=True)
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True)
    undated = Tally()
    version = Tally()
    steps = fields.List(fields.Nested(StepAnswer), required=True)
    cost_per_lead = fields.Nested(AmountAnswer, required=True, allow_none=True)
    largest_leak = Said(STEPS, allow_none=True)
    sentences = fields.List(fields.String(), required=True)
