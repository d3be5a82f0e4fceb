"""From leads that teach to a model: choose, fit, correct, and judge the whole of it on held-out leads."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats, Ints
from model.lead.correction import fit_correction, slope_within
from model.lead.deal_value import fit_deal_value
from model.lead.features import LeadEncoder
from model.lead.fit_probability import Leads, correction_of, encoded, fit_probability
from model.lead.lead_model import LeadModel, assemble
from model.lead.metrics import Metrics, metrics_of
from model.lead.one_thread import one_thread
from training.choice import Choice, choose
from training.dataset import Dataset
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
    with counted("fit", 3 * len(parts.folds) + 1) as step:
        choice = choose(leads, parts, seed, step)
        odds = _corrected(choice, leads, parts, data, seed)
        held_out = HeldOut(expit(odds), _held_out_values(data, parts, step))
        if parts.forward:
            fresh, slope = (
                newest(data.submitted),
                _slope(choice.log_odds, leads, parts.blocks(len(leads.won))),
            )
            probability = fit_probability(leads, choice.recipe, newest=fresh, slope=slope, seed=seed)
        else:
            correction = fit_correction(choice.log_odds, data.won, data.weights)
            probability = fit_probability(leads, choice.recipe, correction=correction, seed=seed)
        model = assemble(probability, data.table, data.won, data.value, seed)
        step()
    judged = ~np.isnan(odds)
    metrics = metrics_of(held_out.probability[judged], data.won[judged])
    return model, _told(data, model, parts, choice, seed), metrics, held_out


def _slope(forward_odds: Floats, leads: Leads, block: Ints) -> float:
    """From forward log-odds (NaN not judged), which err as those of coming months will.

    Odds of shuffled folds would not do: what was chosen for its caution on later leads looks too cautious
    among the leads that it learnt from.
    """
    judged = ~np.isnan(forward_odds)
    return slope_within(forward_odds[judged], leads.won[judged], leads.weights[judged], block[judged])


def _corrected(choice: Choice, leads: Leads, parts: Split, data: Dataset, seed: int) -> Floats:
    """Held-out log-odds under the correction that the leads before, or the other folds, give."""
    odds = np.full(len(leads.won), np.nan)
    blocks = parts.blocks(len(odds))
    for others, fold in parts.folds:
        known = choice.log_odds[others]
        if parts.forward:
            with one_thread():
                before = leads.take(others)
                _, lessons = encoded(before)
                slope, fresh = _slope(known, before, blocks[others]), newest(data.submitted[others])
                correction = correction_of(lessons, choice.recipe, fresh, slope, seed)
        else:
            correction = fit_correction(known, leads.won[others], leads.weights[others])
        odds[fold] = correction.apply(choice.log_odds[fold])
    return odds


def _held_out_values(data: Dataset, parts: Split, step: Step) -> Floats:
    """Each lead's deal value by a model of the other leads' deals, or of those before."""
    values = np.full(len(data.won), np.nan)
    for others, fold in parts.folds:
        encoder = LeadEncoder(data.fields, data.schema.timezone).fit(data.table.take(others))
        sold = others[data.won[others]]
        X = encoder.transform(data.table.take(sold))
        fitted = fit_deal_value(X, data.value[sold], encoder.field_of_column_)
        values[fold] = fitted.value(encoder.transform(data.table.take(fold)) @ fitted.weights)
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
