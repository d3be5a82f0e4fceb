"""The delay curve: right where young leads show only their quick wins, and kept as it was learnt."""

import numpy as np
import pytest
from scipy.stats import gamma

from model.campaign.delay import DelayCurve, delay_curve

HORIZON = 45.0


@pytest.fixture
def wins():
    """Ages and delays of wins that are known by now, of leads that came evenly over half a year."""
    rng = np.random.default_rng(3)
    ages, delays = rng.uniform(0, 180, 4000), rng.gamma(1.8, 9.0, 4000)
    known = delays <= ages
    return ages[known], delays[known]


def test_the_curve_is_that_of_wins_within_the_horizon_though_young_leads_show_only_quick_ones(wins):
    at = np.array([5.0, 10.0, 20.0, 30.0, 45.0])
    truth = gamma.cdf(at, 1.8, scale=9.0) / gamma.cdf(HORIZON, 1.8, scale=9.0)
    assert delay_curve(*wins, HORIZON).share(at) == pytest.approx(truth, abs=0.03)


def test_it_is_learnt_from_wins_on_old_leads_and_none_without_twenty_of_them(wins):
    ages, delays = wins
    assert delay_curve(np.minimum(ages, HORIZON - 1), delays, HORIZON) is None


def test_unknown_times_are_left_out_and_a_win_before_the_submit_came_at_once(wins):
    ages, delays = (np.append(each, [np.nan, 200.0]) for each in wins)
    delays[-2] = 3.0
    delays[-1] = -5.0
    same, kept = delay_curve(*wins, HORIZON), delay_curve(ages, delays, HORIZON)
    assert kept.share(np.array([0.0]))[0] > same.share(np.array([0.0]))[0]
    assert kept.share(np.array([20.0])) == pytest.approx(same.share(np.array([20.0])), abs=0.01)


def test_it_comes_back_as_it_was_kept(wins):
    curve = delay_curve(*wins, HORIZON)
    assert DelayCurve.from_dict(curve.to_dict()) == curve


@pytest.mark.parametrize(
    "kept",
    [
        {"ages": [], "share": []},
        {"ages": [0, 0], "share": [0, 1]},
        {"ages": [0, 1], "share": [0.5, 0.4]},
        {"ages": [0, 1], "share": [0, 0.9]},
        {"ages": [0, 1, 2], "share": [0, 1]},
    ],
)
def test_what_is_no_curve_is_refused(kept):
    with pytest.raises(ValueError, match="not a delay curve"):
        DelayCurve.from_dict(kept)
