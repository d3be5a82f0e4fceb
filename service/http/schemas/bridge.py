"""The revenue bridge as it is asked for and answered."""

from marshmallow import Schema, fields, validate

from model.campaign.bridge_doubt import KINDS
from service.http.schemas.fields import AmountAnswer, Body, Day, Said, Tally, Word
from service.usecases.bridge.expected_quality import UNAVAILABLE
from service.usecases.bridge.explain_revenue import BASES
from service.words import LANGUAGES


class BridgeQuery(Body):
    """Days of the company's time zone, half open. Without them the last whole month; the period before it
    where only the later one is named."""

    since = Day()
    until = Day()
    before_since = Day()
    before_until = Day()
    basis = Said(BASES, required=False, load_default="judged")
    lang = Word(LANGUAGES, load_default="vi", allow_none=False)


class BridgeCohortAnswer(Schema):
    """Countable leads submitted in the period, as they stood at its `read_at`.

    `quality` is qualified ÷ judged, or what the model expected; `handling` won ÷ (leads × quality).
    """

    countable = Tally()
    judged = Tally()
    qualified = Tally()
    won = Tally()
    revenue = fields.Nested(AmountAnswer, required=True)
    quality = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))
    handling = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0))
    deal_value = fields.Nested(AmountAnswer, required=True, allow_none=True)


class BridgeTermsAnswer(Schema):
    """Volume + mix + quality + handling + deal value = change, to the minor unit. Conversion = quality +
    handling."""

    change = fields.Nested(AmountAnswer, required=True)
    volume = fields.Nested(AmountAnswer, required=True)
    mix = fields.Nested(AmountAnswer, required=True)
    quality = fields.Nested(AmountAnswer, required=True)
    handling = fields.Nested(AmountAnswer, required=True)
    conversion = fields.Nested(AmountAnswer, required=True)
    value = fields.Nested(AmountAnswer, required=True)


class BridgeLineAnswer(Schema):
    campaign = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True, allow_none=True)
    before = fields.Nested(BridgeCohortAnswer, required=True)
    after = fields.Nested(BridgeCohortAnswer, required=True)
    terms = fields.Nested(BridgeTermsAnswer, required=True)


class BridgePeriodAnswer(Schema):
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    read_at = fields.AwareDateTime(required=True)


class BookedAnswer(Schema):
    """Revenue of the deals that closed in each period; `timing` is what of its change the bridge is not."""

    before = fields.Nested(AmountAnswer, required=True)
    after = fields.Nested(AmountAnswer, required=True)
    change = fields.Nested(AmountAnswer, required=True)
    timing = fields.Nested(AmountAnswer, required=True)


class DoubtAnswer(Schema):
    """`chance`: how often equal judging shows as much. `move`: by how much, as a share."""

    kind = Said(KINDS)
    chance = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    move = fields.Float(required=True, validate=validate.Range(min=-1, max=1))


class BridgeAnswer(Schema):
    """Lines are of campaigns, the largest change first; none where the basis is `unavailable`."""

    as_of = fields.AwareDateTime(required=True)
    basis = Said(BASES)
    unavailable = Said(UNAVAILABLE, allow_none=True)
    before = fields.Nested(BridgePeriodAnswer, required=True)
    after = fields.Nested(BridgePeriodAnswer, required=True)
    totals = fields.Nested(BridgeTermsAnswer, required=True)
    cohorts = fields.List(fields.Nested(BridgeCohortAnswer), required=True, validate=validate.Length(equal=2))
    booked = fields.Nested(BookedAnswer, required=True)
    judged_differently = fields.List(fields.Nested(DoubtAnswer), required=True)
    wins_without_time = Tally()
    sentences = fields.List(fields.String(), required=True)
    campaigns = fields.List(fields.Nested(BridgeLineAnswer), required=True)
