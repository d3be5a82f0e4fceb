"""A gamma regression with log link in which every field is shrunk as much as the data say it should be.

A field's weights are drawn from N(0, its own variance), which is learnt beside them (MacKay, 1992, "Bayesian
Interpolation", fixed point of the evidence) around the working response of iterated least squares. One
strength for all fields lets two hundred ads drown one course: on simulated worlds the log values' error has
0.26 with one strength that cross-validation chose and 0.22 with a strength a field.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from model.lead.arrays import Floats, Ints

MOST_COLUMNS = 1000
MOST_STEPS = 60
LONGEST_STEP = 2.0
SETTLED = 1e-3
START_VARIANCE = 0.05
VARIANCES = (1e-6, 10.0)
LEAST_DISPERSION = 1e-6


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns that fitted rows fill, their means, centred products, and the field of each from 0."""

    X: csr_matrix
    means: Floats
    products: Floats
    field: Ints

    def fitted(self, z: Floats, variances: Floats, dispersion: float) -> tuple[Floats, Floats]:
        """Weights of the working response ``z``, and how many of each field's weights the data settle."""
        centred = self.X.T @ z - len(z) * self.means * z.mean()
        spread = np.linalg.inv(self.products / dispersion + np.diag(1 / variances[self.field]))
        settled = 1 - np.diag(spread) / variances[self.field]
        by_field: Floats = np.bincount(self.field, settled, minlength=len(variances)).astype(np.float64)
        return spread @ centred / dispersion, by_field


def fit_shrunk_gamma(X: csr_matrix, values: Floats, field_of_column: Ints) -> tuple[Floats, float]:
    """Weights of shape (columns,) and intercept of log E[value | row]; values are above 0.

    Columns that no row fills weigh 0, and so do those past the thousand that most rows fill.

    >>> X = csr_matrix(np.repeat(np.eye(2), 50, axis=0))
    >>> weights, intercept = fit_shrunk_gamma(X, np.repeat([1.0, 4.0], 50), np.zeros(2, dtype=np.int64))
    >>> np.exp(intercept + weights).round(2)
    array([1., 4.])
    """
    kept = _commonest(X)
    columns = _centred(X[:, kept], field_of_column[kept])
    weights = np.zeros(X.shape[1])
    weights[kept], intercept = _iterated(columns, values)
    return weights, intercept


def _commonest(X: csr_matrix) -> Ints:
    filled = X.getnnz(axis=0)
    order = np.argsort(-filled, kind="stable")[:MOST_COLUMNS]
    found: Ints = np.sort(order[filled[order] > 0])
    return found


def _centred(X: csr_matrix, fields: Ints) -> _Columns:
    means = np.asarray(X.mean(axis=0)).ravel()
    products = (X.T @ X).toarray() - X.shape[0] * np.outer(means, means)
    return _Columns(X, means, products, np.unique(fields, return_inverse=True)[1])


def _iterated(columns: _Columns, values: Floats) -> tuple[Floats, float]:
    """From the logs' least squares to the gamma regression's own fixed point, in bounded steps."""
    count = len(values)
    of_field = np.bincount(columns.field)
    variances = np.full(len(of_field), START_VARIANCE)
    eta, z = np.full(count, np.log(values).mean()), np.log(values)
    weights, dispersion = np.zeros(len(columns.field)), max(float(z.var()), LEAST_DISPERSION)
    for _ in range(MOST_STEPS):
        target, settled = columns.fitted(z, variances, dispersion)
        moved = columns.X @ (target - weights) - columns.means @ (target - weights) + z.mean() - eta.mean()
        step = min(1.0, LONGEST_STEP / max(float(np.max(np.abs(moved))), 1e-9))
        weights, eta = weights + step * (target - weights), eta + step * moved
        z = eta + values / np.exp(eta) - 1
        variances = _variances(columns.field, weights, settled)
        dispersion = max(float(np.sum((z - eta) ** 2)) / max(count - settled.sum(), 1.0), LEAST_DISPERSION)
        if np.max(np.abs(moved)) < SETTLED:
            break
    return weights, float(eta.mean() - columns.means @ weights)


def _variances(field: Ints, weights: Floats, settled: Floats) -> Floats:
    squares = np.bincount(field, weights**2, minlength=len(settled))
    found: Floats = np.clip(squares / np.maximum(settled, 1e-3), *VARIANCES)
    return found
