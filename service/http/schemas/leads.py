"""Leads as they are sent and answered."""

from marshmallow import Schema, fields, validate

from model.vocabulary import DISPOSITIONS, GRADES, OUTCOMES
from service.http.schemas.fields import AmountAnswer, Body, CountQuery, Day, Flag, Instant, Text, Word

MOST_IN_A_BATCH = 1000
TRACKING = (
    (
        "utm_source utm_medium utm_campaign utm_content utm_term ad_set ad form_id page_id psid meta_lead_id",
        200,
    ),
    ("gclid gbraid wbraid fbclid fbc fbp ttclid", 500),
    ("landing_page referrer", 2000),
)
TrackingSchema = Body.from_dict(
    {name: Text(longest) for names, longest in TRACKING for name in names.split()}, name="Tracking"
)


class ContactSchema(Body):
    name = Text(200)
    email = Text(320)
    phone = Text(60)


class ConsentSchema(Body):
    text_version = Text(64)
    contact = Flag(allow_none=True)
    ads = Flag(allow_none=True)


class ScoreRequestSchema(Body):
    """A lead to score without keeping it."""

    campaign = Text(200)
    submitted_at = Instant()
    tracking = fields.Nested(TrackingSchema, allow_none=True)
    attributes = fields.Dict(keys=fields.String(), allow_none=True)


class LeadSchema(ScoreRequestSchema):
    """A lead to score and keep."""

    external_id = Text(200, shortest=1)
    contact = fields.Nested(ContactSchema, allow_none=True)
    consent = fields.Nested(ConsentSchema, allow_none=True)


class RowsSchema(Body):
    """Many at once: each is read by itself, so that a bad one spoils no other."""

    leads = fields.List(fields.Raw(), required=True, validate=validate.Length(min=1, max=MOST_IN_A_BATCH))


class FactorAnswer(Schema):
    field = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    points = fields.Float(required=True)


class ScoreAnswer(Schema):
    probability = fields.Float(required=True)
    deal_value = fields.Nested(AmountAnswer, required=True)
    expected_revenue = fields.Nested(AmountAnswer, required=True)
    grade = fields.String(required=True, validate=validate.OneOf(GRADES))
    factors = fields.List(fields.Nested(FactorAnswer), required=True)
    model_version = fields.String(required=True)


class KeptAnswer(Schema):
    """All that a publishable key learns."""

    id = fields.UUID(required=True)


class LeadAnswer(KeptAnswer):
    campaign = fields.String(required=True, allow_none=True)
    external_id = fields.String(required=True, allow_none=True)
    duplicate_of = fields.UUID(required=True, allow_none=True)
    unknown_attributes = fields.List(fields.String(), required=True)
    score = fields.Nested(ScoreAnswer, required=True, allow_none=True)


class LeadLineAnswer(LeadAnswer):
    """A lead in a list: no contact."""

    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    existing_customer = fields.Boolean(required=True)
    spam = fields.Boolean(required=True)
    attributes = fields.Dict(required=True)
    tracking = fields.Dict(required=True)
    owner = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    disposition = fields.String(required=True, allow_none=True)
    sub_reason = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    won_revenue = fields.Nested(AmountAnswer, required=True)
    collected = fields.Nested(AmountAnswer, required=True)
    do_not_contact = fields.Boolean(required=True)


class ContactAnswer(Schema):
    name = fields.String(required=True, allow_none=True)
    phones = fields.List(fields.String(), required=True)
    email = fields.String(required=True, allow_none=True)
    attributes = fields.Dict(required=True)


class LeadPageAnswer(LeadLineAnswer):
    contact = fields.Nested(ContactAnswer, required=True, allow_none=True)
    history = fields.Dict(keys=fields.String(), values=fields.List(fields.Dict()), required=True)


class LeadListAnswer(Schema):
    leads = fields.List(fields.Nested(LeadLineAnswer), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class LeadQuery(Body):
    sort = fields.String(load_default="newest", validate=validate.OneOf(["newest", "worth"]))
    limit = CountQuery(1, 500, load_default=50)
    cursor = fields.String(validate=validate.Length(max=1000))
    campaign = Text(200)
    owner = Text(200)
    grade = Word(GRADES)
    disposition = Word(DISPOSITIONS)
    outcome = Word(OUTCOMES)
    external_id = Text(200)
    since = Day()
    until = Day()


class FieldErrorAnswer(Schema):
    field = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)


class ProblemAnswer(Schema):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorAnswer))
    lead_id = fields.UUID()


class BatchResultAnswer(Schema):
    index = fields.Integer(required=True)
    status = fields.Integer(required=True)
    id = fields.UUID()
    error = fields.Nested(ProblemAnswer)


class BatchAnswer(Schema):
    results = fields.List(fields.Nested(BatchResultAnswer), required=True)


class ScoreResultAnswer(Schema):
    index = fields.Integer(required=True)
    status = fields.Integer(required=True)
    score = fields.Nested(ScoreAnswer, allow_none=True)
    error = fields.Nested(ProblemAnswer)


class ScoresAnswer(Schema):
    results = fields.List(fields.Nested(ScoreResultAnswer), required=True)
