"""Closed weeks and months as they are sent and answered."""

from marshmallow import Schema, fields

from model.campaign.bridge_doubt import KINDS as DOUBTS
from model.periods import KINDS
from service.http.schemas.bridge import BookedAnswer, BridgeTermsAnswer
from service.http.schemas.fields import AmountAnswer, Body, Said, Tally, Text


class ClosingSchema(Body):
    """`by`: the person who closes it."""

    by = Text(200, shortest=1, required=True)


class ClosedAnswer(Schema):
    period = fields.String(required=True)
    kind = Said(KINDS)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    closed_at = fields.AwareDateTime(required=True)
    closed_by = fields.String(required=True)


class ClosedPeriodsAnswer(Schema):
    periods = fields.List(fields.Nested(ClosedAnswer), required=True)


class FrozenFiguresAnswer(Schema):
    """Leads submitted in the period, and what they cost and brought, as it was when it was closed."""

    leads = Tally()
    duplicates = Tally()
    spam = Tally()
    countable = Tally()
    due = Tally()
    judged = Tally()
    qualified = Tally()
    matured = Tally()
    scored = Tally()
    won = Tally()
    won_without_revenue = Tally()
    expected_revenue = fields.Nested(AmountAnswer, required=True)
    won_revenue = fields.Nested(AmountAnswer, required=True)
    collected = fields.Nested(AmountAnswer, required=True)
    spend = fields.Nested(AmountAnswer, required=True)


class LaterFiguresAnswer(Schema):
    """What came since it was closed, or went."""

    leads = fields.Integer(required=True)
    duplicates = fields.Integer(required=True)
    spam = fields.Integer(required=True)
    countable = fields.Integer(required=True)
    due = fields.Integer(required=True)
    judged = fields.Integer(required=True)
    qualified = fields.Integer(required=True)
    matured = fields.Integer(required=True)
    scored = fields.Integer(required=True)
    won = fields.Integer(required=True)
    won_without_revenue = fields.Integer(required=True)
    expected_revenue = fields.Nested(AmountAnswer, required=True)
    won_revenue = fields.Nested(AmountAnswer, required=True)
    collected = fields.Nested(AmountAnswer, required=True)
    spend = fields.Nested(AmountAnswer, required=True)


class FrozenLineAnswer(FrozenFiguresAnswer):
    campaign = fields.String(required=True, allow_none=True)


class LaterLineAnswer(LaterFiguresAnswer):
    campaign = fields.String(required=True, allow_none=True)


class FrozenBridgeLineAnswer(Schema):
    campaign = fields.String(required=True, allow_none=True)
    terms = fields.Nested(BridgeTermsAnswer, required=True)


class FrozenBridgeAnswer(Schema):
    """From the period before, as it was read when this one was closed."""

    before_since = fields.Date(required=True)
    before_until = fields.Date(required=True)
    totals = fields.Nested(BridgeTermsAnswer, required=True)
    booked = fields.Nested(BookedAnswer, required=True)
    judged_differently = fields.List(Said(DOUBTS), required=True)
    campaigns = fields.List(fields.Nested(FrozenBridgeLineAnswer), required=True)


class ClosedPeriodAnswer(ClosedAnswer):
    """`totals` and `campaigns` stay as they were when it was closed; `later` is what came since, or went."""

    as_of = fields.AwareDateTime(required=True)
    totals = fields.Nested(FrozenFiguresAnswer, required=True)
    campaigns = fields.List(fields.Nested(FrozenLineAnswer), required=True)
    bridge = fields.Nested(FrozenBridgeAnswer, required=True)
    later = fields.Nested(LaterFiguresAnswer, required=True)
    later_by_campaign = fields.List(fields.Nested(LaterLineAnswer), required=True)
