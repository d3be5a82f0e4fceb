"""Leads as they are answered: one that was kept, a line in a list, the whole page, scores."""

from marshmallow import Schema, fields, validate

from model.campaign.dispute import OVERTURNED, UPHELD
from model.vocabulary import DISPOSITIONS, GRADES, OUTCOMES, SUB_REASONS
from service.http.schemas.feedback import CampaignAnswerAnswer
from service.http.schemas.fields import AmountAnswer, Said, Tally
from service.http.schemas.history import HistoryAnswer
from service.http.schemas.problems import ProblemAnswer

SUB_REASON_WORDS = tuple(word for words in SUB_REASONS.values() for word in words)


class LabelAnswer(Schema):
    """What a field is called, in Vietnamese and English."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class FactorAnswer(Schema):
    """How one field moved the probability against the typical lead, in percentage points."""

    field = fields.String(required=True)
    label = fields.Nested(LabelAnswer, required=True)
    value = fields.Raw(required=True, allow_none=True)
    points = fields.Float(required=True, validate=validate.Range(min=-100, max=100))


class ScoreAnswer(Schema):
    """`expected_revenue` is probability × deal value, rounded once.

    `basis` is there only while outcomes are too few, as "too few outcomes: 12 of 40", and with it the ends of
    the probability's 95 % interval.
    """

    probability = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    deal_value = fields.Nested(AmountAnswer, required=True)
    expected_revenue = fields.Nested(AmountAnswer, required=True)
    grade = Said(GRADES)
    factors = fields.List(fields.Nested(FactorAnswer), required=True)
    model_version = fields.String(required=True)
    basis = fields.String()
    probability_low = fields.Float(validate=validate.Range(min=0, max=1))
    probability_high = fields.Float(validate=validate.Range(min=0, max=1))


class KeptAnswer(Schema):
    """All that a publishable key learns."""

    id = fields.UUID(required=True)


class LeadAnswer(KeptAnswer):
    """A lead that was kept. `score` is null where no model serves yet.

    `work_at_random`: its score is low, and yet Sales should work it, so that the model learns of its like.
    """

    campaign = fields.String(required=True, allow_none=True)
    external_id = fields.String(required=True, allow_none=True)
    duplicate_of = fields.UUID(required=True, allow_none=True)
    unknown_attributes = fields.List(fields.String(), required=True)
    work_at_random = fields.Boolean(required=True)
    score = fields.Nested(ScoreAnswer, required=True, allow_none=True)


class LeadLineAnswer(LeadAnswer):
    """A lead in a list: no contact."""

    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    existing_customer = fields.Boolean(required=True)
    spam = fields.Boolean(required=True)
    attributes = fields.Dict(required=True)
    tracking = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    owner = fields.String(required=True, allow_none=True)
    attempts = Tally()
    disposition = Said(DISPOSITIONS, allow_none=True)
    sub_reason = Said(SUB_REASON_WORDS, allow_none=True)
    outcome = Said(OUTCOMES, allow_none=True)
    won_revenue = fields.Nested(AmountAnswer, required=True)
    collected = fields.Nested(AmountAnswer, required=True)
    do_not_contact = fields.Boolean(required=True)


class ContactAnswer(Schema):
    """The person. `phones` are E.164, the first one first; `attributes` are the schema's personal fields."""

    name = fields.String(required=True, allow_none=True)
    phones = fields.List(fields.String(validate=validate.Regexp("^\\+[0-9]+$")), required=True)
    email = fields.String(required=True, allow_none=True)
    attributes = fields.Dict(required=True)


class LeadDisputeAnswer(Schema):
    """That Marketing saw this lead otherwise; `verdict` once another person has called."""

    opened_at = fields.AwareDateTime(required=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    verdict = Said((UPHELD, OVERTURNED), allow_none=True)


class LeadPageAnswer(LeadLineAnswer):
    """A lead with its person and all that happened to it. `contact` is null where the person is forgotten.

    `campaign_answers` are what Marketing answered to questions about its campaign, the newest first.
    """

    contact = fields.Nested(ContactAnswer, required=True, allow_none=True)
    history = fields.Nested(HistoryAnswer, required=True)
    disputes = fields.List(fields.Nested(LeadDisputeAnswer), required=True)
    campaign_answers = fields.List(fields.Nested(CampaignAnswerAnswer), required=True)


class LeadListAnswer(Schema):
    """`next_cursor` is null on the last page."""

    leads = fields.List(fields.Nested(LeadLineAnswer), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class BatchResultAnswer(Schema):
    """What became of the lead at `index`: `id` where it is kept, `error` where it is not."""

    index = Tally()
    status = fields.Integer(required=True, validate=validate.OneOf([200, 201, 409, 422]))
    id = fields.UUID()
    error = fields.Nested(ProblemAnswer)


class BatchAnswer(Schema):
    results = fields.List(fields.Nested(BatchResultAnswer), required=True)


class ScoreResultAnswer(Schema):
    """The score of the lead at `index`, or why it has none."""

    index = Tally()
    status = fields.Integer(required=True, validate=validate.OneOf([200, 422]))
    score = fields.Nested(ScoreAnswer)
    error = fields.Nested(ProblemAnswer)


class ScoresAnswer(Schema):
    results = fields.List(fields.Nested(ScoreResultAnswer), required=True)
