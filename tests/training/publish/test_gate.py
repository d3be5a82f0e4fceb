"""When a retrained model may serve, on figures that a hand can check."""

import pytest

from training.publish.gate import LEAST_LEADS, LEAST_WON, MOST_INCREASE, Evidence, verdict
from training.publish.interval import Increase

SERVING, BEFORE = "the serving model", "v-1, the best of those before it"
BETTER = Increase(-0.05, -0.08, -0.02)
EQUAL = Increase(0.0, 0.0, 0.0)
UNSURE = Increase(-0.01, -0.05, 0.03)
WORSE = Increase(0.05, 0.02, 0.08)


def found(leads=500, won=50, stale=None, unopened=None, **increases):
    named = {{"serving": SERVING, "before": BEFORE}[name]: each for name, each in increases.items()}
    return Evidence(leads, won, named, stale, unopened)


@pytest.mark.parametrize("increase", [BETTER, EQUAL, Increase(0.004, -0.002, MOST_INCREASE)])
def test_what_is_shown_to_lose_at_most_one_percent_more_is_published(increase):
    assert verdict(found(serving=increase)).publish


@pytest.mark.parametrize("increase", [UNSURE, WORSE, Increase(-0.03, -0.07, MOST_INCREASE + 1e-9)])
def test_what_may_lose_more_is_kept_out_with_the_figures(increase):
    told = verdict(found(serving=increase))
    assert not told.publish
    assert f"{increase.upper * 100:+.1f} % with 95 % certainty" in told.reason
    assert "500 leads that neither had seen, 50 won" in told.reason


def test_the_best_of_those_before_must_be_met_too():
    told = verdict(found(serving=BETTER, before=WORSE))
    assert not told.publish
    assert BEFORE in told.reason
    assert SERVING not in told.reason
    assert verdict(found(serving=BETTER, before=EQUAL)).publish


@pytest.mark.parametrize(("leads", "won"), [(LEAST_LEADS - 1, 50), (500, LEAST_WON - 1), (0, 0)])
@pytest.mark.parametrize("stale", [None, "it is 90 days old"])
def test_too_few_new_outcomes_keep_even_a_stale_model(leads, won, stale):
    told = verdict(found(leads, won, stale, serving=BETTER))
    assert not told.publish
    assert told.reason == f"too few new outcomes: {leads} of 200 leads, {won} of 20 won"


def test_as_many_as_it_takes_are_enough():
    assert verdict(found(LEAST_LEADS, LEAST_WON, serving=EQUAL)).publish


def test_a_stale_model_is_replaced_by_what_is_not_shown_to_be_worse():
    told = verdict(found(stale="it is 120 days old", serving=UNSURE, before=UNSURE))
    assert told.publish
    assert "it is 120 days old" in told.reason


@pytest.mark.parametrize("rivals", [{"serving": WORSE}, {"serving": UNSURE, "before": WORSE}])
def test_a_stale_model_is_not_replaced_by_a_worse_one(rivals):
    told = verdict(found(stale="it is 120 days old", **rivals))
    assert not told.publish
    assert "it is 120 days old" in told.reason


def test_a_model_that_cannot_be_opened_is_replaced_also_where_nothing_can_be_compared():
    told = verdict(found(0, 0, unopened="made with another release"))
    assert told.publish
    assert "made with another release" in told.reason
    assert "nothing could be compared" in told.reason


def test_a_model_that_cannot_be_opened_is_not_replaced_by_one_worse_than_those_before():
    assert not verdict(found(unopened="changed", before=WORSE)).publish
    assert verdict(found(unopened="changed", before=UNSURE)).publish
    assert verdict(found(LEAST_LEADS - 1, 50, unopened="changed", before=WORSE)).publish
