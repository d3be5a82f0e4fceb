"""Leads as they are sent, and how lists of them are asked for."""

from marshmallow import fields

from model.lead.attributes import MAX_ATTRIBUTES
from model.vocabulary import DISPOSITIONS, GRADES, OUTCOMES
from service.http.schemas.fields import (
    Body,
    CountQuery,
    Day,
    Flag,
    FlagQuery,
    Instant,
    Row,
    Rows,
    Said,
    Text,
    Word,
)

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
    attributes = fields.Dict(
        keys=fields.String(), allow_none=True, metadata={"maxProperties": MAX_ATTRIBUTES}
    )


class LeadSchema(ScoreRequestSchema):
    """A lead to score and keep."""

    external_id = Text(200, shortest=1)
    contact = fields.Nested(ContactSchema, allow_none=True)
    consent = fields.Nested(ConsentSchema, allow_none=True)


class RowsSchema(Body):
    """Many leads at once: each is read by itself, so that a bad one spoils no other."""

    leads = Rows(Row(LeadSchema), MOST_IN_A_BATCH)


class ScoreRowsSchema(Body):
    """Many leads to score at once: each is read by itself."""

    leads = Rows(Row(ScoreRequestSchema), MOST_IN_A_BATCH)


class LeadQuery(Body):
    sort = Said(("newest", "worth"), required=False, load_default="newest")
    limit = CountQuery(1, 500, load_default=50)
    cursor = Text(1000, allow_none=False)
    campaign = Text(200, allow_none=False)
    owner = Text(200, allow_none=False)
    grade = Word(GRADES, allow_none=False)
    disposition = Word(DISPOSITIONS, allow_none=False)
    outcome = Word(OUTCOMES, allow_none=False)
    external_id = Text(200, allow_none=False)
    work_at_random = FlagQuery()
    since = Day()
    until = Day()
