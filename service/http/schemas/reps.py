"""Reps as they are asked for and answered."""

from marshmallow import Schema, fields, validate

from service.http.schemas.fields import AmountAnswer, Body, Day, Said, Tally
from service.http.schemas.service_levels import ShareAnswer
from service.usecases.team.compare_reps import VERDICTS
from service.words import LANGUAGES


class RepsQuery(Body):
    """Days of the company's time zone, half open; all leads, undated ones too, where neither is given."""

    since = Day()
    until = Day()
    lang = Said(LANGUAGES, required=False, load_default="vi")


def _share() -> fields.Float:
    return fields.Float(required=True, validate=validate.Range(min=0, max=1))


class ShrunkAnswer(Schema):
    """Observed ÷ expected, shrunk towards the team's, with its 95 % interval."""

    expected = fields.Float(required=True)
    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class AgainstAnswer(ShrunkAnswer):
    """Wins within the horizon, of `leads` that matured and were scored before; `above`: the chance that her
    ratio is above the team's.
    """

    leads = Tally()
    observed = Tally()
    above = _share()


class StrictnessAnswer(ShrunkAnswer):
    """Of `judged` leads `bad` so many; `expected` is what the rest of the team would call so."""

    judged = Tally()
    bad = Tally()


class DaysAnswer(Schema):
    days = Tally()
    met = Tally()


class UnlikelyDayAnswer(Schema):
    """`judged` of the first five, `bad` of them; `chance` of so many or more."""

    day = fields.Date(required=True)
    judged = Tally()
    bad = Tally()
    chance = _share()
    campaign = fields.String(required=True, allow_none=True)


class FirstLeadsAnswer(Schema):
    """Days by their first five judged leads, three bad ones making a bad start; `by_chance` so many were to
    be expected. Whether a day met its target is judged by its other leads alone.
    """

    days = Tally()
    bad_starts = Tally()
    by_chance = fields.Float(required=True)
    bad_start = fields.Nested(DaysAnswer, required=True)
    other = fields.Nested(DaysAnswer, required=True)
    unlikely = fields.List(fields.Nested(UnlikelyDayAnswer), required=True)


class RepAnswer(Schema):
    """One rep. `strictness` and `first_leads` are null for Marketing, and where nothing is known."""

    rep = fields.String(required=True)
    leads = Tally()
    won = Tally()
    won_revenue = fields.Nested(AmountAnswer, required=True)
    verdict = Said(VERDICTS)
    by_score = fields.Nested(AgainstAnswer, required=True, allow_none=True)
    without_campaign = fields.Nested(AgainstAnswer, required=True, allow_none=True)
    first_attempt = fields.Nested(ShareAnswer, required=True)
    retries = fields.Nested(ShareAnswer, required=True)
    beyond_capacity = Tally()
    strictness = fields.Nested(StrictnessAnswer, required=True, allow_none=True)
    first_leads = fields.Nested(FirstLeadsAnswer, required=True, allow_none=True)
    sentences = fields.List(fields.String(), required=True)


class OneRepAnswer(Schema):
    """A campaign that one rep works nearly alone: campaign and rep cannot be told apart."""

    campaign = fields.String(required=True)
    rep = fields.String(required=True)
    leads = Tally()
    share = _share()
    sentence = fields.String(required=True)


class RepsAnswer(Schema):
    """`team` is the reps' mean ratio of observed to expected wins. Service levels (first attempts,
    retries) are of the leads submitted since `levels_since`; `agreed`: they are signed.
    """

    as_of = fields.AwareDateTime(required=True)
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True)
    undated = Tally()
    team = fields.Float(required=True)
    levels_since = fields.Date(required=True)
    agreed = fields.Boolean(required=True)
    reps = fields.List(fields.Nested(RepAnswer), required=True)
    one_rep_campaigns = fields.List(fields.Nested(OneRepAnswer), required=True)
