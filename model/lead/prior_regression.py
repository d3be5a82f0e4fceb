"""A logistic regression that begins at a prior and says how wide what it knows still is.

Log-odds = intercept + columns · weights, with (intercept, weights) ~ N(mean, precision⁻¹). The outcomes move
it by Newton's method to the posterior's mode; the curvature there gives the width (Laplace). Without an
outcome both are the prior's own.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.base import BaseEstimator

from model.lead.arrays import Bools, Floats, Ints

STEPS = 100
HALVINGS = 30
SETTLED = 1e-10
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Prior:
    """``mean`` of shape (1 + columns,), the intercept first; ``precision`` is its inverse covariance."""

    mean: Floats
    precision: Floats


class PriorRegression(BaseEstimator):  # type: ignore[misc]
    """Stands where a LogisticRegression does; ``covariance_`` is that of (intercept, weights).

    ``evidence_`` is the log probability of the outcomes under the prior, by Laplace's method.
    """

    def __init__(self, prior: Prior) -> None:
        self.prior = prior

    def fit(self, X: csr_matrix, y: Bools, sample_weight: Floats | None = None) -> Self:
        """Any number of outcomes, none too, of one class too; a weighs-2 lead counts as two like it."""
        design = with_intercept(X)
        counted = np.ones(len(y)) if sample_weight is None else sample_weight
        found = _mode(design, np.asarray(y, dtype=np.float64), counted, self.prior)
        self.intercept_, self.coef_ = found[:1], found[np.newaxis, 1:]
        curvature = _curvature(design, counted, found, self.prior)
        self.covariance_ = np.linalg.inv(curvature)
        loss = _loss(design, np.asarray(y, dtype=np.float64), counted, self.prior, found)
        self.evidence_ = _log_root(self.prior.precision) - _log_root(curvature) - loss
        self.classes_ = np.array([False, True])
        return self

    def decision_function(self, X: csr_matrix) -> Floats:
        """Log-odds, shape (leads,)."""
        odds: Floats = X @ self.coef_[0] + self.intercept_[0]
        return odds

    def deviations(self, places: Ints, values: Floats) -> Floats:
        """Standard deviation of each lead's log-odds from its slots, both (leads, slots); shape (leads,)."""
        parts = [
            self._deviations(places[start : start + AT_ONCE], values[start : start + AT_ONCE])
            for start in range(0, len(places), AT_ONCE)
        ]
        return np.concatenate([np.empty(0), *parts])

    def _deviations(self, places: Ints, values: Floats) -> Floats:
        places = np.column_stack([np.zeros(len(places), dtype=np.int64), places + 1])
        values = np.column_stack([np.ones(len(values)), values])
        between = self.covariance_[places[:, :, np.newaxis], places[:, np.newaxis, :]]
        variance: Floats = np.einsum("ij,ijk,ik->i", values, between, values)
        return np.sqrt(np.maximum(variance, 0.0))


def with_intercept(X: csr_matrix) -> csr_matrix:
    """A column of ones before the others."""
    return csr_matrix(hstack([np.ones((X.shape[0], 1)), X]))


def _mode(design: csr_matrix, won: Floats, counted: Floats, prior: Prior) -> Floats:
    """Newton's method from the prior's mean; a step that overshoots is halved.

    By hand: one column-less lead kind, prior log-odds 0 ± 1, two of two won: b = 2 (1 − σ(b)).

    >>> mode = _mode(csr_matrix([[1.0], [1.0]]), np.ones(2), np.ones(2), Prior(np.zeros(1), np.eye(1)))
    >>> bool(abs(mode[0] - 2 * (1 - expit(mode[0]))) < 1e-9)
    True
    """
    found, loss = prior.mean, _loss(design, won, counted, prior, prior.mean)
    for _ in range(STEPS):
        missed = counted * (won - expit(design @ found))
        gradient = design.T @ missed - prior.precision @ (found - prior.mean)
        step = np.linalg.solve(_curvature(design, counted, found, prior), gradient)
        for _ in range(HALVINGS):
            fresh = _loss(design, won, counted, prior, found + step)
            if fresh <= loss + SETTLED:
                break
            step = step / 2
        found, loss = found + step, fresh
        if np.max(np.abs(step)) < SETTLED:
            break
    return found


def _curvature(design: csr_matrix, counted: Floats, at: Floats, prior: Prior) -> Floats:
    chance = expit(design @ at)
    known: Floats = (design.T @ design.multiply((counted * chance * (1 - chance))[:, np.newaxis])).toarray()
    return known + prior.precision


def _log_root(matrix: Floats) -> float:
    """log √det of a positive definite matrix."""
    return float(np.linalg.slogdet(matrix)[1]) / 2


def _loss(design: csr_matrix, won: Floats, counted: Floats, prior: Prior, at: Floats) -> float:
    odds, moved = design @ at, at - prior.mean
    return float(counted @ (np.logaddexp(0.0, odds) - won * odds) + moved @ prior.precision @ moved / 2)
