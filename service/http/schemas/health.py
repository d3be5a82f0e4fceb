"""What probes are answered."""

from marshmallow import Schema, fields, validate


class AliveAnswer(Schema):
    status = fields.String(required=True, validate=validate.OneOf(["ok"]))


class ReadyAnswer(Schema):
    """`model_version` is null until a model is promoted."""

    status = fields.String(required=True, validate=validate.OneOf(["ready"]))
    model_version = fields.String(required=True, allow_none=True)
