"""What Sales heard and what it was answered, as it is sent and answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.fields import Body, Day, FlagQuery, Said, Text, Word
from service.usecases.review.record_feedback import FEEDBACK_KINDS

_URL = validate.URL(
    schemes={"http", "https"}, error="Must be an address, as https://example.com/bang-gia.pdf."
)


class FileUrl(Text):
    """Where a file is: http or https."""

    def __init__(self) -> None:
        super().__init__(2000)
        self.validators.append(_URL)


class FeedbackSchema(Body):
    """`owner` and `due` are for requests: who answers by when."""

    kind = Word(FEEDBACK_KINDS, required=True)
    text = Text(500, shortest=1, required=True)
    by = Text(200, shortest=1, required=True)
    campaign = Text(200)
    lead_id = fields.UUID(allow_none=True)
    rep = Text(200)
    owner = Text(200)
    due = Day(allow_none=True)


class FeedbackAnswerSchema(Body):
    by = Text(200, shortest=1, required=True)
    answer = Text(2000, shortest=1, required=True)
    file_url = FileUrl()


class FeedbackQuery(Body):
    campaign = Text(200)
    answered = FlagQuery()


class CampaignAnswerAnswer(Schema):
    """What a question about a campaign was answered."""

    asked = fields.String(required=True)
    answer = fields.String(required=True, allow_none=True)
    file_url = fields.String(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    answered_by = fields.String(required=True, allow_none=True)


class FeedbackAnswer(CampaignAnswerAnswer):
    id = fields.UUID(required=True)
    kind = Said(FEEDBACK_KINDS)
    campaign = fields.String(required=True, allow_none=True)
    lead_id = fields.UUID(required=True, allow_none=True)
    rep = fields.String(required=True, allow_none=True)
    said_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    owner = fields.String(required=True, allow_none=True)
    due = fields.Date(required=True, allow_none=True)


class FeedbackListAnswer(Schema):
    feedback = fields.List(fields.Nested(FeedbackAnswer), required=True)
