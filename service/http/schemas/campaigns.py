"""Campaigns, spend and changes as they are sent, and figures as they are answered."""

from marshmallow import Schema, fields

from model.vocabulary import CHANGE_KINDS, CHANNELS
from service.http.schemas.fields import (
    AmountAnswer,
    Body,
    Count,
    Day,
    Instant,
    Money,
    Number,
    Rows,
    Said,
    Tally,
    Text,
    Word,
)
from service.http.schemas.worth import (
    DelayBasis,
    MarginalReturnAnswer,
    QualityAnswer,
    RanksAnswer,
    WorthAnswer,
)

MOST_DAYS = 1000
CLOCKS = ("arrival", "closing")
# By which leads it is said how sure an order is: all, or those first tried within the service level.
_ALL, IN_TIME = AMONG = ("all", "in_time")
GROUPS = ("campaign", "ad_set", "ad", "channel", "rep", "product")
SORTS = (
    "expected_revenue",
    "expected_revenue_per_lead",
    "won_revenue",
    "won_revenue_per_spend",
    "collected",
    "spend",
    "leads",
    "won",
    "quality_rate",
    "name",
)


class CampaignSchema(Body):
    name = Text(200)
    channel = Word(CHANNELS)
    owner = Text(200)
    message = Text(5000)


class SpendDaySchema(Body):
    """`rate` is how much of the company's currency one unit of the paid one cost on that day."""

    day = Day(required=True)
    amount = fields.Nested(Money, required=True)
    rate = Number(1e-9, 1e9)
    ad_set = Text(200)
    ad = Text(200)
    impressions = Count()
    clicks = Count()


class SpendSchema(Body):
    days = Rows(fields.Nested(SpendDaySchema), MOST_DAYS)


class ChangeSchema(Body):
    kind = Word(CHANGE_KINDS, required=True)
    note = Text(5000)
    occurred_at = Instant()


class PeriodQuery(Body):
    """Days of the company's time zone, half open; all leads, undated ones too, where neither is given."""

    since = Day()
    until = Day()
    clock = Said(CLOCKS, required=False, load_default="arrival")
    among = Said(AMONG, required=False, load_default="all")


class CampaignsQuery(PeriodQuery):
    """`product`: of its leads only; spend and what follows from it are then null, which has no product."""

    by = Said(GROUPS, required=False, load_default="campaign")
    sort = Said(SORTS, required=False, load_default="expected_revenue")
    product = Text(200, allow_none=False)


class FiguresAnswer(WorthAnswer):
    """Counts of leads, and what they brought and cost; null where a ratio's divisor is 0.

    Spend and what follows from it are null by rep and by product, and of one product.
    """

    leads = Tally()
    duplicates = Tally()
    spam = Tally()
    countable = Tally()
    due = Tally()
    judged = Tally()
    qualified = Tally()
    matured = Tally()
    scored = Tally()
    won = Tally()
    won_without_revenue = Tally()
    quality_rate = fields.Nested(QualityAnswer, required=True)
    won_revenue = fields.Nested(AmountAnswer, required=True)
    collected = fields.Nested(AmountAnswer, required=True)
    spend = fields.Nested(AmountAnswer, required=True, allow_none=True)
    cost_per_lead = fields.Nested(AmountAnswer, required=True, allow_none=True)
    cost_per_qualified = fields.Nested(AmountAnswer, required=True, allow_none=True)
    expected_revenue_per_lead = fields.Nested(AmountAnswer, required=True, allow_none=True)
    won_revenue_per_lead = fields.Nested(AmountAnswer, required=True, allow_none=True)
    won_revenue_per_spend = fields.Float(required=True, allow_none=True)


class LineAnswer(FiguresAnswer, RanksAnswer):
    """One group's figures, under the names it is grouped by."""

    campaign = fields.String(allow_none=True)
    name = fields.String(allow_none=True)
    channel = fields.String(allow_none=True)
    owner = fields.String(allow_none=True)
    ad_set = fields.String(allow_none=True)
    ad = fields.String(allow_none=True)
    rep = fields.String(allow_none=True)
    product = fields.String(allow_none=True)


class CampaignsAnswer(Schema):
    as_of = fields.AwareDateTime(required=True)
    by = Said(GROUPS)
    clock = Said(CLOCKS)
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True)
    undated = Tally()
    among = Said(AMONG)
    delay = DelayBasis()
    totals = fields.Nested(FiguresAnswer, required=True)
    campaigns = fields.List(fields.Nested(LineAnswer), required=True)


class ChangeAnswer(Schema):
    id = fields.UUID(required=True)
    occurred_at = fields.AwareDateTime(required=True)
    kind = Said(CHANGE_KINDS)
    note = fields.String(required=True, allow_none=True)


class CampaignPageAnswer(LineAnswer):
    as_of = fields.AwareDateTime(required=True)
    clock = Said(CLOCKS)
    undated = Tally()
    among = Said(AMONG)
    delay = DelayBasis()
    marginal_return = fields.Nested(MarginalReturnAnswer, required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)
    is_draft = fields.Boolean(required=True)
    changes = fields.List(fields.Nested(ChangeAnswer), required=True)


class DeclaredAnswer(Schema):
    campaign = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)


class SpendAnswer(Schema):
    """How many days were sent, and how many of them differ from what was kept."""

    days = Tally()
    changed = Tally()
