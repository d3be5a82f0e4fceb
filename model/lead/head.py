"""A further head of the lead model: a regression over its encoder's columns, with a correction of its own.

A head is an array of shape (1 + columns,), the intercept first: plain numbers, so that artefacts of one age
open under code of another.
"""

import numpy as np
from scipy.sparse import csr_matrix

from model.lead.arrays import Bools, Floats
from model.lead.codes import CodeEncoder
from model.lead.correction import Correction, fit_correction, slope_within
from model.lead.fit_probability import Lessons, LinearRecipe, Recipe, crossfitted_log_odds, fit_linear
from model.lead.one_thread import one_thread

Head = Floats
LEAST_OF_EACH = 40


def fit_head(
    X: csr_matrix,
    answers: Bools,
    ages: Floats,
    weights: Floats,
    *,
    recipe: LinearRecipe,
    columns: Bools,
    newest: Bools | None,
    seed: int,
) -> tuple[Head, Floats]:
    """The head, and each lead's log-odds by heads that had not seen it, both corrected.

    ``X`` has shape (leads, columns) and ``columns`` marks those that may speak, one or more; ``answers``
    holds 40 or more of each kind. The slope is learnt out of fold on all leads, the intercept on those that
    ``newest`` marks; None takes all.
    """
    none = np.zeros((len(answers), 0), dtype=np.int64)
    lessons = Lessons(X[:, np.flatnonzero(columns)], none, CodeEncoder(()), answers, ages, weights)
    everyone = np.ones(len(answers), dtype=bool)
    with one_thread():
        regression = fit_linear(lessons, recipe)
        odds = crossfitted_log_odds(lessons, Recipe(recipe), everyone, seed)
    correction = _correction(odds, answers, weights, everyone if newest is None else newest)
    head = np.zeros(1 + len(columns))
    head[0] = correction.intercept + correction.slope * regression.intercept_[0]
    head[1:][columns] = correction.slope * regression.coef_[0]
    return head, correction.apply(odds)


def log_odds_of(head: Head, X: csr_matrix) -> Floats:
    """Shape (leads,), of encoded leads.

    >>> log_odds_of(np.array([0.5, 1.0, -2.0]), csr_matrix([[1.0, 0.0], [1.0, 1.0]])).tolist()
    [1.5, -0.5]
    """
    odds: Floats = head[0] + X @ head[1:]
    return odds


def _correction(odds: Floats, answers: Bools, weights: Floats, newest: Bools) -> Correction:
    slope = slope_within(odds, answers, weights, np.zeros(len(odds), dtype=np.int64))
    return fit_correction(odds[newest], answers[newest], weights[newest], slope)
