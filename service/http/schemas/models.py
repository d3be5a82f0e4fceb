"""Model versions as they are answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.fields import Body, Said, Word
from service.store.models import ACTIONS


class CardQuery(Body):
    lang = Word(("vi", "en"), load_default="vi", allow_none=False)


class VersionAnswer(Schema):
    """One artefact. `manifest` holds its schema, data, metrics and libraries."""

    version = fields.String(required=True)
    serves = fields.Boolean(required=True)
    added_at = fields.AwareDateTime(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp("^[0-9a-f]{64}$"))
    manifest = fields.Dict(required=True)


class DecisionAnswer(Schema):
    """`promote` and `roll_back` change what serves; after `keep` and `fail` the same `version` serves on.

    `reason` and `evidence` are a retrain's, null where a person decided; `version` is null where none serves.
    """

    version = fields.String(required=True, allow_none=True)
    action = Said(ACTIONS)
    decided_at = fields.AwareDateTime(required=True)
    decided_by = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    evidence = fields.Dict(required=True, allow_none=True)


class ModelsAnswer(Schema):
    serving = fields.String(required=True, allow_none=True)
    versions = fields.List(fields.Nested(VersionAnswer), required=True)
    decisions = fields.List(fields.Nested(DecisionAnswer), required=True)


class ServingAnswer(Schema):
    serving = fields.String(required=True)
