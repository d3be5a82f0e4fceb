"""What leads are worth, as it is answered of a campaign, of a group, of all."""

from marshmallow import Schema, fields, validate

from model.campaign.quality.verdict import VERDICTS
from service.http.schemas.fields import AmountAnswer, Said, Tally
from service.usecases.campaigns.delay_shares import BASES


def _rate() -> fields.Float:
    return fields.Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))


class QualityAnswer(Schema):
    """`raw` is qualified ÷ judged, null where nothing is judged. `value`, `low` to `high` (95 %) is the rate
    over all countable leads, by score band; it and the verdict are null of the totals.
    """

    value = _rate()
    low = _rate()
    high = _rate()
    raw = _rate()
    verdict = Said(VERDICTS, allow_none=True)


class ExpectedRevenueAnswer(AmountAnswer):
    """`low` to `high` holds what such leads bring where they are worked, 19 times in 20; null while none of
    them is scored: `scored` and the amount are 0 then.
    """

    low = fields.Integer(required=True, allow_none=True)
    high = fields.Integer(required=True, allow_none=True)


class RatioAnswer(Schema):
    """Wins over what the scores promised, on `leads` that matured and were worked; `value` is shrunk."""

    leads = Tally()
    observed = Tally()
    expected = fields.Float(required=True)
    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class WorthAnswer(Schema):
    """`projected` is won revenue and what is still to come; null by closing: they are of other leads."""

    expected_revenue = fields.Nested(ExpectedRevenueAnswer, required=True)
    still_to_come = fields.Nested(AmountAnswer, required=True)
    projected = fields.Nested(AmountAnswer, required=True, allow_none=True)
    cost_per_won = fields.Nested(AmountAnswer, required=True, allow_none=True)
    gross_profit = fields.Nested(AmountAnswer, required=True, allow_none=True)
    ad_cost_share = fields.Float(required=True, allow_none=True)


class NextAnswer(Schema):
    """The group that follows by worth per lead, under the names it is grouped by, and the chance that a lead
    of this group is worth more than one of that.
    """

    campaign = fields.String(allow_none=True)
    channel = fields.String(allow_none=True)
    ad_set = fields.String(allow_none=True)
    ad = fields.String(allow_none=True)
    rep = fields.String(allow_none=True)
    product = fields.String(allow_none=True)
    probability = fields.Float(required=True, validate=validate.Range(min=0, max=1))


class RanksAnswer(Schema):
    """`one_deal`: without its largest deal the rank by won revenue per lead would be another."""

    rank_by_leads = Tally()
    rank_by_expected_revenue = Tally()
    rank_by_won_revenue_per_lead = Tally()
    one_deal = fields.Boolean(required=True)
    next = fields.Nested(NextAnswer, required=True, allow_none=True)
    won_over_expected = fields.Nested(RatioAnswer, required=True, allow_none=True)


class MarginalReturnAnswer(Schema):
    """Expected revenue that one more unit of spend brings, by how leads followed the weeks' spend; 95 %."""

    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    weeks = Tally()


class DelayBasis(Said):
    """Whether the delay of wins was learnt, or a straight line is assumed."""

    def __init__(self) -> None:
        super().__init__(BASES)
