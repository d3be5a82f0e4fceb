"""Observed over expected: intervals hold the truth, few leads say little, order does not matter."""

import numpy as np
import pytest

from model.campaign.observed_expected import LEARNT_WITH, shrunk_ratios


def drawn(rng, groups, spread):
    """Groups of 20 to 900 leads with true ratios of this spread: (truth, observed, expected, variance)."""
    truth = rng.gamma(1 / spread**2, spread**2, groups)
    chances = [rng.beta(1, 9, rng.integers(20, 900)) for _ in range(groups)]
    wins = [rng.random(len(p)) < p * ratio for p, ratio in zip(chances, truth, strict=True)]
    sums = ([w.sum() for w in wins], [p.sum() for p in chances], [(p * (1 - p)).sum() for p in chances])
    return truth, *(np.array(each, dtype=float) for each in sums)


def test_intervals_hold_the_true_ratios_of_teams_of_eight():
    rng, held = np.random.default_rng(5), []
    for _ in range(120):
        truth, *sums = drawn(rng, 8, 0.3)
        found = shrunk_ratios(*sums)
        held += list((found.low <= truth) & (truth <= found.high))
    assert 0.91 <= np.mean(held) <= 0.98


def test_a_group_is_pulled_the_more_the_less_it_has_to_say():
    found = shrunk_ratios(
        np.array([200.0, 2, 100, 100]), np.array([100.0, 1, 100, 100]), np.full(4, 1.0) * [90, 0.9, 90, 90]
    )
    assert 1.6 < found.value[0] < 2.0
    assert abs(found.value[1] - found.level) < abs(found.value[0] - found.level)
    assert found.high[1] - found.low[1] > found.high[0] - found.low[0]


def test_the_order_of_groups_does_not_matter():
    sums = drawn(np.random.default_rng(1), 6, 0.3)[1:]
    one, other = shrunk_ratios(*sums), shrunk_ratios(*(each[::-1] for each in sums))
    assert other.value[::-1] == pytest.approx(one.value)
    assert other.low[::-1] == pytest.approx(one.low)


@pytest.mark.parametrize("groups", [0, 1, 5])
def test_nothing_expected_is_answered_with_what_is_believed_before_any_lead(groups):
    none = np.zeros(groups)
    found = shrunk_ratios(none, none, none, LEARNT_WITH)
    assert all(found.low < 1)
    assert all(found.high > 1)
    assert len(found.value) == groups
    assert found.off(np.array([0.0]))[0] > found.off(np.array([100.0]))[0] > 0
