"""The rules of alerts, held against what they must not depend on."""

import numpy as np
import pytest
from scipy.special import expit

from model.campaign.alerts import quality, revenue
from model.campaign.alerts.quality import below_target
from model.campaign.alerts.revenue import TwoPeriods, fell


def test_one_score_for_all_is_as_no_score():
    judged, qualified = np.array([60.0, 80.0]), np.array([20.0, 25.0])
    without = below_target(judged, qualified, 0.4)
    same = below_target(judged, qualified, 0.4, log_odds=np.full(2, 1.7), countable=np.array([90.0, 90.0]))
    assert without == pytest.approx(same)


def test_the_order_of_bands_and_campaigns_changes_nothing():
    judged, qualified = np.array([60.0, 80.0, 9.0]), np.array([20.0, 25.0, 1.0])
    scores, countable = np.array([1.0, 0.0, -1.0]), np.array([70.0, 90.0, 50.0])
    as_given = below_target(judged, qualified, 0.4, log_odds=scores, countable=countable)
    turned = below_target(
        judged[::-1], qualified[::-1], 0.4, log_odds=scores[::-1], countable=countable[::-1]
    )
    assert as_given == pytest.approx(turned)
    pairs = [TwoPeriods(100, 60, 90, 40), TwoPeriods(20, 5, 30, 9)]
    assert fell(pairs) == pytest.approx(fell(pairs[::-1]))


@pytest.mark.parametrize("called", [(0.9, 0.7, 0.5), (0.5, 0.7, 0.9), (1.0, 0.1, 0.1)])
def test_whom_sales_calls_first_decides_nothing(called):
    """A campaign exactly on target, of which the best, or the worst, are called first."""
    rng = np.random.default_rng(3)
    scores = np.array([1.5, 0.0, -1.5])
    chances = expit(scores)
    judged = rng.binomial(100, called, (4000, 3)).astype(float)
    qualified = rng.binomial(judged.astype(int), chances).astype(float)
    on_target = below_target(
        judged,
        qualified,
        float(chances.mean()),
        log_odds=np.broadcast_to(scores, judged.shape),
        countable=np.full(judged.shape, 100.0),
    )
    assert (on_target >= quality.LEAST_SURE).mean() < 0.03


def test_nothing_known_says_nothing():
    none = np.zeros(3)
    assert below_target(none, none, 0.4, log_odds=np.zeros(3), countable=np.zeros(3)) == 0.5
    assert fell([TwoPeriods(0, 0, 10, 5), TwoPeriods(10, 10, 10, 10)]) == 0.5


def test_a_change_of_mix_is_no_fall():
    """Two campaigns stay at 0.8 and 0.2 while leads move to the worse one: together 0.7 becomes 0.3."""
    same = [TwoPeriods(500, 400, 100, 80), TwoPeriods(100, 20, 500, 100)]
    assert fell(same) < 0.6
    assert fell([TwoPeriods(600, 420, 600, 180)]) > revenue.SURE
