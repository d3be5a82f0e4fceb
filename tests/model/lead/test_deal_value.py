import numpy as np
import pytest
from scipy.sparse import csr_matrix

from model.lead.deal_value import fit_deal_value

RNG = np.random.default_rng(4)


def grouped(count: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Two kinds of leads, one worth ten times the other, one deal of them wild."""
    kind = RNG.integers(2, size=count)
    values = RNG.lognormal(np.log(np.where(kind == 1, 1000.0, 100.0)), 0.5)
    values[0] = 1e6
    return csr_matrix(np.column_stack([kind == 0, kind == 1]).astype(float)), values, kind


def test_totals_balance_whatever_the_wildest_deal():
    X, values, _ = grouped(500)
    model = fit_deal_value(X, values)
    assert model.value(X @ model.weights).sum() == pytest.approx(values.sum(), rel=1e-9)
    assert model.cap < 1e5
    assert model.loading == pytest.approx((values - np.minimum(values, model.cap)).mean())


def test_fields_that_tell_values_apart_are_learnt():
    X, values, kind = grouped(500)
    model = fit_deal_value(X, values)
    fitted = model.value(X @ model.weights) - model.loading
    assert fitted[kind == 1].mean() > 5 * fitted[kind == 0].mean()


def test_few_wins_have_the_mean():
    X, values, _ = grouped(20)
    model = fit_deal_value(X, values)
    np.testing.assert_allclose(model.value(X @ model.weights), values.mean())


def test_fields_that_tell_nothing_give_the_mean():
    X, values, _ = grouped(300)
    shuffled = RNG.permutation(values)
    model = fit_deal_value(X, shuffled)
    np.testing.assert_allclose(model.value(X @ model.weights), values.mean(), rtol=0.25)


def test_unknown_zero_and_negative_values_do_not_teach():
    X, values, _ = grouped(40)
    spoilt = np.concatenate([values, [np.nan, 0.0, -5.0]])
    wider = csr_matrix(np.vstack([X.toarray(), np.zeros((3, 2))]))
    one, other = fit_deal_value(X, values), fit_deal_value(wider, spoilt)
    assert (one.wins, one.cap, one.loading) == (other.wins, other.cap, other.loading)


def test_no_value_at_all_is_0():
    model = fit_deal_value(csr_matrix((2, 3)), np.array([np.nan, 0.0]))
    np.testing.assert_array_equal(model.value(np.zeros(4)), np.zeros(4))


def test_one_win_is_its_own_value():
    model = fit_deal_value(csr_matrix((1, 3)), np.array([250.0]))
    np.testing.assert_allclose(model.value(np.zeros(2)), 250.0)


def test_no_lead_is_worth_more_than_cap_and_loading():
    X, values, _ = grouped(500)
    model = fit_deal_value(X, values)
    assert model.value(np.array([50.0]))[0] <= model.cap * model.balance + model.loading
