"""The choice of the regression's strength: by log loss on held-out leads, the simpler winning near ties."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.special import expit
from sklearn.metrics import log_loss

from model.lead.arrays import Bools, Floats
from model.lead.features import LeadEncoder
from model.lead.probability import logistic
from training.dataset import Dataset
from training.split import Split

STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
TIE = 1.001


def simplest(losses: Mapping[float, float]) -> float:
    """The least strength whose loss is within 0.1 % of the best.

    >>> simplest({0.1: 0.2002, 1.0: 0.2001, 0.01: 0.21})
    0.1
    """
    best = min(losses.values())
    return min(strength for strength, loss in losses.items() if loss <= TIE * best)


def losses(held_out: Mapping[float, Floats], won: Bools) -> dict[float, float]:
    """Log loss of each strength over the leads that were held out."""
    return {
        strength: float(log_loss(won[_judged(odds)], expit(odds[_judged(odds)]), labels=[False, True]))
        for strength, odds in held_out.items()
    }


def held_out_log_odds(data: Dataset, split: Split, step: Callable[[], object]) -> dict[float, Floats]:
    """For each strength every lead's log-odds by models that did not see it; NaN where none judged it."""
    odds = {strength: np.full(len(data.won), np.nan) for strength in STRENGTHS}
    for train, test in split.folds:
        encoder = LeadEncoder(data.fields, data.schema.timezone).fit(data.table.take(train))
        X, unseen = encoder.transform(data.table.take(train)), encoder.transform(data.table.take(test))
        regression = logistic(STRENGTHS[0], X.shape[1]).set_params(warm_start=True)
        for strength in STRENGTHS:
            regression.set_params(C=strength).fit(X, data.won[train])
            odds[strength][test] = regression.decision_function(unseen)
        step()
    return odds


def _judged(odds: Floats) -> Bools:
    return ~np.isnan(odds)
