"""Turns by worth: what everybody has at the end of the day is the same for her time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.campaign.rotation import Turn, next_turn, share_out


def per_minute(turns, leads, mean):
    worth = {key: mean if value is None else value for key, value, _ in leads}
    got = {turn.rep: turn.worth for turn in turns}
    for key, rep in share_out(turns, leads, mean):
        got[rep] += worth[key]
    return {turn.rep: got[turn.rep] / turn.minutes for turn in turns}


WORTHS = st.lists(st.one_of(st.none(), st.floats(0, 1e9)), max_size=60)


@given(WORTHS, st.lists(st.sampled_from([120.0, 240.0, 480.0]), min_size=1, max_size=6))
def test_nobody_is_ahead_of_another_by_more_than_one_lead(worths, minutes):
    turns = [Turn(f"rep {place}", each) for place, each in enumerate(minutes)]
    leads = [(place, worth, None) for place, worth in enumerate(worths)]
    mean = 5e6
    rates = per_minute(turns, leads, mean)
    largest = max((mean if worth is None else worth for worth in worths), default=0)
    assert len(share_out(turns, leads, mean)) == len(leads)
    for turn in turns:
        most = max(rates.values())
        assert most - rates[turn.rep] <= largest / turn.minutes * (1 + 1e-9)


@pytest.mark.parametrize("spread", [0.5, 1.5])
def test_worth_is_balanced_where_turns_by_count_would_not(spread):
    rng = np.random.default_rng(7)
    worths = rng.lognormal(15, spread, 200)
    turns = [Turn(f"rep {place}", 480) for place in range(8)]
    rates = per_minute(turns, [(place, worth, None) for place, worth in enumerate(worths)], 0)
    by_worth = max(rates.values()) / min(rates.values())
    by_count = np.array([worths[place::8].sum() for place in range(8)])
    assert by_worth < 1.05
    assert by_count.max() / by_count.min() > 2 * by_worth - 1


def test_who_was_given_much_already_waits():
    turns = [Turn("a", 480, 3, 100.0), Turn("b", 480, 0, 0.0)]
    assert share_out(turns, [("x", 30.0, None), ("y", 30.0, None)], 0) == [("x", "b"), ("y", "b")]


def test_with_nobody_on_duty_leads_wait():
    assert next_turn([], 5.0) is None
    assert share_out([], [("x", 5.0, None)], 0) == []


def test_leads_of_no_worth_are_turned_by_count():
    given_to = [
        rep for _, rep in share_out([Turn("a", 480), Turn("b", 480)], [(n, 0.0, None) for n in range(4)], 0)
    ]
    assert sorted(given_to) == ["a", "a", "b", "b"]
