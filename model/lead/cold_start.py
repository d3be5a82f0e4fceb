"""A model of few outcomes: that it is one, and how wide its probabilities still are."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit
from sklearn.pipeline import Pipeline

from model.lead.arrays import Floats
from model.lead.prior_regression import PriorRegression
from model.lead.table import LeadTable

ENOUGH_WON = 40
QUANTILE = 1.959964


@dataclass(frozen=True, slots=True)
class ColdStart:
    """``won`` sales taught the ``linear`` pipeline of encoder and PriorRegression, too few of ``enough``."""

    won: int
    linear: Pipeline
    enough: int = ENOUGH_WON

    @property
    def basis(self) -> str:
        """What a score rests on."""
        return too_few(self.won, self.enough)

    def interval(self, table: LeadTable) -> tuple[Floats, Floats]:
        """The 95 % interval of each lead's probability, low and high, both of shape (leads,)."""
        regression: PriorRegression = self.linear[-1]
        odds = regression.decision_function(self.linear[0].transform(table))
        wide = QUANTILE * regression.deviations(*self.linear[0].slots(table))
        return np.asarray(expit(odds - wide)), np.asarray(expit(odds + wide))


def too_few(won: int, enough: int = ENOUGH_WON) -> str:
    """In words, for people and for the API.

    >>> too_few(12)
    'too few outcomes: 12 of 40'
    """
    return f"too few outcomes: {won} of {enough}"
