"""From leads that teach to a model: choose, fit, correct, and judge the whole of it on held-out leads."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats, Ints
from model.lead.correction import fit_correction, slope_within
from model.lead.deal_value import fit_deal_value
from model.lead.fit_probability import Leads, correction_of, fit_probability
from model.lead.lead_model import LeadModel, assemble
from model.lead.metrics import Metrics, metrics_of
from model.lead.one_thread import one_thread
from training.choice import Choice, choose
from training.dataset import Dataset
from training.folds import EncodedFold, encoded_folds
from training.held_out import HeldOut
from training.progress import counted
from training.split import Split, newest, sampled, split

MOST_TO_CHOOSE_BY = 100_000
Step = Callable[[], object]


def train(data: Dataset, seed: int) -> tuple[LeadModel, dict[str, object], Metrics, HeldOut]:
    """The model fitted on all leads, how it was chosen, and its recipe's work on held-out leads."""
    leads = data.leads
    whole = split(data.won, data.submitted, data.labelled.horizon, seed)
    parts = sampled(whole, len(data.won), MOST_TO_CHOOSE_BY, seed)
    folds = encoded_folds(leads, parts)
    with counted("fit", 3 * len(folds) + 1) as step:
        choice = choose(leads, folds, parts.forward, seed, step)
        known = np.flatnonzero(~np.isnan(choice.log_odds))
        odds = _corrected(choice, folds, parts, data, seed)
        held_out = HeldOut(expit(odds), _held_out_values(data, folds, step))
        if parts.forward:
            fresh, slope = newest(data.submitted), _slope(choice, leads, known, parts)
            probability = fit_probability(leads, choice.recipe, newest=fresh, slope=slope, seed=seed)
        else:
            correction = fit_correction(choice.log_odds[known], data.won[known], data.weights[known])
            probability = fit_probability(leads, choice.recipe, correction=correction, seed=seed)
        model = assemble(probability, data.table, data.won, data.value, seed)
        step()
    metrics = metrics_of(held_out.probability[known], data.won[known])
    return model, _told(data, model, parts, choice, seed), metrics, held_out


def _slope(choice: Choice, leads: Leads, judged: Ints, parts: Split) -> float:
    """From forward log-odds of the judged leads, which err as those of coming months will.

    Odds of shuffled folds would not do: what was chosen for its caution on later leads looks too cautious
    among the leads that it learnt from.
    """
    blocks = parts.blocks(len(leads.won))
    return slope_within(choice.log_odds[judged], leads.won[judged], leads.weights[judged], blocks[judged])


def _corrected(
    choice: Choice, folds: Sequence[EncodedFold], parts: Split, data: Dataset, seed: int
) -> Floats:
    """Held-out log-odds under the correction that the leads before, or the other folds, give."""
    odds = np.full(len(data.won), np.nan)
    for fold in folds:
        known = fold.train[~np.isnan(choice.log_odds[fold.train])]
        if parts.forward:
            slope, fresh = _slope(choice, data.leads, known, parts), newest(data.submitted[fold.train])
            with one_thread():
                correction = correction_of(fold.taught, choice.recipe, fresh, slope, seed)
        else:
            correction = fit_correction(choice.log_odds[known], data.won[known], data.weights[known])
        odds[fold.test] = correction.apply(choice.log_odds[fold.test])
    return odds


def _held_out_values(data: Dataset, folds: Sequence[EncodedFold], step: Step) -> Floats:
    """Each lead's deal value by a model of the other leads' deals, or of those before."""
    values = np.full(len(data.won), np.nan)
    for fold in folds:
        sold = fold.taught.won
        fitted = fit_deal_value(
            fold.taught.X[sold], data.value[fold.train][sold], fold.encoder.field_of_column_
        )
        values[fold.test] = fitted.value(fold.unseen.X @ fitted.weights)
        step()
    return values


def _told(data: Dataset, model: LeadModel, parts: Split, choice: Choice, seed: int) -> dict[str, object]:
    recipe, correction, learnt = choice.recipe, model.probability.correction, model.deal_value
    return {
        "fields": [field.name for field in data.fields],
        "split": "forward" if parts.forward else "stratified",
        "strength": recipe.linear.strength,
        "half_life_days": recipe.linear.half_life,
        "tree_share": recipe.tree_share,
        "trees": None if recipe.trees is None else _told_of_trees(model),
        "candidates": choice.losses,
        "seed": seed,
        "correction": {"intercept": correction.intercept, "slope": correction.slope},
        "deal_value": {"wins": learnt.wins, "cap": learnt.cap, "loading": learnt.loading},
    }


def _told_of_trees(model: LeadModel) -> dict[str, object]:
    part = model.probability.tree_part
    assert part is not None
    recipe = part.trees.recipe
    return {
        "categories": recipe.how,
        "iterations": recipe.iterations,
        "features_a_split": recipe.features_a_split,
        "half_life_days": recipe.half_life,
        "boosters": len(part.trees.boosters_),
    }
