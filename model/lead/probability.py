"""The probability to be won within the horizon: a logistic regression on encoded fields, then corrected."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from model.lead.arrays import Bools, Floats
from model.lead.correction import Correction, fit_correction
from model.lead.features import LeadEncoder
from model.lead.field import Field
from model.lead.one_thread import one_thread
from model.lead.table import LeadTable

FOLDS = 5
DENSE_WIDTH = 400
FURTHEST_LOG_ODDS = 30.0


@dataclass(frozen=True, slots=True)
class ProbabilityModel:
    """A fitted pipeline of encoder and logistic regression, and the correction of its log-odds."""

    pipeline: Pipeline
    correction: Correction

    @property
    def encoder(self) -> LeadEncoder:
        """The fitted encoder."""
        encoder: LeadEncoder = self.pipeline[0]
        return encoder

    @property
    def weights(self) -> Floats:
        """Log-odds for each column of the encoder, corrected."""
        weights: Floats = self.correction.slope * self.pipeline[-1].coef_[0]
        return weights

    @property
    def intercept(self) -> float:
        """Log-odds of a lead whose columns are all 0, corrected."""
        return self.correction.intercept + self.correction.slope * float(self.pipeline[-1].intercept_[0])

    def log_odds(self, table: LeadTable) -> Floats:
        """Corrected log-odds, shape (leads,)."""
        return self.correction.apply(self.pipeline.decision_function(table))


def logistic(strength: float, width: int) -> LogisticRegression:
    """An unfitted regression; ``strength`` is scikit-learn's C. Newton's method where it is quick."""
    solver = "newton-cholesky" if width <= DENSE_WIDTH else "lbfgs"
    return LogisticRegression(C=strength, solver=solver, max_iter=2000)


def fit_probability(
    table: LeadTable,
    won: Bools,
    fields: tuple[Field, ...],
    *,
    timezone: str | None = None,
    strength: float = 1.0,
    newest: Bools | None = None,
    correction: Correction | None = None,
    seed: int = 0,
) -> ProbabilityModel:
    """Fit on leads of which some won and some did not.

    Without a ``correction`` it is fitted on the out-of-fold log-odds of the leads that ``newest`` marks, the
    newest matured ones; None, where no time is known, takes all.
    """
    encoder = LeadEncoder(fields, timezone).fit(table)
    X = encoder.transform(table)
    with one_thread():
        regression = logistic(strength, X.shape[1]).fit(X, won)
        if correction is None:
            held_out = crossfitted_log_odds(X, won, strength, seed)
            known = ~np.isnan(held_out) if newest is None else newest & ~np.isnan(held_out)
            correction = fit_correction(held_out[known], won[known])
    return ProbabilityModel(Pipeline([("encoder", encoder), ("regression", regression)]), correction)


def crossfitted_log_odds(X: csr_matrix, won: Bools, strength: float, seed: int) -> Floats:
    """Each lead's log-odds by a regression that did not see it; all NaN with fewer than 2 won or lost."""
    log_odds = np.full(X.shape[0], np.nan)
    folds = min(FOLDS, int(won.sum()), int((~won).sum()))
    if folds < 2:
        return log_odds
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(X, won):
        log_odds[test] = logistic(strength, X.shape[1]).fit(X[train], won[train]).decision_function(X[test])
    return log_odds
