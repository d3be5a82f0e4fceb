"""Wins against scores: false alarms where the scores are exact, and what is found where they are not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from model.lead.watch.cohort import BEYOND, Cohort, calibration_of, is_open, level_variance

WORLDS = 20_000


def cohort(probability, won=0):
    p = np.asarray(probability, dtype=float)
    return Cohort(len(p), int(won), p.sum(), (p**2).sum(), (p**3).sum())


def simulated(leads, rate, *, odds=1.0, seed=1, worlds=WORLDS):
    """Cohorts of leads scored about `rate`, whose true odds are `odds` times what the scores say."""
    rng = np.random.default_rng(seed)
    p = expit(logit(rate) + rng.normal(0, 0.7, leads))
    true = expit(logit(p) + np.log(odds))
    won = (rng.random((worlds, leads)) < true).sum(axis=1) if leads * worlds < 2e7 else None
    if won is None:
        won = sum((rng.random(worlds) < each).astype(int) for each in true)
    return [cohort(p, each) for each in won]


@pytest.mark.parametrize(("leads", "rate"), [(120, 0.1), (400, 0.1), (1500, 0.03), (300, 0.5)])
def test_exact_scores_seldom_alarm(leads, rate):
    """0.2 % of looks by design; the skew of few wins would make it 0.4 % without its correction."""
    found = [calibration_of(each) for each in simulated(leads, rate)]
    assert np.mean([each.verdict in ("fewer", "more") for each in found]) <= 0.003


@pytest.mark.parametrize(("leads", "rate"), [(120, 0.1), (400, 0.1), (1500, 0.03), (300, 0.5)])
def test_the_interval_holds_the_wins_of_a_model_that_is_right(leads, rate):
    found = [calibration_of(each) for each in simulated(leads, rate, seed=2, worlds=4000)]
    held = np.mean([each.low <= each.observed <= each.high for each in found])
    assert 0.93 <= held <= 0.975


@pytest.mark.parametrize("odds", [0.5, 2.0])
def test_twice_or_half_the_odds_are_found(odds):
    found = [calibration_of(each) for each in simulated(800, 0.1, odds=odds, worlds=1000)]
    assert np.mean([each.verdict == ("more" if odds > 1 else "fewer") for each in found]) > 0.95


def test_a_model_whose_level_was_learnt_from_few_leads_is_given_that_much_room():
    """The model's own level is off by chance: without its variance a tenth of stable worlds would alarm."""
    rng = np.random.default_rng(4)
    trained, rate, level = 3000, 0.1, level_variance(3000, 300)
    p = expit(logit(rate) + rng.normal(0, 0.7, 3000))
    alarms = {True: 0, False: 0}
    for _ in range(2000):
        true = expit(logit(p) + rng.normal(0, np.sqrt(level)))
        each = cohort(p, (rng.random(trained) < true).sum())
        for given_room in alarms:
            verdict = calibration_of(each, level if given_room else 0.0).verdict
            alarms[given_room] += verdict != "as_expected"
    assert alarms[True] / 2000 <= 0.004
    assert alarms[False] / 2000 > 0.05


def test_a_model_off_by_less_than_a_tenth_raises_no_alarm_however_many_leads_say_so():
    p = np.full(1_000_000, 0.1)
    assert calibration_of(cohort(p, 108_000)).z > BEYOND
    assert calibration_of(cohort(p, 108_000)).verdict == "as_expected"
    assert calibration_of(cohort(p, 112_000)).verdict == "more"


@given(st.lists(st.floats(0.001, 0.999), max_size=60), st.floats(0, 1), st.floats(0, 0.1))
def test_figures_hold_together_for_any_scores(scores, share, level):
    won = round(share * len(scores))
    found = calibration_of(cohort(scores, won), level)
    assert 0 <= found.low <= found.expected + 1e-6
    assert found.high <= len(scores)
    assert np.isfinite(found.z)
    assert (found.ratio is None) == (len(scores) == 0)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=60), st.floats(0, 0.1))
def test_more_wins_are_never_fewer_deviations(scores, level):
    found = [calibration_of(cohort(scores, won), level).z for won in range(len(scores) + 1)]
    assert np.isfinite(found).all()
    assert (np.diff(found) >= -1e-9).all()


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40), st.integers(0, 40))
def test_cohorts_add_up(scores, cut):
    whole = cohort(scores, len(scores) // 3)
    parts = cohort(scores[:cut], len(scores) // 3) + cohort(scores[cut:])
    assert (parts.leads, parts.won) == (whole.leads, whole.won)
    assert parts.variance == pytest.approx(whole.variance)
    assert parts.third_moment == pytest.approx(whole.third_moment)


def test_the_alert_closes_within_95_percent_not_at_its_edge():
    half_back = calibration_of(Cohort(leads=100, won=63, first=50.0, second=25.0, third=12.5))
    assert 1.96 < half_back.z < 3.09
    assert (is_open(half_back, was_open=True), is_open(half_back, was_open=False)) == (True, False)
    few = calibration_of(Cohort(leads=9, won=9, first=1.0, second=0.2, third=0.1))
    assert not is_open(few, was_open=True)
