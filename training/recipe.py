"""The whole recipe for a model, and its metrics on leads that it did not see."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats, Ints
from model.lead.correction import Correction, fit_correction
from model.lead.lead_model import LeadModel, assemble
from model.lead.metrics import Metrics, metrics_of
from model.lead.one_thread import one_thread
from model.lead.probability import ProbabilityModel, fit_probability
from training.choice import held_out_log_odds, losses, simplest
from training.dataset import Dataset
from training.progress import counted
from training.split import Split, newest, split


def train(data: Dataset, seed: int) -> tuple[LeadModel, dict[str, object], Metrics]:
    """The model fitted on all leads, how it was chosen, and its recipe's metrics on held-out leads."""
    parts = split(data.won, data.submitted, data.labelled.horizon, seed)
    steps = (2 if parts.forward else 1) * len(parts.folds) + 1
    with one_thread(), counted("fit", steps) as step:
        held_out = held_out_log_odds(data, parts, step)
        strength = simplest(losses(held_out, data.won))
        if parts.forward:
            odds = _forward_log_odds(data, parts, strength, seed, step)
            correction = None
        else:
            odds = _corrected_across_folds(held_out[strength], data, parts)
            correction = fit_correction(held_out[strength], data.won)
        probability = _fit_on(data, np.arange(len(data.won)), strength, seed, correction)
        model = assemble(probability, data.table, data.won, data.value, seed)
        step()
    judged = ~np.isnan(odds)
    return model, _told(data, model, parts, strength, seed), metrics_of(expit(odds[judged]), data.won[judged])


def _forward_log_odds(
    data: Dataset, parts: Split, strength: float, seed: int, step: Callable[[], object]
) -> Floats:
    """Each block by a model of the leads before it, its correction learnt from the newest of those."""
    odds = np.full(len(data.won), np.nan)
    for before, block in parts.folds:
        fitted = _fit_on(data, before, strength, seed, None)
        odds[block] = fitted.log_odds(data.table.take(block))
        step()
    return odds


def _corrected_across_folds(odds: Floats, data: Dataset, parts: Split) -> Floats:
    """Each fold's held-out log-odds under the correction that the other folds' give."""
    corrected = np.full(len(odds), np.nan)
    for others, fold in parts.folds:
        corrected[fold] = fit_correction(odds[others], data.won[others]).apply(odds[fold])
    return corrected


def _fit_on(
    data: Dataset, rows: Ints, strength: float, seed: int, correction: Correction | None
) -> ProbabilityModel:
    """Without a correction one is learnt from the newest of these leads."""
    return fit_probability(
        data.table.take(rows),
        data.won[rows],
        data.fields,
        timezone=data.schema.timezone,
        strength=strength,
        newest=None if correction else newest(data.submitted[rows]),
        correction=correction,
        seed=seed,
    )


def _told(data: Dataset, model: LeadModel, parts: Split, strength: float, seed: int) -> dict[str, object]:
    correction = model.probability.correction
    learnt = model.deal_value
    return {
        "fields": [field.name for field in data.fields],
        "split": "forward" if parts.forward else "stratified",
        "strength": strength,
        "seed": seed,
        "correction": {"intercept": correction.intercept, "slope": correction.slope},
        "deal_value": {"wins": learnt.wins, "cap": learnt.cap, "loading": learnt.loading},
    }
