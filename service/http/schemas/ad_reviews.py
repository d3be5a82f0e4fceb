"""Ads that a rep looks at before they run, as they are sent and answered."""

from marshmallow import Schema, fields

from service.http.schemas.fields import Body, Said, Text, Word
from service.usecases.fair_play.review_ad import VERDICTS


class AdReviewSchema(Body):
    """`text` is what the ad says and promises."""

    campaign = Text(200, shortest=1)
    ad = Text(200, shortest=1, required=True)
    text = Text(5000, shortest=1, required=True)
    by = Text(200, shortest=1, required=True)


class AdVerdictSchema(Body):
    """`change` needs a note that says what."""

    rep = Text(200, shortest=1, required=True)
    verdict = Word(VERDICTS, required=True)
    note = Text(2000)


class AdReviewAnswer(Schema):
    """`verdict` is null until a rep has looked."""

    id = fields.UUID(required=True)
    campaign = fields.String(required=True, allow_none=True)
    ad = fields.String(required=True)
    text = fields.String(required=True)
    asked_by = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True, format="iso")
    rep = fields.String(required=True, allow_none=True)
    verdict = Said(VERDICTS, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    reviewed_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")


class AdReviewsAnswer(Schema):
    reviews = fields.List(fields.Nested(AdReviewAnswer), required=True)
