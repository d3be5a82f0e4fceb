"""Alerts as they are taken and answered."""

from marshmallow import Schema, fields

from model.campaign.alerts.kinds import KINDS
from model.vocabulary import SIDES
from service.http.schemas.actions import WeekName
from service.http.schemas.fields import Body, Day, Said, Text, Word

STATES = ("open", "closed", "all")


class TakeSchema(Body):
    by = Text(200, shortest=1, required=True)


class AlertActionSchema(Body):
    """`side` is the alert's own where it is left out; `week` the review that it comes from."""

    what = Text(500, shortest=1, required=True)
    who = Text(200, shortest=1, required=True)
    due = Day(required=True)
    by = Text(200, shortest=1, required=True)
    side = Word(SIDES)
    week = WeekName()


class AlertsQuery(Body):
    state = Said(STATES, required=False, load_default="open")


class SentenceAnswer(Schema):
    """The same in Vietnamese and English."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class AlertAnswer(Schema):
    """`subject` is a campaign's or a rep's key, "" the company; `figures` are the numbers of its sentence."""

    id = fields.UUID(required=True)
    kind = Said(KINDS)
    subject = fields.String(required=True)
    side = Said(SIDES, allow_none=True)
    sentence = fields.Nested(SentenceAnswer, required=True)
    figures = fields.Dict(required=True)
    opened_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    taken_at = fields.AwareDateTime(required=True, allow_none=True)
    taken_by = fields.String(required=True, allow_none=True)
    action_id = fields.UUID(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    closed = fields.Nested(SentenceAnswer, required=True, allow_none=True)


class AlertsAnswer(Schema):
    alerts = fields.List(fields.Nested(AlertAnswer), required=True)
