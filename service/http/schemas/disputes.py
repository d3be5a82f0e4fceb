"""Disputes as they are sent and answered."""

from marshmallow import Schema, fields

from model.campaign.dispute import VERDICTS
from model.vocabulary import DISPOSITIONS
from service.http.schemas.fields import Body, Said, Tally, Text, Word
from service.http.schemas.lead_answers import ContactAnswer

STATES = ("open", "decided")


class DisputeSchema(Body):
    """`by` is a person of Marketing, `reason` why she thinks that it is otherwise."""

    by = Text(200, shortest=1, required=True)
    reason = Text(2000, shortest=1, required=True)


class DisputeAssignmentSchema(Body):
    """`to` is who is to call the lead: neither who judged it nor who disputed that."""

    to = Text(200, shortest=1, required=True)


class DecisionSchema(Body):
    """`found` is what `by` found when she called the lead."""

    by = Text(200, shortest=1, required=True)
    found = Word(DISPOSITIONS, required=True)
    note = Text(2000)


class DisputesQuery(Body):
    state = Said(STATES, required=False)
    campaign = fields.String()


class DisputeAnswer(Schema):
    """`upheld`: Sales' word stands; `overturned`: what was found counts.

    Until it is decided, `said` and `reason` are null to keys of Sales, so that who calls does so blind.
    """

    id = fields.UUID(required=True)
    lead_id = fields.UUID(required=True)
    campaign = fields.String(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    opened_by = fields.String(required=True)
    assigned_to = fields.String(required=True, allow_none=True)
    said = Said(DISPOSITIONS, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    found = Said(DISPOSITIONS, allow_none=True)
    verdict = Said(VERDICTS, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class DisputedAnswer(Schema):
    """Where a dispute stands. Texts are shown by `GET /v1/disputes`."""

    id = fields.UUID(required=True)
    lead_id = fields.UUID(required=True)
    assigned_to = fields.String(required=True, allow_none=True)
    found = Said(DISPOSITIONS, allow_none=True)
    verdict = Said(VERDICTS, allow_none=True)


class DisputeCountsAnswer(Schema):
    """Of all disputes: not decided, decided for what Sales said, decided for what Marketing said."""

    open = Tally()
    upheld = Tally()
    overturned = Tally()


class DisputesAnswer(Schema):
    """The newest ones; `counts` are of all, also of those that are not shown."""

    as_of = fields.AwareDateTime(required=True)
    counts = fields.Nested(DisputeCountsAnswer, required=True)
    disputes = fields.List(fields.Nested(DisputeAnswer), required=True)


class DisputedContactAnswer(Schema):
    """Whom to call, and what the lead was promised; nothing of what anybody said of it since."""

    id = fields.UUID(required=True)
    campaign = fields.String(required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)
    product = fields.String(required=True, allow_none=True)
    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    contact = fields.Nested(ContactAnswer, required=True)
