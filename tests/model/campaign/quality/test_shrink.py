"""The hierarchical posterior: held against a plain sum over a fine grid, and what must not matter."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import betaincinv, betaln
from scipy.stats import beta

from model.campaign.quality.grids import STRENGTH_WEIGHTS, STRENGTHS
from model.campaign.quality.shrink import shrink

COUNTS = st.lists(
    st.tuples(st.integers(0, 3000), st.floats(0, 1), st.integers(0, 2)), min_size=1, max_size=12
)


def _arrays(groups):
    judged = np.array([float(judged) for judged, _, _ in groups])
    qualified = np.floor(judged * [share for _, share, _ in groups])
    _, parents = np.unique([parent for _, _, parent in groups], return_inverse=True)
    return judged, qualified, parents


def test_it_is_the_sum_over_all_that_nobody_knows():
    """One channel of three campaigns, by 400 means × 11 strengths × 400 company means × 11 strengths."""
    judged, qualified = np.array([10.0, 60.0, 250.0]), np.array([1.0, 30.0, 90.0])
    means = (np.arange(400) + 0.5) / 400
    company, spread = means[:, np.newaxis, np.newaxis], STRENGTHS[:, np.newaxis]
    of_mean = np.exp(
        (company * spread - 1) * np.log(means)
        + ((1 - company) * spread - 1) * np.log(1 - means)
        - betaln(company * spread, (1 - company) * spread)
    )
    prior = np.einsum("cti,t->i", of_mean, STRENGTH_WEIGHTS) / 400
    good, bad = means[:, np.newaxis] * STRENGTHS, (1 - means)[:, np.newaxis] * STRENGTHS
    said = sum(
        betaln(k + good, n - k + bad) - betaln(good, bad) for n, k in zip(judged, qualified, strict=True)
    )
    weights = np.exp(said - said.max()) * prior[:, np.newaxis] * STRENGTH_WEIGHTS
    weights /= weights.sum()
    found = shrink(judged, qualified, np.zeros(3, dtype=np.int64))
    for place, (n, k) in enumerate(zip(judged, qualified, strict=True)):
        each = (k + good) / (n + good + bad)
        assert found.mean[place] == pytest.approx((weights * each).sum(), abs=0.002)
        for rate in (0.2, 0.35, 0.5):
            below = (weights * beta.cdf(rate, k + good, n - k + bad)).sum()
            assert found.probability_below(np.full(3, rate))[place] == pytest.approx(below, abs=0.01)


def test_many_leads_speak_for_themselves():
    """A million leads beside small campaigns: Jeffreys' interval."""
    judged, qualified = np.array([1e6, 10.0, 20.0]), np.array([3e5, 9.0, 18.0])
    found = shrink(judged, qualified, np.zeros(3, dtype=np.int64))
    assert found.low[0] == pytest.approx(betaincinv(3e5 + 0.5, 7e5 + 0.5, 0.025), abs=2e-5)
    assert found.high[0] == pytest.approx(betaincinv(3e5 + 0.5, 7e5 + 0.5, 0.975), abs=2e-5)


@settings(max_examples=20, deadline=None)
@given(COUNTS)
def test_any_counts_give_a_rate_inside_its_interval(groups):
    found = shrink(*_arrays(groups))
    assert np.all((found.low > 0) & (found.low < found.mean) & (found.mean < found.high) & (found.high < 1))


@settings(max_examples=10, deadline=None)
@given(COUNTS, st.randoms())
def test_the_order_of_groups_and_channels_changes_nothing(groups, random):
    mixed = list(range(len(groups)))
    random.shuffle(mixed)
    before = shrink(*_arrays(groups))
    after = shrink(*_arrays([(*groups[place][:2], 2 - groups[place][2]) for place in mixed]))
    for name in ("mean", "low", "high"):
        assert getattr(after, name) == pytest.approx(getattr(before, name)[mixed], abs=1e-9)


def test_a_channels_campaigns_shape_each_other_more_than_another_channels():
    judged, qualified = np.full(9, 200.0), np.array([40.0] * 4 + [140.0] * 4 + [0.0])
    judged[8] = 0
    beside_the_low = shrink(judged, qualified, np.array([0] * 4 + [1] * 4 + [0]))
    beside_the_high = shrink(judged, qualified, np.array([0] * 4 + [1] * 4 + [1]))
    alone = shrink(judged, qualified, np.array([0] * 4 + [1] * 4 + [2]))
    assert beside_the_low.mean[8] < 0.3 < alone.mean[8] < 0.6 < beside_the_high.mean[8]
    assert alone.high[8] - alone.low[8] > 2 * (beside_the_low.high[8] - beside_the_low.low[8])
