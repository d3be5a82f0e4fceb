"""What happened to a lead, as it is answered: the newest event of each kind first."""

from marshmallow import Schema, fields

from model.vocabulary import (
    ASSIGNMENT_REASONS,
    ATTEMPT_CHANNELS,
    ATTEMPT_SOURCES,
    DISPOSITIONS,
    LOST_REASONS,
    OUTCOMES,
    PAYMENT_KINDS,
    RESULTS,
)
from service.http.schemas.fields import AmountAnswer, Said, Tally


class HappenedAnswer(Schema):
    """What every event has. `source` is the API key's id, or "import"."""

    id = fields.UUID(required=True)
    occurred_at = fields.AwareDateTime(required=True, allow_none=True)
    recorded_at = fields.AwareDateTime(required=True)
    source = fields.String(required=True)


class AttemptAnswer(HappenedAnswer):
    rep = fields.String(required=True, allow_none=True)
    channel = Said(ATTEMPT_CHANNELS)
    result = Said(RESULTS)
    callback_at = fields.AwareDateTime(required=True, allow_none=True)
    duration_seconds = Tally(allow_none=True)
    attempt_source = Said(ATTEMPT_SOURCES)


class JudgedAnswer(HappenedAnswer):
    """`unverified`: nobody could hold its attempts against what was agreed.

    `changed_from` is what counted before, where that was another word; `late_change`: it was qualified, and
    that was changed later than agreed. `checklist_version` is the agreement's that the checklist is of.
    """

    rep = fields.String(required=True, allow_none=True)
    disposition = Said(DISPOSITIONS)
    sub_reason = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    checklist = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True, allow_none=True)
    checklist_version = Tally(allow_none=True)
    unverified = fields.Boolean(required=True)
    changed_from = Said(DISPOSITIONS, allow_none=True)
    late_change = fields.Boolean(required=True)


class AssignedAnswer(HappenedAnswer):
    """`rep` is null where the lead was taken back; `reason` where it was given before reasons were kept."""

    rep = fields.String(required=True, allow_none=True)
    reason = Said(ASSIGNMENT_REASONS, allow_none=True)


class OutcomeAnswer(HappenedAnswer):
    rep = fields.String(required=True, allow_none=True)
    deal = fields.String(required=True, allow_none=True)
    outcome = Said(OUTCOMES)
    revenue = fields.Nested(AmountAnswer, required=True, allow_none=True)
    lost_reason = Said(LOST_REASONS, allow_none=True)
    competitor = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class PaymentAnswer(HappenedAnswer):
    deal = fields.String(required=True, allow_none=True)
    payment_id = fields.String(required=True, allow_none=True)
    kind = Said(PAYMENT_KINDS)
    amount = fields.Nested(AmountAnswer, required=True)


class HistoryAnswer(Schema):
    """Every event of a lead by its kind, the newest first."""

    contact_attempts = fields.List(fields.Nested(AttemptAnswer), required=True)
    dispositions = fields.List(fields.Nested(JudgedAnswer), required=True)
    assignments = fields.List(fields.Nested(AssignedAnswer), required=True)
    outcomes = fields.List(fields.Nested(OutcomeAnswer), required=True)
    payments = fields.List(fields.Nested(PaymentAnswer), required=True)
