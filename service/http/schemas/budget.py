"""The budget advice as it is asked for and answered."""

from marshmallow import Schema, fields, validate

from model.campaign.budget_advice import WORDS
from service.http.schemas.fields import AmountAnswer, Body, Said, Tally, Word
from service.words import LANGUAGES

GAINS = ("revenue", "profit")


class BudgetQuery(Body):
    lang = Word(LANGUAGES, load_default="vi", allow_none=False)


class AmountIntervalAnswer(Schema):
    """The expected amount and its 95 % interval."""

    value = fields.Nested(AmountAnswer, required=True)
    low = fields.Nested(AmountAnswer, required=True)
    high = fields.Nested(AmountAnswer, required=True)


class NumberIntervalAnswer(Schema):
    """A number and its 95 % interval."""

    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class MaturedAnswer(Schema):
    """What the worth of a lead rests on: leads older than the horizon, of a year."""

    leads = Tally()
    won = Tally()


class BudgetLineAnswer(Schema):
    """`change`: of today's spend, -0.2 to 0.2. `sure`: the chance that its money does more where it is moved
    to. `marginal_return`: revenue of one more unit of spend. Worth is null where no deal is known."""

    campaign = fields.String(required=True)
    channel = fields.String(required=True, allow_none=True)
    advice = Said(WORDS)
    daily_spend = fields.Nested(AmountAnswer, required=True)
    try_daily_spend = fields.Nested(AmountAnswer, required=True)
    change = fields.Float(required=True, validate=validate.Range(min=-0.2001, max=0.2001))
    sure = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    matured = fields.Nested(MaturedAnswer, required=True)
    worth_per_lead = fields.Nested(AmountIntervalAnswer, required=True, allow_none=True)
    exponent = fields.Nested(NumberIntervalAnswer, required=True)
    marginal_return = fields.Nested(NumberIntervalAnswer, required=True, allow_none=True)
    sentence = fields.String(required=True)


class BudgetAnswer(Schema):
    """Advice at equal total spend. `gained` is a day, of `gain_is`; null where nothing is sure enough.
    `spend_varied`: some spend moved enough to say how leads answer to it."""

    as_of = fields.AwareDateTime(required=True)
    spend_until = fields.Date(required=True, allow_none=True)
    matured_before = fields.AwareDateTime(required=True)
    daily_spend = fields.Nested(AmountAnswer, required=True)
    spend_varied = fields.Boolean(required=True)
    gain_is = Said(GAINS)
    gained = fields.Nested(AmountIntervalAnswer, required=True, allow_none=True)
    sure = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))
    sentences = fields.List(fields.String(), required=True)
    campaigns = fields.List(fields.Nested(BudgetLineAnswer), required=True)
