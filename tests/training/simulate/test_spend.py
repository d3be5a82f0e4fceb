"""Spend by day and what it brings."""

import numpy as np
import pytest

from training.simulate import History, World
from training.simulate.campaigns import draw_campaigns
from training.simulate.response import Response
from training.simulate.spend import draw_spend


def test_amounts_are_whole_positive_and_of_days_inside_the_history(history: History) -> None:
    spend = history.spend
    assert (spend.amount > 0).all()
    assert spend.amount.dtype == np.int64
    assert spend.day.min() >= "2025-11-21"
    assert spend.day.max() <= "2026-11-20"
    assert not spend.duplicated(["ad_set", "day"]).any()
    assert (spend.clicks <= spend.impressions).all()


def test_the_table_holds_what_the_truth_says_was_spent(history: History) -> None:
    by_campaign = history.spend.groupby("campaign", observed=False).amount.sum()
    for c in history.true_campaigns:
        assert by_campaign.get(c["campaign"], 0) == pytest.approx(c["spend"], rel=1e-4)


def test_spend_can_be_kept_flat() -> None:
    world = World(spend_varies=False)
    for daily in draw_spend(world, draw_campaigns(world)):
        assert np.unique(daily[daily > 0]).size <= 1


def test_spend_usually_varies() -> None:
    world = World()
    spread = [
        np.std(daily[daily > 0]) / daily.mean()
        for daily in draw_spend(world, draw_campaigns(world))
        if daily.any()
    ]
    assert np.mean(np.array(spread) > 0.1) > 0.6


def test_leads_answer_to_spend_with_falling_returns(history: History) -> None:
    for answer in history.responses.values():
        today = answer.leads(max(answer.daily_spend, 1.0))
        assert answer.leads(2 * max(answer.daily_spend, 1.0)) <= 2 * today


def test_the_curve_passes_through_what_came(history: History) -> None:
    for c in history.true_campaigns:
        answer = history.responses[c["campaign"]]
        expected = answer.leads(answer.daily_spend) * answer.days
        if c["role"] not in ("tiny", "referral"):
            assert expected == pytest.approx(c["countable"], abs=4 * np.sqrt(c["countable"]))


def test_profit_is_concave_and_falls_when_spend_explodes() -> None:
    answer = Response(scale=0.001, exponent=0.6, days=30, daily_spend=1e6, value=5e5)
    profits = [answer.profit(x, margin=0.6) for x in np.linspace(0, 5e6, 30)]
    assert (np.diff(profits, 2) < 0).all()
    assert answer.profit(1e12, margin=0.6) < 0
