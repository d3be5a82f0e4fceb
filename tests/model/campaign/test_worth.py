"""The interval of what leads bring: it holds what it says, and is never 0 ± 0."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from model.campaign.worth import Promised, brought_interval
from model.campaign.worth_spread import Spread, value_spread

PLAIN = Spread(1.0, 0.5, 0.0, 0.0, 0.0)


def promised(p, v):
    """Of one group."""
    sums = (p, p**2, p * v, p * v**2, (p * v) ** 2)
    return Promised(*(np.array([each.sum()]) for each in sums))


def ends(p, v, spread=PLAIN, off=0.0):
    low, high = brought_interval(promised(p, v), spread, np.array([off]))
    return float(low[0]), float(high[0])


@pytest.mark.parametrize(("leads", "off"), [(8, 0.0), (60, 0.3), (600, 0.3)])
def test_it_holds_what_simulated_leads_bring_19_times_in_20(leads, off):
    rng = np.random.default_rng(leads)
    p, v = rng.beta(1, 9, leads), rng.uniform(5, 15, leads)
    deals = rng.gamma(4.0, 0.25, (4000, leads))
    worked = rng.gamma(1 / off**2, off**2, (4000, 1)) if off else np.ones((4000, 1))
    brought = ((rng.random((4000, leads)) < p * worked) * deals * v).sum(axis=1)
    low, high = ends(p, v, off=off)
    assert 0.925 <= np.mean((low <= brought) & (brought <= high)) <= 0.985


@settings(max_examples=60, deadline=None)
@given(
    p=st.lists(st.floats(1e-6, 0.999), min_size=1, max_size=30),
    value=st.floats(1.0, 1e12),
    off=st.floats(0.0, 2.0),
    rate=st.floats(0.0, 0.2),
    wild=st.floats(0.0, 50.0),
)
def test_few_leads_are_never_nought_and_the_promise_lies_above_the_low_end(p, value, off, rate, wild):
    spread = Spread(1.0, 0.8, rate, wild, wild)
    low, high = ends(np.array(p), np.full(len(p), value), spread, off)
    assert 0 <= low < high < np.inf
    assert high >= 0.999 * value


def test_what_no_lead_promises_has_no_interval():
    low, high = brought_interval(promised(np.zeros(3), np.zeros(3)), PLAIN, np.zeros(1))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_deals_out_of_all_proportion_lift_the_high_end_and_leave_the_low_one():
    p, v = np.full(300, 0.1), np.full(300, 10.0)
    wild = value_spread(np.append(np.full(299, 8.0), 600.0), np.full(300, 10.0))
    low, high = ends(p, v, Spread(1.0, wild.deviation, 0.0, 0.0, 0.0))
    low_with, high_with = ends(p, v, wild)
    assert high_with > 1.5 * high
    assert low_with < low


def test_deals_as_expected_have_the_spread_that_few_deals_leave_room_for():
    many = value_spread(np.full(1000, 7.0), np.full(1000, 7.0))
    few = value_spread(np.full(3, 7.0), np.full(3, 7.0))
    assert many.deviation < 0.1 < few.deviation < 1
    assert value_spread(np.array([0.0, -3.0]), np.array([5.0, 5.0])) == value_spread(
        np.array([]), np.array([])
    )
