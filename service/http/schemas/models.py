"""Model versions as they are answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.fields import Said


class VersionAnswer(Schema):
    """One artefact. `manifest` holds its schema, data, metrics and libraries."""

    version = fields.String(required=True)
    serves = fields.Boolean(required=True)
    added_at = fields.AwareDateTime(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp("^[0-9a-f]{64}$"))
    manifest = fields.Dict(required=True)


class DecisionAnswer(Schema):
    version = fields.String(required=True)
    action = Said(("promote", "roll_back"))
    decided_at = fields.AwareDateTime(required=True)
    decided_by = fields.String(required=True)


class ModelsAnswer(Schema):
    serving = fields.String(required=True, allow_none=True)
    versions = fields.List(fields.Nested(VersionAnswer), required=True)
    decisions = fields.List(fields.Nested(DecisionAnswer), required=True)


class ServingAnswer(Schema):
    serving = fields.String(required=True)
