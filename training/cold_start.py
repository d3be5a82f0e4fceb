"""From leads with few outcomes to a model: what was declared, or a weak prior, moved by what there is."""

from collections import Counter
from dataclasses import replace

import numpy as np
from scipy.special import expit
from sklearn.pipeline import Pipeline

from model.lead.arrays import Column, Floats, Ints
from model.lead.category_columns import MIN_FREQUENCY, category_level
from model.lead.cold_start import ENOUGH_WON, ColdStart
from model.lead.correction import Correction
from model.lead.deal_value import DealValueModel, fit_deal_value
from model.lead.declared_prior import DECLARED_DEVIATIONS, declared_prior, observed_prior
from model.lead.declared_value import declared_deal_value
from model.lead.features import LeadEncoder
from model.lead.lead_model import LeadModel, assemble
from model.lead.metrics import Metrics, metrics_of
from model.lead.one_thread import one_thread
from model.lead.prior_regression import PriorRegression
from model.lead.probability import ProbabilityModel
from model.lead.table import LeadTable
from training.dataset import LEAST_ROWS, Dataset
from training.held_out import HeldOut
from training.split import Split, split

MOST_LEVELS = 50
LEAST_TO_SPLIT = 2
NOT_JUDGED: Metrics = {"n": 0, **dict.fromkeys(("base_rate", "auc", "log_loss", "brier", "ece"))}


def is_cold(data: Dataset) -> bool:
    """Whether fewer than 40 of the leads that teach were won."""
    return int(data.won.sum()) < ENOUGH_WON


def train_cold(data: Dataset, seed: int) -> tuple[LeadModel, dict[str, object], Metrics, HeldOut]:
    """The model fitted on all leads, what it rests on, and its work on held-out leads."""
    with one_thread():
        linear = fitted(data)
        held_out = _held_out(data, seed)
    cold = ColdStart(int(data.won.sum()), linear)
    probability = ProbabilityModel(linear, Correction())
    model = assemble(probability, *_typical(data), seed)
    model = replace(model, deal_value=_deal_value(data, linear[0]), cold_start=cold)
    judged = ~np.isnan(held_out.probability)
    metrics = metrics_of(held_out.probability[judged], data.won[judged]) if judged.any() else NOT_JUDGED
    return model, _told(data, model, seed), metrics, held_out


def fitted(data: Dataset) -> Pipeline:
    """Encoder and regression, from the prior on."""
    encoder = LeadEncoder(data.fields, data.schema.timezone).fit(teaching_levels(data))
    X = encoder.transform(data.table)
    expected = data.schema.expectations
    if expected is None:
        priors = [observed_prior(data.won, encoder)]
    else:
        priors = [declared_prior(expected, encoder, X, deviation) for deviation in DECLARED_DEVIATIONS]
    regressions = [PriorRegression(prior).fit(X, data.won, data.weights) for prior in priors]
    return Pipeline([("encoder", encoder), ("regression", _believed(regressions))])


def _believed(regressions: list[PriorRegression]) -> PriorRegression:
    """The first, unless the outcomes are e times as probable or more under a wider prior."""
    first, *wider = regressions
    best = max(wider, key=lambda regression: regression.evidence_, default=first)
    return best if best.evidence_ >= first.evidence_ + 1 else first


def teaching_levels(data: Dataset) -> LeadTable:
    """The leads' table with, of each category, its 50 commonest levels only, and every declared one.

    Few outcomes cannot tell more levels apart. A declared level is there as often as the encoder asks for.
    """
    declared = data.schema.expectations.levels if data.schema.expectations else {}
    columns = {name: data.table.column(name) for name in data.table.columns}
    categories = [field.name for field in data.fields if field.type == "category"]
    columns |= {name: _commonest(data.table.column(name)) for name in categories}
    added = [
        {name: written} for name, rates in declared.items() for written in rates for _ in range(MIN_FREQUENCY)
    ]
    more = LeadTable.from_rows(added, columns)
    joined = {name: _joined(column, more.column(name)) for name, column in columns.items()}
    return LeadTable(joined, len(data.table) + len(more))


def _commonest(values: Column) -> Column:
    levels = np.array([category_level(value) for value in values.tolist()], dtype=object)
    kept = [level for level, _ in sorted(Counter(levels).items(), key=lambda item: (-item[1], item[0]))]
    shown = values.astype(object)
    shown[~np.isin(levels, kept[:MOST_LEVELS])] = None
    return shown


def _joined(column: Column, added: Column) -> Column:
    """The added rows of a column of numbers or times are missing there."""
    if column.dtype.kind == "f":
        return np.concatenate([column, np.full(len(added), np.nan)])
    if column.dtype.kind == "M":
        return np.concatenate([column, np.full(len(added), np.datetime64("NaT", "s"))])
    return np.concatenate([column.astype(object), added])


def graded_leads(data: Dataset) -> LeadTable:
    """The leads whose worth sets the grades: those that teach; under 20, one of each declared level."""
    expected = data.schema.expectations
    if expected is None or len(data.table) >= LEAST_ROWS:
        return data.table
    rows = [{name: written} for name, rates in expected.levels.items() for written in rates]
    return LeadTable.from_rows([{}, *rows], expected.levels)


def _held_out(data: Dataset, seed: int) -> HeldOut:
    """By models of other leads; with fewer than 2 won or lost by the prior alone, which saw no outcome."""
    probability, value = np.full(len(data.won), np.nan), np.full(len(data.won), np.nan)
    for others, fold in _parts(data, seed).folds:
        linear = fitted(data.take(others))
        probability[fold] = expit(linear.decision_function(data.table.take(fold)))
        deal_value = _deal_value(data.take(others), linear[0])
        columns = linear[0].transform(data.table.take(fold))
        value[fold] = deal_value.value(columns @ deal_value.weights)
    return HeldOut(probability, value)


def _parts(data: Dataset, seed: int) -> Split:
    everyone: Ints = np.arange(len(data.won))
    if not len(everyone):
        return Split((), forward=False)
    if min(int(data.won.sum()), int((~data.won).sum())) < LEAST_TO_SPLIT:
        return Split(((everyone[:0], everyone),), forward=False)
    return split(data.won, data.submitted, data.labelled.horizon, seed)


def _typical(data: Dataset) -> tuple[LeadTable, Column, Floats]:
    """The leads, what became of them and their values; where there are none, one that answers nothing."""
    if len(data.table):
        return data.table, data.won, data.value
    return LeadTable({}, 1), np.zeros(1, dtype=bool), np.full(1, np.nan)


def _deal_value(data: Dataset, encoder: LeadEncoder) -> DealValueModel:
    expected = data.schema.expectations
    values = data.value[data.won]
    if expected and expected.deal_value is not None:
        return declared_deal_value(expected.deal_value, values, encoder.width_)
    return fit_deal_value(encoder.transform(data.table.take(data.won)), values, encoder.field_of_column_)


def _told(data: Dataset, model: LeadModel, seed: int) -> dict[str, object]:
    cold, learnt = model.cold_start, model.deal_value
    assert cold is not None
    parts = _parts(data, seed)
    stratified = "stratified" if len(parts.folds) > 1 else "prior alone"
    return {
        "fields": [field.name for field in data.fields],
        "cold_start": {"won": cold.won, "enough": cold.enough},
        "candidate": "declared expectations" if data.schema.expectations else "observed rate",
        "split": "forward" if parts.forward else stratified,
        "seed": seed,
        "deal_value": {"wins": learnt.wins, "cap": learnt.cap, "loading": learnt.loading},
    }
