"""Announcements as they are sent and answered."""

from marshmallow import Schema, fields

from service.http.schemas.fields import Body, Text


class AnnouncementSchema(Body):
    """`by` is a person of Marketing."""

    by = Text(200, shortest=1, required=True)
    text = Text(5000, shortest=1, required=True)


class ReadSchema(Body):
    rep = Text(200, shortest=1, required=True)


class AnnouncementsQuery(Body):
    campaign = fields.String()


class ReadAnswer(Schema):
    rep = fields.String(required=True)
    read_at = fields.AwareDateTime(required=True)


class AnnouncementAnswer(Schema):
    """`unread_by` are the active reps who have not said that they read it."""

    id = fields.UUID(required=True)
    campaign = fields.String(required=True)
    announced_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    text = fields.String(required=True)
    read_by = fields.List(fields.Nested(ReadAnswer), required=True)
    unread_by = fields.List(fields.String(), required=True)


class AnnouncementsAnswer(Schema):
    """The newest first."""

    as_of = fields.AwareDateTime(required=True)
    announcements = fields.List(fields.Nested(AnnouncementAnswer), required=True)
