"""What Marketing and Sales agree on, as it is sent and answered."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from model.agreement import WEEKDAYS
from model.vocabulary import SIDES
from service.http.schemas.fields import Body, Count, Day, Flag, Number, Tally, Text, Word

_DAY_MINUTES = 24 * 60
_ITEM = validate.Regexp(r"^[a-z][a-z0-9_]{0,39}$(?!\n)", error="Must be a word, as has_need.")


def _differ(items: list[str]) -> None:
    if len(set(items)) != len(items):
        raise ValidationError("Must be items that differ.")


class Shifts(fields.Dict):
    """Working hours by weekday: {"mon": [["08:00", "12:00"], ["13:30", "17:30"]], …}, else none."""

    def __init__(self, **options: Any) -> None:
        time = fields.String(validate=validate.Regexp(r"^\d{2}:\d{2}$", error="Must be a time, as 08:00."))
        spans = fields.List(
            fields.List(time, validate=validate.Length(equal=2)), validate=validate.Length(max=6)
        )
        super().__init__(keys=fields.String(validate=validate.OneOf(WEEKDAYS)), values=spans, **options)


class TermsSchema(Body):
    """Terms that are left out stay as they are in force; null is not agreed."""

    checklist = fields.List(fields.String(validate=_ITEM), validate=[validate.Length(min=1, max=12), _differ])
    unreachable_attempts = Count(most=50, least=1, allow_none=False)
    unreachable_days = Count(most=50, least=1, allow_none=False)
    unreachable_spacing_minutes = Count(most=7 * _DAY_MINUTES, allow_none=False)
    late_change_hours = Count(most=24 * 365, allow_none=False)
    dispute_days = Count(most=90, least=1, allow_none=False)
    first_attempt_minutes = Count(most=7 * _DAY_MINUTES, least=1, allow_none=False)
    retry_attempts = Count(most=50, least=1, allow_none=False)
    retry_days = Count(most=90, least=1, allow_none=False)
    take_back_minutes = Count(most=30 * _DAY_MINUTES, least=1)
    rotation = Flag()
    calls_per_rep_day = Count(most=1000, least=1, allow_none=False)
    shifts = Shifts()
    holidays = fields.List(Day(), validate=validate.Length(max=400))
    feedback_days = Count(most=90, least=1, allow_none=False)
    leads_per_day = fields.List(
        Count(most=10**6, allow_none=False), validate=validate.Length(equal=2), allow_none=True
    )
    quality_target = Number(least=0.0, most=1.0)
    quality_targets = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1, max=200)),
        values=Number(least=0.0, most=1.0, allow_none=False),
        validate=validate.Length(max=1000),
    )
    daily_qualified_target = Count(most=1000, least=1)
    gross_margin = Number(least=0.0, most=1.0)


class ProposalSchema(Body):
    by = Text(200, shortest=1, required=True)
    note = Text(2000)
    terms = fields.Nested(TermsSchema, required=True)


class SignatureSchema(Body):
    side = Word(SIDES, required=True)
    by = Text(200, shortest=1, required=True)


class SignedAnswer(Schema):
    """Who, and when."""

    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True, format="iso")


class AgreementVersionAnswer(Schema):
    """`in_force` once both sides signed it, until a newer one is."""

    version = Tally()
    in_force = fields.Boolean(required=True)
    note = fields.String(required=True, allow_none=True)
    proposed = fields.Nested(SignedAnswer, required=True)
    marketing = fields.Nested(SignedAnswer, required=True, allow_none=True)
    sales = fields.Nested(SignedAnswer, required=True, allow_none=True)
    terms = fields.Dict(required=True)


class AgreementAnswer(Schema):
    """`terms` are those that count now: version 0 are the defaults, which nobody signed."""

    version = Tally()
    is_signed = fields.Boolean(required=True)
    terms = fields.Dict(required=True)
    versions = fields.List(fields.Nested(AgreementVersionAnswer), required=True)


def as_terms(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as `Agreement.to_dict` writes it."""
    terms = dict(sent)
    if "holidays" in terms:
        terms["holidays"] = sorted({day.isoformat() for day in terms["holidays"]})
    return terms
