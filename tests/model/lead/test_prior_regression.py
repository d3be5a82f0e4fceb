"""The regression that begins at a prior: without outcomes it is the prior, with many it is the data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from model.lead.prior_regression import Prior, PriorRegression

PRIOR = Prior(np.array([-2.0, 0.5, -0.5]), np.diag([4.0, 4.0, 4.0]))


def leads(count: int, seed: int = 0) -> tuple[csr_matrix, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(count, 2))
    return csr_matrix(X), rng.random(count) < expit(-1 + X @ [1.0, -1.0])


def test_without_outcomes_it_is_the_prior():
    X, won = leads(0)
    fitted = PriorRegression(PRIOR).fit(X, won)
    assert fitted.intercept_[0] == -2.0
    assert fitted.coef_[0].tolist() == [0.5, -0.5]
    assert fitted.covariance_ == pytest.approx(np.diag([0.25, 0.25, 0.25]))
    assert fitted.deviations(np.array([[0, 1]]), np.array([[1.0, 2.0]])) == pytest.approx([np.sqrt(1.5)])


def test_the_mode_is_that_of_a_penalised_regression():
    """scikit-learn penalises weights alone: a free intercept and a prior about 0 are the same problem."""
    X, won = leads(300)
    prior = Prior(np.zeros(3), np.diag([1e-9, 2.0, 2.0]))
    mine = PriorRegression(prior).fit(X, won)
    theirs = LogisticRegression(C=0.5, tol=1e-10).fit(X, won)
    assert mine.coef_ == pytest.approx(theirs.coef_, abs=1e-5)
    assert mine.intercept_ == pytest.approx(theirs.intercept_, abs=1e-5)


@pytest.mark.parametrize("won", [np.ones(5, dtype=bool), np.zeros(5, dtype=bool)])
def test_one_class_moves_it_a_finite_way(won):
    X = csr_matrix(np.zeros((5, 2)))
    fitted = PriorRegression(PRIOR).fit(X, won)
    assert (fitted.intercept_[0] > -2.0) == won.all()
    assert np.isfinite(fitted.covariance_).all()


def test_more_leads_make_it_narrower():
    wide = [
        PriorRegression(PRIOR).fit(*leads(count)).deviations(np.array([[0]]), np.ones((1, 1)))[0]
        for count in (0, 20, 200, 2000)
    ]
    assert wide == sorted(wide, reverse=True)
    assert wide[-1] < wide[0] / 5


@given(st.permutations(range(40)))
def test_the_order_of_leads_does_not_matter(order):
    X, won = leads(40)
    one, other = PriorRegression(PRIOR).fit(X, won), PriorRegression(PRIOR).fit(X[order], won[order])
    assert other.coef_ == pytest.approx(one.coef_, abs=1e-9)


def test_a_lead_that_weighs_two_is_two_leads():
    X, won = leads(30)
    twice = PriorRegression(PRIOR).fit(csr_matrix(np.vstack([X.toarray()] * 2)), np.append(won, won))
    assert PriorRegression(PRIOR).fit(X, won, np.full(30, 2.0)).coef_ == pytest.approx(twice.coef_)


def test_extreme_columns_do_not_throw_the_step_away():
    X = csr_matrix(np.array([[8.0, -8.0], [-8.0, 8.0]] * 50))
    fitted = PriorRegression(Prior(np.array([0.0, 3.0, -3.0]), np.eye(3) * 0.01)).fit(
        X, np.arange(100) % 2 > 0
    )
    assert np.sign(fitted.coef_[0]).tolist() == [-1.0, 1.0]


def test_deviations_are_the_same_in_pieces():
    X, won = leads(50)
    fitted = PriorRegression(PRIOR).fit(X, won)
    places = np.tile([0, 1], (2500, 1))
    values = np.random.default_rng(1).normal(size=places.shape)
    rows = np.column_stack([np.ones(len(values)), values])
    expected = np.sqrt(np.einsum("ij,jk,ik->i", rows, fitted.covariance_, rows))
    assert fitted.deviations(places, values) == pytest.approx(expected)
