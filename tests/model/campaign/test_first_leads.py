"""First leads of a day: the tail of chance, and that a day is judged by its rest alone."""

from itertools import product

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from model.campaign.first_leads import Day, Days, at_least, of_days, start_of_day


@given(st.lists(st.floats(0, 1), max_size=6), st.integers(0, 6))
def test_the_tail_is_that_of_all_ways_it_can_come(chances, count):
    ways = product((False, True), repeat=len(chances))
    by_hand = sum(
        np.prod([p if bad else 1 - p for p, bad in zip(chances, way, strict=True)])
        for way in ways
        if sum(way) >= count
    )
    assert at_least(count, np.array(chances)) == pytest.approx(min(1.0, by_hand), abs=1e-12)


@pytest.mark.parametrize(
    ("rate", "first", "bad", "chance"),
    [(0.30, 3, 3, 0.027), (0.50, 3, 3, 0.125), (0.30, 5, 3, 0.163), (0.50, 5, 3, 0.5)],
)
def test_the_figures_that_the_design_names(rate, first, bad, chance):
    leads = np.arange(first) < bad
    assert start_of_day(leads, np.full(first, rate)).chance == pytest.approx(chance, abs=0.0005)


def test_bad_starts_do_not_end_worse_where_leads_are_alike():
    """By the whole day they would, by construction: that is why the rest is judged."""
    rng = np.random.default_rng(0)
    days, whole = [], {True: [], False: []}
    for _ in range(4000):
        bad = rng.random(25) < 0.5
        start = start_of_day(bad, np.full(25, 0.5))
        days.append(Day(start, 20, int((~bad[5:]).sum()), 0.5))
        whole[start.is_bad].append(np.mean(~bad) >= 0.5)
    shares = [found.met / found.days for found in (of_days(days, bad_start=bad) for bad in (True, False))]
    assert shares[0] == pytest.approx(shares[1], abs=0.04)
    assert np.mean(whole[True]) < np.mean(whole[False]) - 0.2


def test_no_days_are_no_days():
    assert of_days([], bad_start=True) == Days(0, 0)
