"""Turns as they are answered."""

from marshmallow import Schema, fields

from model.vocabulary import BY_ROTATION, SAME_PERSON
from service.http.schemas.fields import AmountAnswer, Body, Day, Said, Tally


class GivenLeadAnswer(Schema):
    """`same_person`: to the rep who last owned a lead of this person's."""

    lead_id = fields.UUID(required=True)
    rep = fields.String(required=True)
    reason = Said((BY_ROTATION, SAME_PERSON))


class GivenAnswer(Schema):
    given = fields.List(fields.Nested(GivenLeadAnswer), required=True)


class SharesQuery(Body):
    """A day of the company's time zone; today where it is left out."""

    day = Day()


class RepShareAnswer(Schema):
    """What she was given on that day, by whatever way; null where she did not work.

    `without_score` of the `leads` are in no amount here; when turns are taken they count as the mean.
    """

    rep = fields.String(required=True)
    leads = Tally()
    without_score = Tally()
    expected_revenue = fields.Nested(AmountAnswer, required=True)
    working_minutes = Tally()
    expected_revenue_per_hour = fields.Nested(AmountAnswer, required=True, allow_none=True)


class SharesAnswer(Schema):
    day = fields.Date(required=True)
    reps = fields.List(fields.Nested(RepShareAnswer), required=True)
