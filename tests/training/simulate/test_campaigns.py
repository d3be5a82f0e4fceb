"""Campaigns: large and worthless, small and precious, tiny, on target."""

import numpy as np
import pytest

from model.vocabulary import CHANGE_KINDS, CHANNELS
from training.simulate import History, World, simulate
from training.simulate.campaigns import draw_campaigns


def by_role(history: History, role: str) -> list[dict]:
    return [c for c in history.true_campaigns if c["role"] == role]


def test_several_campaigns_have_about_eight_leads(history: History) -> None:
    counts = history.leads.campaign.value_counts()
    tiny = [counts[c["campaign"]] for c in by_role(history, "tiny")]
    assert len(tiny) == 4
    assert all(6 <= count <= 10 for count in tiny)


def test_the_largest_campaign_is_cheap_and_earns_next_to_nothing(history: History) -> None:
    (worthless,) = by_role(history, "worthless")
    others = [c for c in history.true_campaigns if c["role"] == "ordinary"]
    cost = {c["campaign"]: c["spend"] / c["leads"] for c in history.true_campaigns}
    assert worthless["leads"] == max(c["leads"] for c in history.true_campaigns)
    assert all(cost[worthless["campaign"]] < cost[c["campaign"]] for c in others)
    assert worthless["expected_revenue_per_lead"] < 0.1 * np.median(
        [c["expected_revenue_per_lead"] for c in others]
    )
    assert worthless["profit"] < 0


def test_the_precious_campaign_is_small_and_earns_most_a_lead(history: History) -> None:
    (precious,) = by_role(history, "precious")
    assert precious["leads"] < 0.03 * len(history.leads)
    assert precious["expected_revenue_per_lead"] == max(
        c["expected_revenue_per_lead"] for c in history.true_campaigns
    )


@pytest.mark.parametrize("seed", range(5))
def test_quality_varies_by_campaign_around_the_companys(seed: int) -> None:
    campaigns = draw_campaigns(World(seed=seed))
    assert 0.14 <= campaigns.quality.min() <= 0.25
    assert 0.60 <= campaigns.quality.max() <= 0.76
    assert campaigns.share @ campaigns.quality == pytest.approx(0.45, abs=0.005)


def test_without_spread_every_campaign_is_exactly_on_target() -> None:
    level = simulate(World(leads=4000, quality=0.4, quality_spread=0.0))
    assert all(c["quality_rate"] == pytest.approx(0.4, abs=1e-6) for c in level.true_campaigns)


def test_the_cheapest_can_be_made_the_best() -> None:
    drawn = draw_campaigns(World(cheapest_best=True))
    paid = drawn.cost > 0
    worth = drawn.quality * np.exp(drawn.closing + drawn.value)
    assert np.argmin(drawn.cost[paid]) == np.argmax(worth[paid])


def test_campaigns_and_their_changes_use_the_vocabulary(history: History) -> None:
    assert set(history.campaigns.channel) <= set(CHANNELS)
    assert set(history.changes.kind) <= set(CHANGE_KINDS)
    assert set(history.changes.campaign) <= set(history.campaigns.campaign)
    assert history.campaigns.campaign.is_unique


def test_some_leads_lost_their_tracking(history: History) -> None:
    lost = history.leads.campaign.isna()
    assert 0.003 < lost.mean() < 0.015
    assert history.leads[lost][["channel", "ad_set", "ad", "utm_source"]].isna().all().all()
    assert (~history.true_leads.tracked == lost).all()
