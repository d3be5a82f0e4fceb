"""Boosted trees over codes: several with their own seed, averaged in log-odds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from model.lead.arrays import Bools, Floats, Ints
from model.lead.codes import CodeEncoder
from model.lead.one_thread import one_thread
from model.lead.tree_features import How, TreeFeatures

LEARNING_RATE = 0.05
MOST_LEAVES = 15
MOST_DEPTH = 6
PENALTY = 1.0
LEAST_LEADS_A_LEAF = 20


@dataclass(frozen=True, slots=True)
class TreeRecipe:
    """``iterations`` trees a booster; the more, the less regularised. ``half_life`` as in LinearRecipe.

    ``features_a_split`` is the share of the features, drawn anew, that each split may choose among.
    """

    how: How
    iterations: int
    half_life: float | None = None
    features_a_split: float = 0.5


class BaggedTrees:
    """After ``fit``: ``features_`` and ``boosters_``."""

    features_: TreeFeatures
    boosters_: list[HistGradientBoostingClassifier]

    def __init__(self, recipe: TreeRecipe, seeds: Sequence[int]) -> None:
        self.recipe = recipe
        self.seeds = tuple(seeds)

    def fit(self, codes: Ints, won: Bools, coder: CodeEncoder, weights: Floats) -> Self:
        """Each seed draws its own features a split; the rates of levels are cross-fitted once."""
        for _ in self.grow(codes, won, coder, weights, (self.recipe.iterations,)):
            pass
        return self

    def grow(
        self, codes: Ints, won: Bools, coder: CodeEncoder, weights: Floats, stages: Sequence[int]
    ) -> Iterator[int]:
        """Fit to each number of iterations in turn and yield it, so that one fit shows them all."""
        self.features_ = TreeFeatures(self.recipe.how)
        features = self.features_.fit_transform(codes, won, coder, self.seeds[0])
        self.boosters_ = [
            booster(self.features_.categorical_, self.recipe.features_a_split, seed) for seed in self.seeds
        ]
        for iterations in stages:
            with one_thread():
                for one in self.boosters_:
                    one.set_params(max_iter=iterations).fit(features, won, sample_weight=weights)
            yield iterations

    def decision_function(self, codes: Ints) -> Floats:
        """Log-odds, shape (leads,)."""
        features = self.features_.transform(codes)
        with one_thread():
            odds: Floats = np.mean([one.decision_function(features) for one in self.boosters_], axis=0)
        return odds


def booster(categorical: Bools, features_a_split: float, seed: int) -> HistGradientBoostingClassifier:
    """An unfitted booster; it stops nowhere by itself, since iterations are chosen on leads held out."""
    return HistGradientBoostingClassifier(
        learning_rate=LEARNING_RATE,
        warm_start=True,
        max_leaf_nodes=MOST_LEAVES,
        max_depth=MOST_DEPTH,
        max_features=features_a_split,
        l2_regularization=PENALTY,
        min_samples_leaf=LEAST_LEADS_A_LEAF,
        categorical_features=categorical,
        early_stopping=False,
        random_state=seed,
    )
