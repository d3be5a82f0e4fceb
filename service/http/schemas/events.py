"""What happened to a lead, as it is sent."""

from marshmallow import Schema, fields, validate

from model.vocabulary import (
    ATTEMPT_CHANNELS,
    ATTEMPT_SOURCES,
    DISPOSITIONS,
    LOST_REASONS,
    OUTCOMES,
    PAYMENT_KINDS,
    RESULTS,
    SUB_REASONS,
)
from service.http.schemas.fields import Body, Count, Flag, Instant, Money, Text, Word

_SECONDS_A_DAY = 86_400
_ITEMS = 12


class EventSchema(Body):
    """`occurred_at` is now where it is left out."""

    occurred_at = Instant()


class AttemptSchema(EventSchema):
    result = Word(RESULTS, required=True)
    channel = Word(ATTEMPT_CHANNELS, load_default="phone", allow_none=False)
    rep = Text(200, shortest=1)
    callback_at = Instant()
    duration_seconds = Count(most=_SECONDS_A_DAY)
    source = Word(ATTEMPT_SOURCES, load_default="manual", allow_none=False)


class DispositionSchema(EventSchema):
    """`checklist` says of each agreed item whether the lead meets it; `qualified` needs them all.

    A change from `qualified` that comes late needs a `note`.
    """

    disposition = Word(DISPOSITIONS, required=True)
    sub_reason = Word(tuple(word for words in SUB_REASONS.values() for word in words))
    rep = Text(200, shortest=1)
    note = Text(2000)
    checklist = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1, max=40)),
        values=Flag(),
        validate=validate.Length(max=_ITEMS),
        allow_none=True,
    )


class AssignmentSchema(EventSchema):
    """`rep` is null where the lead is taken back."""

    rep = Text(200, shortest=1, required=True, allow_none=True)


class OutcomeSchema(EventSchema):
    """`revenue` is the contract value; null where it is won and nobody knows.

    The lost reason `competitor` needs the `competitor`'s name.
    """

    outcome = Word(OUTCOMES, required=True)
    deal_id = Text(200, shortest=1)
    revenue = fields.Nested(Money, allow_none=True)
    lost_reason = Word(LOST_REASONS)
    competitor = Text(200)
    rep = Text(200, shortest=1)
    note = Text(2000)


class PaymentSchema(EventSchema):
    kind = Word(PAYMENT_KINDS, required=True)
    amount = fields.Nested(Money, required=True)
    deal_id = Text(200, shortest=1)
    payment_id = Text(200, shortest=1)


class EventAnswer(Schema):
    id = fields.UUID(required=True)
    lead_id = fields.UUID(required=True)
