"""How much one field explains alone, whatever it holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss
from sklearn.model_selection import cross_val_predict

from model.lead.field import Field
from training.leaks.gain import folds_of, gain_alone, sample
from training.leaks.levels import levels_of_field, number_levels

RNG = np.random.default_rng(3)
COUNT = 3000
WON = RNG.random(COUNT) < 0.1
FOLDS = folds_of(WON)


def gain(values, type_: str = "number") -> float:
    levels = levels_of_field(Field("x", type_), np.asarray(values), int(WON.sum()), None)
    return max(gain_alone(part, WON, FOLDS) for part in levels)


NORMAL = RNG.normal(size=COUNT)
LEAKS = {
    "higher for won": np.where(WON, NORMAL + 2.5, NORMAL),
    "in the middle for won": np.where(WON, 0.2 * NORMAL, 3 * NORMAL),
    "missing for lost": np.where(WON, NORMAL, np.nan),
    "missing for won": np.where(WON, np.nan, NORMAL),
    "0 but for won": np.where(WON & (RNG.random(COUNT) < 0.6), 1e6 + 1e5 * NORMAL, 0.0),
}
HARMLESS = {
    "chance": NORMAL,
    "constant": np.full(COUNT, 7.0),
    "all missing": np.full(COUNT, np.nan),
    "a different one each": np.arange(COUNT, dtype=float),
    "endless": np.where(NORMAL > 0, np.inf, -np.inf),
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_in_numbers_is_seen_whatever_its_shape(name):
    assert gain(LEAKS[name]) >= 0.3


@pytest.mark.parametrize("name", HARMLESS)
def test_numbers_that_tell_nothing_gain_nothing(name):
    assert gain(HARMLESS[name]) < 0.01


@pytest.mark.parametrize("name", ["higher for won", "in the middle for won"])
def test_it_is_about_what_boosted_trees_reach_with_the_field(name):
    trees = HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=8, early_stopping=False)
    column = LEAKS[name].reshape(-1, 1)
    chances = cross_val_predict(trees, column, WON, cv=FOLDS, method="predict_proba")[:, 1]
    reached = 1 - log_loss(WON, chances) / log_loss(WON, np.full(COUNT, WON.mean()))
    assert gain(LEAKS[name]) == pytest.approx(reached, abs=0.06)


def test_a_tail_of_one_lead_in_a_hundred_is_seen():
    rare = np.arange(20_000) % 100 == 0
    paid = np.where(rare, 1000.0 + np.arange(20_000), 0.0)
    assert gain_alone(number_levels(paid, 64), rare, folds_of(rare)) > 0.5


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (np.where(WON, "gọi lại", "").astype(object), "category"),
        (np.where(WON, True, None), "boolean"),
        (np.where(WON, np.datetime64("2026-11-21T10:00", "s"), np.datetime64("NaT", "s")), "date"),
    ],
)
def test_being_filled_in_for_won_leads_alone_is_seen_in_every_type(values, type_):
    assert gain(values, type_) > 0.9


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (np.full(COUNT, "web", dtype=object), "category"),
        (np.full(COUNT, None, dtype=object), "category"),
        (np.array([f"id-{place}" for place in range(COUNT)], dtype=object), "category"),
        (RNG.integers(0, 5000, COUNT).astype(str).astype(object), "category"),
        (np.resize(np.array([1, "1", 2.5, None, True, "x", [1]], dtype=object), COUNT), "category"),
        (np.resize(np.array([1, "no", None, "maybe"], dtype=object), COUNT), "boolean"),
        (np.full(COUNT, np.datetime64("NaT", "s")), "date"),
        (np.full(COUNT, None, dtype=object), "number"),
    ],
)
def test_odd_columns_gain_nothing_and_harm_nothing(values, type_):
    assert gain(values, type_) < 0.01


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=40, max_size=40), st.integers(5, 35))
def test_no_numbers_break_it_and_it_is_below_one(numbers, wins):
    won = np.arange(40) < wins
    values = np.array(numbers)
    (levels,) = levels_of_field(Field("x", "number"), values, wins, None)
    assert (levels >= 0).all()
    assert gain_alone(levels, won, folds_of(won)) < 1


def test_with_fewer_than_five_of_a_class_nothing_is_gained():
    won = np.arange(100) < 4
    assert gain_alone(won.astype(np.int64), won, folds_of(won)) == 0.0


def test_the_sample_is_the_same_each_time_and_keeps_rare_wins():
    won = np.arange(200_000) % 1000 == 0
    places = sample(won)
    assert (places == sample(won)).all()
    assert len(np.unique(places)) == len(places) == pytest.approx(50_000, abs=200)
    assert won[places].sum() == 200
    assert (sample(won[:1000]) == np.arange(1000)).all()
    assert len(sample(won[:0])) == 0
