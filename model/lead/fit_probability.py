"""How a probability is fitted to leads, once a recipe was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from model.lead.arrays import Bools, Floats, Ints
from model.lead.codes import CodeEncoder
from model.lead.correction import Correction, fit_correction
from model.lead.features import LeadEncoder
from model.lead.field import Field
from model.lead.one_thread import one_thread
from model.lead.probability import ProbabilityModel, TreePart, blend
from model.lead.recency import recency
from model.lead.table import LeadTable
from model.lead.trees import BaggedTrees, TreeRecipe

FOLDS = 5
BAG = 4
DENSE_WIDTH = 400


@dataclass(frozen=True, slots=True)
class LinearRecipe:
    """``strength`` is scikit-learn's C; a lead weighs half after ``half_life`` days, None for never."""

    strength: float = 1.0
    half_life: float | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is fitted: the regression, and trees where ``tree_share`` of the log-odds is theirs."""

    linear: LinearRecipe = LinearRecipe()
    trees: TreeRecipe | None = None
    tree_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads that teach. ``ages`` are days before the newest, NaN undated; ``weights`` what each counts."""

    table: LeadTable
    won: Bools
    fields: tuple[Field, ...]
    ages: Floats
    weights: Floats
    timezone: str | None = None

    def take(self, rows: Ints) -> "Leads":
        """The leads at these places."""
        return replace(
            self,
            table=self.table.take(rows),
            won=self.won[rows],
            ages=self.ages[rows],
            weights=self.weights[rows],
        )


@dataclass(frozen=True, slots=True)
class Lessons:
    """The same leads, encoded for both parts."""

    X: csr_matrix
    codes: Ints
    coder: CodeEncoder
    won: Bools
    ages: Floats
    weights: Floats

    def take(self, rows: Ints) -> "Lessons":
        """The leads at these places."""
        return Lessons(
            self.X[rows], self.codes[rows], self.coder, self.won[rows], self.ages[rows], self.weights[rows]
        )


def encoded(leads: Leads) -> tuple[LeadEncoder, Lessons]:
    """Both encoders, fitted, and what they make of the leads."""
    encoder = LeadEncoder(leads.fields, leads.timezone).fit(leads.table)
    coder = CodeEncoder(leads.fields, leads.timezone).fit(leads.table)
    X, codes = encoder.transform(leads.table), coder.codes(leads.table)
    return encoder, Lessons(X, codes, coder, leads.won, leads.ages, leads.weights)


def fit_probability(
    leads: Leads,
    recipe: Recipe = Recipe(),
    *,
    newest: Bools | None = None,
    slope: float | None = None,
    correction: Correction | None = None,
    seed: int = 0,
) -> ProbabilityModel:
    """Fit on leads of which some won and some did not.

    Without a ``correction`` it is fitted on the out-of-fold log-odds of the leads that ``newest`` marks, the
    newest matured ones; None, where no time is known, takes all. A ``slope`` is kept as it is given.
    """
    with one_thread():
        encoder, lessons = encoded(leads)
        regression = fit_linear(lessons, recipe.linear)
        trees = fit_trees(lessons, recipe.trees, range(seed, seed + BAG)) if recipe.trees else None
        if correction is None:
            correction = correction_of(lessons, recipe, newest, slope, seed)
    return ProbabilityModel(
        Pipeline([("encoder", encoder), ("regression", regression)]),
        correction,
        TreePart(lessons.coder, trees, recipe.tree_share) if trees else None,
    )


def fit_linear(lessons: Lessons, recipe: LinearRecipe) -> LogisticRegression:
    """Newton's method where it is quick."""
    solver = "newton-cholesky" if lessons.X.shape[1] <= DENSE_WIDTH else "lbfgs"
    unfitted = LogisticRegression(C=recipe.strength, solver=solver, max_iter=2000)
    return unfitted.fit(lessons.X, lessons.won, sample_weight=weights_of(lessons, recipe))


def fit_trees(lessons: Lessons, recipe: TreeRecipe, seeds: Sequence[int]) -> BaggedTrees:
    """A booster a seed."""
    weights = weights_of(lessons, recipe)
    return BaggedTrees(recipe, seeds).fit(lessons.codes, lessons.won, lessons.coder, weights)


def weights_of(lessons: Lessons, recipe: LinearRecipe | TreeRecipe) -> Floats:
    """What each lead counts in a fit."""
    return lessons.weights * recency(lessons.ages, recipe.half_life)


def correction_of(
    lessons: Lessons, recipe: Recipe, newest: Bools | None, slope: float | None, seed: int
) -> Correction:
    """From out-of-fold log-odds of the newest leads."""
    wanted = np.ones(len(lessons.won), dtype=bool) if newest is None else newest
    odds = crossfitted_log_odds(lessons, recipe, wanted, seed)
    known = ~np.isnan(odds)
    return fit_correction(odds[known], lessons.won[known], lessons.weights[known], slope)


def crossfitted_log_odds(lessons: Lessons, recipe: Recipe, wanted: Bools, seed: int) -> Floats:
    """Log-odds of the wanted leads by models that did not see them; all NaN with fewer than 2 won or lost."""
    odds = np.full(len(lessons.won), np.nan)
    folds = min(FOLDS, int(lessons.won.sum()), int((~lessons.won).sum()))
    if folds < 2:
        return odds
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(odds, lessons.won):
        judged = test[wanted[test]]
        if len(judged):
            taught, unseen = lessons.take(train), lessons.take(judged)
            trees = (
                fit_trees(taught, recipe.trees, [seed]).decision_function(unseen.codes)
                if recipe.trees
                else None
            )
            linear = fit_linear(taught, recipe.linear).decision_function(unseen.X)
            odds[judged] = blend(linear, trees, recipe.tree_share)
    return odds
