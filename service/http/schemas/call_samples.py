"""Call samples as they are asked for, filled and answered."""

from marshmallow import Schema, fields, validate

from model.vocabulary import DISPOSITIONS, OUTCOMES
from service.http.schemas.fields import Body, Count, Day, Said, Tally, Text, Word
from service.http.schemas.lead_answers import SUB_REASON_WORDS
from service.usecases.fair_play.lend_call_sample import FEWEST, MOST, USUAL

_MOST_ATTEMPTS = 50


class CallSampleSchema(Body):
    """`since` is 30 days ago where it is left out."""

    lent_to = Text(200, shortest=1, required=True)
    size = Count(least=FEWEST, most=MOST, load_default=USUAL, allow_none=False)
    since = Day(allow_none=True)


class FindingSchema(Body):
    attempts = Count(most=_MOST_ATTEMPTS, required=True)
    disposition = Word(DISPOSITIONS)
    sub_reason = Word(SUB_REASON_WORDS)
    outcome = Word(OUTCOMES)
    note = Text(2000)


class CallSampleAnswer(Schema):
    """`is_out` while its contacts may be seen. `recorded` of its `leads` have a finding."""

    id = fields.UUID(required=True)
    campaign = fields.String(required=True)
    lent_to = fields.String(required=True)
    lent_at = fields.AwareDateTime(required=True, format="iso")
    until = fields.AwareDateTime(required=True, format="iso")
    is_out = fields.Boolean(required=True)
    leads = Tally()
    recorded = Tally()


class LentLeadAnswer(Schema):
    """A lead as its person filled it in, with nothing of what Sales said. `contact` only while it is lent."""

    lead_id = fields.UUID(required=True)
    place = fields.Integer(required=True, validate=validate.Range(min=1))
    submitted_at = fields.AwareDateTime(required=True, format="iso")
    ad_set = fields.String(required=True, allow_none=True)
    ad = fields.String(required=True, allow_none=True)
    attributes = fields.Dict(required=True)
    contact = fields.Dict(required=True, allow_none=True)
    attempts = Tally()
    disposition = Said(DISPOSITIONS, allow_none=True)
    sub_reason = Said(SUB_REASON_WORDS, allow_none=True)
    outcome = Said(OUTCOMES, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class CallSamplePageAnswer(CallSampleAnswer):
    drawn = fields.List(fields.Nested(LentLeadAnswer), required=True)


class SampleAgreementAnswer(Schema):
    """Over all samples. `kappa` and its 95 % interval come once 100 leads were judged by both.

    `p_harder` is how often chance alone parts the two sides' words as unevenly as here.
    """

    pairs = Tally()
    same = Tally()
    only_sales_qualified = Tally()
    only_sample_qualified = Tally()
    kappa = fields.Float(required=True, allow_none=True, validate=validate.Range(min=-1, max=1))
    low = fields.Float(required=True, allow_none=True, validate=validate.Range(min=-1, max=1))
    high = fields.Float(required=True, allow_none=True, validate=validate.Range(min=-1, max=1))
    more_needed = Tally()
    p_harder = fields.Float(required=True, validate=validate.Range(min=0, max=1))


class CallSamplesAnswer(Schema):
    as_of = fields.AwareDateTime(required=True, format="iso")
    samples = fields.List(fields.Nested(CallSampleAnswer), required=True)
    agreement = fields.Nested(SampleAgreementAnswer, required=True)
