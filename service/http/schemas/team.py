"""Reps as they are sent and answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.agreement import Shifts
from service.http.schemas.fields import Body, Count, Day, Flag, Tally

_MOST_ABSENCES = 1000


class MemberSchema(Body):
    """What is left out stays as it is; `shifts` and `calls_per_day` null are as the team's."""

    is_active = Flag()
    shifts = Shifts(allow_none=True)
    calls_per_day = Count(most=1000)
    absences = fields.List(Day(), validate=validate.Length(max=_MOST_ABSENCES))


class MemberAnswer(Schema):
    """`looks_like` are reps whose keys differ by case and signs only: probably the same person twice."""

    rep = fields.String(required=True)
    is_active = fields.Boolean(required=True)
    on_duty = fields.Boolean(required=True)
    shifts = fields.Dict(required=True, allow_none=True)
    calls_per_day = Tally(allow_none=True)
    absences = fields.List(fields.Date(), required=True)
    looks_like = fields.List(fields.String(), required=True)


class TeamAnswer(Schema):
    as_of = fields.AwareDateTime(required=True)
    team = fields.List(fields.Nested(MemberAnswer), required=True)
