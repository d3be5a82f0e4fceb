"""What an error looks like."""

from marshmallow import Schema, fields, validate


class FieldErrorAnswer(Schema):
    """`field` is a JSON pointer into what was sent; the value is never repeated."""

    field = fields.String(required=True, validate=validate.Regexp("^(/|$)"))
    code = fields.String(required=True)
    message = fields.String(required=True)


class ProblemAnswer(Schema):
    """RFC 9457. `lead_id` is the stored lead that the request contradicts."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True, validate=validate.Range(min=400, max=599))
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorAnswer))
    lead_id = fields.UUID()
