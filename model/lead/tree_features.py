"""What the trees see of a lead: features, each of which is a function of one code."""

from typing import Literal

import numpy as np
from sklearn.model_selection import KFold
from sklearn.preprocessing import TargetEncoder

from model.lead.arrays import Bools, Floats, Ints
from model.lead.codes import MISSING_CODE, RARE_CODE, CodeEncoder

MOST_NATIVE = 250
MANY_LEVELS = 10
FOLDS = 5
How = Literal["native", "target"]


class TreeFeatures:
    """Numbers and parts of dates by rank; categories as they are (``native``), or those of many levels as
    their cross-fitted rate of wins and the log of how often they were seen (``target``).

    After ``fit_transform``: ``values_`` holds an array over the codes of ``column_of_feature_`` for each
    feature, NaN missing; ``categorical_`` says which are categories.
    """

    values_: list[Floats]
    column_of_feature_: Ints
    categorical_: Bools

    def __init__(self, how: How) -> None:
        self.how = how

    def fit_transform(self, codes: Ints, won: Bools, coder: CodeEncoder, seed: int) -> Floats:
        """Learn the features and return those of the training leads, their rates from other folds' leads."""
        made: list[tuple[int, Floats, bool]] = []
        crossfitted: dict[int, Floats] = {}
        for place, column in enumerate(coder.columns_):
            if not codes[:, place].any():  # missing everywhere: nothing to learn, also from what comes later
                made.append((place, np.zeros(column.size), False))
            elif column.kind != "category":
                made.append((place, _by_rank(column.size), False))
            elif self.how == "target" and column.size > MANY_LEVELS + 2:
                rates, of_leads = _rates(codes[:, place], won, column.size, seed)
                crossfitted[len(made)] = of_leads
                made.append((place, rates, False))
                made.append((place, _log_counts(codes[:, place], column.size), False))
            else:
                made.append((place, _as_category(column.size), True))
        self.column_of_feature_ = np.array([place for place, _, _ in made], dtype=np.int64)
        self.values_ = [values for _, values, _ in made]
        self.categorical_ = np.array([category for _, _, category in made], dtype=bool)
        features = self.transform(codes)
        for place, of_leads in crossfitted.items():
            features[:, place] = of_leads
        return features

    def transform(self, codes: Ints) -> Floats:
        """Shape (leads, columns) to (leads, features)."""
        features = np.empty((len(codes), len(self.values_)))
        for place, values in enumerate(self.values_):
            features[:, place] = values[codes[:, self.column_of_feature_[place]]]
        return features


def _by_rank(size: int) -> Floats:
    """
    >>> _by_rank(3)
    array([nan,  1.,  2.])
    """
    ranks = np.arange(size, dtype=np.float64)
    ranks[MISSING_CODE] = np.nan
    return ranks


def _as_category(size: int) -> Floats:
    """Codes as they are, ordered by how often they are seen; those past the most that trees take are rare."""
    levels = np.arange(size, dtype=np.float64)
    levels[MOST_NATIVE:] = RARE_CODE
    return levels


def _rates(codes: Ints, won: Bools, size: int, seed: int) -> tuple[Floats, Floats]:
    """A rate for each code, shrunk to the mean, and for each training lead one that it did not teach."""
    folds = KFold(FOLDS, shuffle=True, random_state=seed)
    encoder = TargetEncoder(target_type="binary", smooth="auto", cv=folds)
    of_leads = encoder.fit_transform(codes[:, np.newaxis], won)[:, 0]
    rates: Floats = encoder.transform(np.arange(size)[:, np.newaxis])[:, 0]
    return rates, of_leads


def _log_counts(codes: Ints, size: int) -> Floats:
    counts: Floats = np.log1p(np.bincount(codes, minlength=size).astype(np.float64))
    return counts
