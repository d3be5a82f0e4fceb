"""What was seen of the models, as it is answered."""

from marshmallow import Schema, fields

from model.lead.watch import cohort, drift
from service.http.schemas.fields import Said, Tally


def _number(*, null: bool = False) -> fields.Float:
    return fields.Float(required=True, allow_none=null)


class CalibrationCounts(Schema):
    """Wins of matured, worked leads against the scores of their submit.

    `low` to `high` holds the wins of a model that is right, 19 times in 20; `ratio` is observed ÷ expected;
    `z` counts deviations from what was expected. `fewer` and `more` are beyond 99.8 % of chance and 10 % off.
    """

    leads = Tally()
    observed = Tally()
    expected = _number()
    low = _number()
    high = _number()
    ratio = _number(null=True)
    z = _number()
    verdict = Said(cohort.VERDICTS)


class WeekAnswer(CalibrationCounts):
    """The leads submitted in the week from this Monday on."""

    week = fields.Date(required=True)


class CalibrationLineAnswer(Schema):
    """logit y = offset + slope × logit p; the slope with its 95 % interval, the offset at slope 1."""

    offset = _number()
    slope = _number()
    low = _number()
    high = _number()


class CalibrationAnswer(CalibrationCounts):
    """The newest 8 matured weeks, by which the alert opens and closes. `line` is null with too few wins."""

    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)
    line = fields.Nested(CalibrationLineAnswer, required=True, allow_none=True)


class MovedAnswer(Schema):
    """`psi` against the training leads; `by_chance` is its mean where nothing moved.

    What goes beyond chance is `moved` from 0.1 on and `shifted` from 0.25 on.
    """

    psi = _number()
    by_chance = _number()
    beyond_chance = _number()
    verdict = Said(drift.VERDICTS)


class FieldDriftAnswer(MovedAnswer):
    """`unknown_share` is of leads with a value that training never saw; null for numbers and dates."""

    field = fields.String(required=True)
    unknown_share = _number(null=True)
    usual_unknown_share = _number(null=True)


class DriftAnswer(Schema):
    """The countable leads of the newest 30 days; of more than 50,000 a sample."""

    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)
    leads = Tally()
    score = fields.Nested(MovedAnswer, required=True)
    fields_ = fields.List(fields.Nested(FieldDriftAnswer), required=True, data_key="fields")


class UnworkedAnswer(Schema):
    """Countable leads of the newest 8 matured weeks, and those that nobody tried, judged or closed."""

    leads = Tally()
    unworked = Tally()
    share = _number(null=True)


class LookedAnswer(Schema):
    """`alert_since`: since when its calibration alert is open; null while it is closed."""

    version = fields.String(required=True)
    day = fields.Date(required=True)
    looked_at = fields.AwareDateTime(required=True)
    alert_since = fields.AwareDateTime(required=True, allow_none=True)


class VersionWatchAnswer(LookedAnswer):
    """The newest look at a version. `drift` and `unworked` are told of the version that served then."""

    horizon_days = _number()
    calibration = fields.Nested(CalibrationAnswer, required=True)
    weeks = fields.List(fields.Nested(WeekAnswer), required=True)
    drift = fields.Nested(DriftAnswer, required=True, allow_none=True)
    unworked = fields.Nested(UnworkedAnswer, required=True, allow_none=True)


class WatchDayAnswer(LookedAnswer):
    """One day of the serving version, in short."""

    ratio = _number(null=True)
    z = _number()
    verdict = Said(cohort.VERDICTS)
    score_psi = _number(null=True)


class WatchAnswer(Schema):
    """`alert_open`: the serving model's scores no longer are what becomes of leads."""

    serving = fields.String(required=True, allow_none=True)
    alert_open = fields.Boolean(required=True)
    versions = fields.List(fields.Nested(VersionWatchAnswer), required=True)
    days = fields.List(fields.Nested(WatchDayAnswer), required=True)
