"""The choice among candidates: by log loss on held-out leads, the simpler winning near ties."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from scipy.special import expit
from sklearn.metrics import log_loss

from model.lead.arrays import Bools, Floats
from model.lead.fit_probability import Leads, Lessons, LinearRecipe, Recipe, fit_linear, weights_of
from model.lead.one_thread import one_thread
from model.lead.probability import blend
from model.lead.tree_features import MANY_LEVELS, How
from model.lead.trees import BaggedTrees, TreeRecipe
from training.folds import EncodedFold

STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
ITERATIONS = (10, 25, 50, 100, 200, 400)
# Even mixes first: two learners that err differently are safer among leads unlike those seen so far.
TREE_SHARES = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1, 1.0, 0.0)
HALF_LIFE_SHARE = 0.25
TIE = 1.001
WORSE = 1.01
FEW = 1000  # leads by which more kinds of trees could not be told apart
BAG = 2
Candidate = TypeVar("Candidate")


@dataclass(frozen=True, slots=True)
class Choice:
    """The recipe, the held-out log loss of every candidate, and the winner's log-odds (NaN not held out)."""

    recipe: Recipe
    losses: dict[str, float]
    log_odds: Floats


def choose(
    leads: Leads, folds: Sequence[EncodedFold], forward: bool, seed: int, step: Callable[[], object]
) -> Choice:
    """The best regression, the best trees, then the best mix of the two."""
    linear: dict[LinearRecipe, Floats] = {}
    trees: dict[TreeRecipe, Floats] = {}
    half_lives = _half_lives(leads.ages, forward)
    for fold in folds:
        with one_thread():
            for linear_recipe, odds in _linear(fold.taught, fold.unseen, half_lives):
                linear.setdefault(linear_recipe, np.full(len(leads.won), np.nan))[fold.test] = odds
            step()
            for tree_recipe, odds in _trees(fold.taught, fold.unseen, half_lives, seed):
                trees.setdefault(tree_recipe, np.full(len(leads.won), np.nan))[fold.test] = odds
            step()
    return _best(linear, trees, leads)


def simplest(losses: Mapping[Candidate, float]) -> Candidate:
    """The first, so the simplest or the safest, whose loss is within 0.1 % of the best.

    >>> simplest({0.01: 0.21, 0.1: 0.2002, 1.0: 0.2001})
    0.1
    """
    best = min(losses.values())
    return next(candidate for candidate, loss in losses.items() if loss <= TIE * best)


def loss_of(odds: Floats, won: Bools, weights: Floats) -> float:
    """Log loss over the leads that were held out."""
    judged = ~np.isnan(odds)
    return float(
        log_loss(won[judged], expit(odds[judged]), labels=[False, True], sample_weight=weights[judged])
    )


def _best(linear: dict[LinearRecipe, Floats], trees: dict[TreeRecipe, Floats], leads: Leads) -> Choice:
    linear_losses = {recipe: loss_of(odds, leads.won, leads.weights) for recipe, odds in linear.items()}
    judged = ~np.isnan(next(iter(linear.values())))
    whole = {recipe: odds for recipe, odds in trees.items() if not np.isnan(odds[judged]).any()}
    tree_losses = {recipe: loss_of(odds, leads.won, leads.weights) for recipe, odds in whole.items()}
    best_linear, best_trees = simplest(linear_losses), simplest(tree_losses)
    mixes = {share: blend(linear[best_linear], trees[best_trees], share) for share in TREE_SHARES}
    mix_losses = {share: loss_of(odds, leads.won, leads.weights) for share, odds in mixes.items()}
    share = simplest(mix_losses)
    losses = {
        **{named(recipe): loss for recipe, loss in linear_losses.items()},
        **{named(recipe): loss for recipe, loss in tree_losses.items()},
        **{f"{share:.0%} trees": loss for share, loss in sorted(mix_losses.items())},
    }
    recipe = Recipe(best_linear, best_trees if share else None, share)
    return Choice(recipe, losses, mixes[share])


def named(recipe: LinearRecipe | TreeRecipe) -> str:
    """A candidate's name for people.

    >>> named(LinearRecipe(0.1, None))
    'regression, strength 0.1'
    >>> named(TreeRecipe("native", 50, 90.0))
    'trees, native categories, 50% of features a split, 50 iterations, half-life 90 days'
    """
    fading = "" if recipe.half_life is None else f", half-life {recipe.half_life:.0f} days"
    if isinstance(recipe, LinearRecipe):
        return f"regression, strength {recipe.strength:g}{fading}"
    how = {"native": "native categories", "target": "target-encoded categories"}[recipe.how]
    features = f"{recipe.features_a_split:.0%} of features a split"
    return f"trees, {how}, {features}, {recipe.iterations} iterations{fading}"


def _half_lives(ages: Floats, forward: bool) -> tuple[float | None, ...]:
    """None, and a quarter of the history's span where folds go forward in time."""
    span = float(np.nanmax(ages)) if forward else 0.0
    return (None, HALF_LIFE_SHARE * span) if span > 0 else (None,)


def _linear(
    taught: Lessons, unseen: Lessons, half_lives: tuple[float | None, ...]
) -> list[tuple[LinearRecipe, Floats]]:
    recipes = [LinearRecipe(strength, half_life) for half_life in half_lives for strength in STRENGTHS]
    return [(recipe, fit_linear(taught, recipe).decision_function(unseen.X)) for recipe in recipes]


def _trees(
    taught: Lessons, unseen: Lessons, half_lives: tuple[float | None, ...], seed: int
) -> Iterator[tuple[TreeRecipe, Floats]]:
    many = any(
        column.kind == "category" and column.size > MANY_LEVELS + 2 for column in taught.coder.columns_
    )
    ways: list[tuple[How, float]] = [("native", 1.0), ("native", 0.5)]
    if many:
        ways.append(("target", 0.5))
    if len(taught.won) < FEW:
        ways, half_lives = [("native", 0.5)], (None,)
    for how, features in ways:
        for half_life in half_lives:
            yield from _grown(taught, unseen, TreeRecipe(how, ITERATIONS[-1], half_life, features), seed)


def _grown(
    taught: Lessons, unseen: Lessons, recipe: TreeRecipe, seed: int
) -> Iterator[tuple[TreeRecipe, Floats]]:
    """The odds after each number of iterations, until more of them have plainly become worse."""
    best = np.inf
    trees = BaggedTrees(recipe, range(seed, seed + BAG))
    weights = weights_of(taught, recipe)
    for iterations in trees.grow(taught.codes, taught.won, taught.coder, weights, ITERATIONS):
        odds = trees.decision_function(unseen.codes)
        yield replace(recipe, iterations=iterations), odds
        loss = loss_of(odds, unseen.won, unseen.weights)
        best = min(best, loss)
        if loss > WORSE * best:
            return
