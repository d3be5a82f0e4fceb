"""How sure an order is, whether one deal makes a rank, and what more spend brings."""

import numpy as np
import pytest

from model.campaign.one_deal import one_deal_makes_rank
from model.campaign.order_probability import WorthPerLead, order_probability
from model.campaign.worth_of_more_spend import marginal_return


def test_the_order_of_two_is_as_sure_as_the_other_order_is_not():
    worth = WorthPerLead(np.array([3.0, 2.0, 2.0]), np.array([0.2, 0.1, 0.1]))
    assert order_probability(worth, 0, 1) == pytest.approx(1 - order_probability(worth, 1, 0))
    assert order_probability(worth, 0, 1) > 0.95
    assert order_probability(worth, 1, 2) == pytest.approx(0.5)


def test_one_deal_makes_a_rank_only_where_others_pass_without_it():
    won, leads = np.array([1000.0, 900.0, 0.0, 0.0]), np.array([100.0, 100.0, 100.0, 0.0])
    assert one_deal_makes_rank(won, leads, np.array([99.0, 10.0, 0.0, 0.0])).tolist() == [False] * 4
    assert one_deal_makes_rank(won, leads, np.array([500.0, 10.0, 0.0, 0.0])).tolist() == [True] + [False] * 3


def test_equal_ranks_stay_equal_and_a_lone_group_has_one_rank_only():
    assert one_deal_makes_rank(np.array([500.0]), np.array([5.0]), np.array([500.0])).tolist() == [False]


def test_what_more_spend_brings_is_found_again():
    rng, inside = np.random.default_rng(2), []
    for _ in range(200):
        spend = 1000 * np.exp(rng.normal(0, 0.4, 20))
        slope = rng.normal(0.65, 0.15)
        leads = rng.poisson(30 * (spend / 1000) ** slope)
        found = marginal_return(spend, leads.astype(float), 200.0 * leads)
        truth = slope * 200.0 * leads.sum() / spend.sum()
        inside.append(found.low <= truth <= found.high)
    assert 0.9 <= np.mean(inside) <= 0.99


@pytest.mark.parametrize("spend", [np.zeros(20), np.full(20, 7.0), np.array([1.0, 100.0] * 2)])
def test_without_enough_variation_of_spend_nothing_is_said(spend):
    assert marginal_return(spend, np.full(len(spend), 9.0), np.full(len(spend), 9.0)) is None
