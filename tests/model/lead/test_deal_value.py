import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, hstack

from model.lead.deal_value import DealValueModel, fit_deal_value

RNG = np.random.default_rng(4)


def grouped(count: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Two kinds of leads, one worth ten times the other, one deal of them wild."""
    kind = RNG.integers(2, size=count)
    values = RNG.lognormal(np.log(np.where(kind == 1, 1000.0, 100.0)), 0.5)
    values[0] = 1e6
    return csr_matrix(np.column_stack([kind == 0, kind == 1]).astype(float)), values, kind


def fit(X: csr_matrix, values: np.ndarray) -> DealValueModel:
    return fit_deal_value(X, values, np.zeros(X.shape[1], dtype=np.int64))


def test_totals_balance_whatever_the_wildest_deal():
    X, values, _ = grouped(500)
    model = fit(X, values)
    assert model.value(X @ model.weights).sum() == pytest.approx(values.sum(), rel=1e-9)
    assert model.cap < 1e5
    assert model.loading == pytest.approx((values - np.minimum(values, model.cap)).mean())


def test_fields_that_tell_values_apart_are_learnt():
    X, values, kind = grouped(500)
    model = fit(X, values)
    fitted = model.value(X @ model.weights) - model.loading
    assert fitted[kind == 1].mean() / fitted[kind == 0].mean() == pytest.approx(10, rel=0.15)


def test_a_field_of_many_empty_words_leaves_one_that_tells_alone():
    X, values, _ = grouped(400)
    words = csr_matrix(np.eye(200)[RNG.integers(200, size=400)])
    model = fit_deal_value(hstack([X, words]).tocsr(), values, np.repeat([0, 1], [2, 200]))
    told, noise = model.weights[:2], model.weights[2:]
    assert np.exp(told[1] - told[0]) == pytest.approx(10, rel=0.15)
    assert np.std(noise) < 0.1
    mixed = fit_deal_value(hstack([X, words]).tocsr(), values, np.zeros(202, dtype=np.int64))
    assert np.std(noise) < 0.5 * np.std(mixed.weights[2:])


def test_the_mean_of_a_field_with_rare_large_deals_is_its_mean_and_not_its_median():
    kind = np.repeat([0, 1], 500)
    values = np.where(kind == 0, 1000.0, np.where(np.arange(1000) % 5 == 0, 9000.0, 200.0))
    X = csr_matrix(np.column_stack([kind == 0, kind == 1]).astype(float))
    model = fit(X, values)
    fitted = model.value(X @ model.weights)
    assert fitted[0] == pytest.approx(1000.0, rel=0.02)
    assert fitted[-1] == pytest.approx(0.2 * 9000 + 0.8 * 200, rel=0.02)


def test_few_wins_have_the_mean():
    X, values, _ = grouped(20)
    model = fit(X, values)
    np.testing.assert_allclose(model.value(X @ model.weights), values.mean())


def test_fields_that_tell_nothing_give_the_mean():
    X, values, _ = grouped(300)
    model = fit(X, RNG.permutation(values))
    np.testing.assert_allclose(model.value(X @ model.weights), values.mean(), rtol=0.1)


def test_unknown_zero_and_negative_values_do_not_teach():
    X, values, _ = grouped(40)
    spoilt = np.concatenate([values, [np.nan, 0.0, -5.0]])
    wider = csr_matrix(np.vstack([X.toarray(), np.zeros((3, 2))]))
    one, other = fit(X, values), fit(wider, spoilt)
    assert (one.wins, one.cap, one.loading, one.balance) == (
        other.wins,
        other.cap,
        other.loading,
        other.balance,
    )


def test_no_value_at_all_is_0():
    model = fit(csr_matrix((2, 3)), np.array([np.nan, 0.0]))
    np.testing.assert_array_equal(model.value(np.zeros(4)), np.zeros(4))


def test_one_win_is_its_own_value():
    model = fit(csr_matrix((1, 3)), np.array([250.0]))
    np.testing.assert_allclose(model.value(np.zeros(2)), 250.0)


def test_no_lead_is_worth_more_than_cap_and_loading():
    X, values, _ = grouped(500)
    model = fit(X, values)
    assert model.value(np.array([50.0]))[0] <= model.cap * model.balance + model.loading


@settings(max_examples=50, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    spread=st.floats(0.0, 4.0),
    count=st.integers(1, 120),
    width=st.integers(0, 60),
    unit=st.sampled_from([1e-3, 1.0, 1e7]),
)
def test_whatever_the_deals_values_are_above_0_and_add_up(seed, spread, count, width, unit):
    rng = np.random.default_rng(seed)
    X = csr_matrix((rng.random((count, width)) < 0.2) * rng.normal(1.0, 2.0, (count, width)))
    values = unit * np.exp(spread * rng.standard_t(3, count).clip(-20, 20))
    model = fit_deal_value(X, values, np.arange(width) // 7)
    fitted = model.value(X @ model.weights)
    assert (fitted > 0).all()
    assert fitted.sum() == pytest.approx(values.sum(), rel=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), unit=st.sampled_from([0.01, 25_000.0]))
def test_the_unit_of_money_and_the_order_of_deals_change_nothing(seed, unit):
    rng = np.random.default_rng(seed)
    X = csr_matrix(np.eye(4)[rng.integers(4, size=80)])
    values, order = rng.lognormal(3.0, 1.0, 80), rng.permutation(80)
    one, other = fit(X, values), fit(X[order], unit * values[order])
    np.testing.assert_allclose(unit * one.value(one.weights), other.value(other.weights), rtol=1e-6)


def test_a_thousand_columns_at_most_teach():
    X = csr_matrix(np.eye(1200)[RNG.permutation(1200)])
    model = fit(X, RNG.lognormal(3.0, 1.0, 1200))
    assert np.count_nonzero(model.weights) <= 1000
    assert np.isfinite(model.weights).all()
