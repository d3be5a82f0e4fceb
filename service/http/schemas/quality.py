"""Lead quality as it is asked for and answered."""

from marshmallow import Schema, fields, validate

from model.campaign.quality.verdict import VERDICTS
from service.http.schemas.fields import Body, Day, Said, Tally, Text, Word
from service.store.quality_counts import BY, COUNTED_REASONS
from service.usecases.quality.judge_quality import BASES
from service.usecases.quality.quality_sentences import CURES, OWNERS
from service.words import LANGUAGES


def _rate(*, null: bool = False) -> fields.Float:
    return fields.Float(required=True, allow_none=null, validate=validate.Range(min=0, max=1))


class CampaignQualityQuery(Body):
    """Days of the company's time zone, half open; all leads, undated ones too, where neither is given."""

    since = Day()
    until = Day()
    lang = Word(LANGUAGES, load_default="vi", allow_none=False)


class QualityQuery(CampaignQualityQuery):
    """`campaign`: of its leads only."""

    by = Said(BY, required=False, load_default="campaign")
    campaign = Text(200, allow_none=False)


class ReasonAnswer(Schema):
    """Countable leads that Sales judged so; `share` is of the judged. `cure`, named by `cure_key`, is what
    usually helps; `owner` is who can act on it."""

    reason = Said(COUNTED_REASONS)
    leads = Tally()
    share = _rate()
    owner = Said(OWNERS)
    cure_key = Said(tuple(CURES.values()))
    cure = fields.String(required=True)


class LeadingAnswer(Schema):
    """What the model's second head expected at submit of the `n` countable leads that nobody has judged.

    A forecast, never mixed with the rate. The interval holds chance, and how far the head was off so far.
    """

    value = _rate()
    low = _rate()
    high = _rate()
    n = Tally()
    sentence = fields.String(required=True)


class LaterAnswer(Schema):
    """Of the `n` leads that were judged since: the rate expected at their submit, and the real one."""

    predicted = _rate()
    real = _rate()
    n = Tally()


class QualityFiguresAnswer(Schema):
    """Of one group of countable leads.

    `value` with its 95 % interval is the rate over all of them, by score band where `basis` is
    "score_bands"; `raw` is qualified ÷ judged. `lean` is the probability that the rate is below `target`;
    `more_needed` more judged leads would settle it, `more_days` at the pace of the newest 28 due days.
    """

    countable = Tally()
    due = Tally()
    due_judged = Tally()
    judged = Tally()
    qualified = Tally()
    unverified = Tally()
    overturned = Tally()
    late_changes = Tally()
    value = _rate()
    low = _rate()
    high = _rate()
    raw = _rate(null=True)
    basis = Said(BASES)
    target = _rate(null=True)
    verdict = Said(VERDICTS)
    lean = _rate(null=True)
    more_needed = fields.Integer(required=True, allow_none=True, validate=validate.Range(min=0))
    more_days = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0))
    sentence = fields.String(required=True)
    reasons = fields.List(fields.Nested(ReasonAnswer), required=True)
    leading = fields.Nested(LeadingAnswer, required=True, allow_none=True)
    scored_later = fields.Nested(LaterAnswer, required=True, allow_none=True)


class QualityLineAnswer(QualityFiguresAnswer):
    """One group's figures, under the names it is grouped by."""

    campaign = fields.String(allow_none=True)
    ad_set = fields.String(allow_none=True)
    ad = fields.String(allow_none=True)
    channel = fields.String(allow_none=True)
    rep = fields.String(allow_none=True)
    product = fields.String(allow_none=True)
    week = fields.String()


class QualityAboutAnswer(Schema):
    """`agreement` is the version both teams signed, 0 while none is; `undated` leads are in no period."""

    as_of = fields.AwareDateTime(required=True)
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True)
    undated = Tally()
    agreement = Tally()


class QualitiesAnswer(QualityAboutAnswer):
    by = Said(BY)
    groups = fields.List(fields.Nested(QualityLineAnswer), required=True)


class CampaignQualityAnswer(QualityAboutAnswer, QualityFiguresAnswer):
    """One campaign, by the week its leads were submitted in, by ad set and by ad."""

    campaign = fields.String(required=True)
    weeks = fields.List(fields.Nested(QualityLineAnswer), required=True)
    ad_sets = fields.List(fields.Nested(QualityLineAnswer), required=True)
    ads = fields.List(fields.Nested(QualityLineAnswer), required=True)
