"""Service levels as they are asked for and answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.fields import Body, Day, Said, Tally
from service.words import LANGUAGES


class ServiceLevelsQuery(Body):
    """Days of the company's time zone, half open: the 28 days up to today where neither is given."""

    since = Day()
    until = Day()
    lang = Said(LANGUAGES, required=False, load_default="vi")


class ShareAnswer(Schema):
    """`kept` of `due`; `value` is null where nothing was due. `low` to `high` is the 95 % interval."""

    kept = Tally()
    due = Tally()
    value = fields.Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))
    low = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    high = fields.Float(required=True, validate=validate.Range(min=0, max=1))


class SalesCountsAnswer(Schema):
    """`leads` are in_time + late + beyond_capacity + pending + unrecorded.

    Untried: of the late ones, those that nobody has tried to this day. Beyond capacity: late on a day on
    which all agreed calls were made; it is in no rate. Unrecorded: judged, or with a deal, without an
    attempt on record. `retries` are of leads that nobody reached.
    """

    leads = Tally()
    due = Tally()
    in_time = Tally()
    late = Tally()
    untried = Tally()
    beyond_capacity = Tally()
    pending = Tally()
    unrecorded = Tally()
    taken_back = Tally()
    first_attempt = fields.Nested(ShareAnswer, required=True)
    retries = fields.Nested(ShareAnswer, required=True)


class CampaignLevelAnswer(SalesCountsAnswer):
    campaign = fields.String(required=True, allow_none=True)


class RepLevelAnswer(SalesCountsAnswer):
    rep = fields.String(required=True)


class SalesLevelsAnswer(Schema):
    """`total` and `campaigns` run from a lead's arrival by the team's hours; `reps` from when it was given to
    her, by her own hours. `unassigned` are leads that nobody owned or tried.
    """

    total = fields.Nested(SalesCountsAnswer, required=True)
    campaigns = fields.List(fields.Nested(CampaignLevelAnswer), required=True)
    reps = fields.List(fields.Nested(RepLevelAnswer), required=True)
    unassigned = fields.Nested(SalesCountsAnswer, required=True)


class AnnouncedAnswer(Schema):
    """`read_by` of `team` active reps said that they read it."""

    campaign = fields.String(required=True)
    first_lead_at = fields.AwareDateTime(required=True)
    announced_at = fields.AwareDateTime(required=True, allow_none=True)
    in_time = fields.Boolean(required=True)
    read_by = Tally()
    team = Tally()


class FeedbackLevelAnswer(Schema):
    in_time = Tally()
    late = Tally()
    pending = Tally()
    share = fields.Nested(ShareAnswer, required=True)


class DaysLevelAnswer(Schema):
    """Days that are over, by their leads against the agreed `low` to `high` a day."""

    low = Tally()
    high = Tally()
    inside = Tally()
    below = Tally()
    above = Tally()
    share = fields.Nested(ShareAnswer, required=True)


class MarketingLevelsAnswer(Schema):
    """`campaigns` are those whose first lead came in the period; `days` is null where no band is agreed."""

    announced = fields.Nested(ShareAnswer, required=True)
    campaigns = fields.List(fields.Nested(AnnouncedAnswer), required=True)
    feedback = fields.Nested(FeedbackLevelAnswer, required=True)
    days = fields.Nested(DaysLevelAnswer, required=True, allow_none=True)


class SentencesAnswer(Schema):
    both = fields.List(fields.String(), required=True)
    sales = fields.List(fields.String(), required=True)
    marketing = fields.List(fields.String(), required=True)


class ServiceLevelsAnswer(Schema):
    """Of the leads submitted from `since` until the day before `until`, as of `as_of`.

    Held against version `version` of what was agreed; 0 are the defaults, which nobody signed.
    """

    as_of = fields.AwareDateTime(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    version = Tally()
    agreed = fields.Boolean(required=True)
    undated = Tally()
    sales = fields.Nested(SalesLevelsAnswer, required=True)
    marketing = fields.Nested(MarketingLevelsAnswer, required=True)
    sentences = fields.Nested(SentencesAnswer, required=True)
