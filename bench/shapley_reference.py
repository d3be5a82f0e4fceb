"""Shapley values by drawing orders of the fields, from the fitted scikit-learn objects, not the tables."""

import numpy as np

from model.lead.arrays import Floats
from model.lead.lead_model import LeadModel
from model.lead.table import LeadTable

ORDERS = 1  # a background lead, each with its reverse


def reference(model: LeadModel, lead: LeadTable, background: LeadTable, rng: np.random.Generator) -> Floats:
    """Mean change of the log-odds as one field after the other takes the lead's value; shape (fields,)."""
    fields = len(model.columns)
    total, chains = np.zeros(fields), 0
    for _ in range(ORDERS):
        orders = np.argsort(rng.random((len(background), fields)), axis=1)
        for order in (orders, orders[:, ::-1]):
            total += _changes(model, lead, background, order)
            chains += len(background)
    return total / chains


def _changes(model: LeadModel, lead: LeadTable, background: LeadTable, order: np.ndarray) -> Floats:
    """Summed over the background, whose leads change field by field in their own order."""
    chains, fields = order.shape
    rank = np.argsort(order, axis=1)
    taken = rank[:, np.newaxis, :] < np.arange(fields + 1)[:, np.newaxis]  # chain, step, field
    odds = _log_odds(model, lead, background, taken).reshape(chains, fields + 1)
    return np.bincount(order.ravel(), np.diff(odds, axis=1).ravel(), minlength=fields)


def _log_odds(model: LeadModel, lead: LeadTable, background: LeadTable, taken: np.ndarray) -> Floats:
    """Of leads that have the lead's own value where ``taken``, with all slots and codes of the field."""
    probability, part = model.probability, model.probability.tree_part
    chosen = taken.reshape(-1, taken.shape[2])
    own = np.repeat(np.arange(len(background)), taken.shape[1])
    places, values = (np.array(each) for each in probability.encoder.slots(lead))
    others, scaled = probability.encoder.slots(background)
    of_slot = chosen[:, probability.encoder.field_of_slot_]
    weighted = probability.weights[places] * values, probability.weights[others] * scaled
    odds = probability.intercept + np.where(of_slot, weighted[0], weighted[1][own]).sum(axis=1)
    if part is None:
        return odds
    of_column = chosen[:, part.coder.field_of_column_]
    codes = np.where(of_column, part.coder.codes(lead), part.coder.codes(background)[own])
    return odds + probability.correction.slope * part.share * part.trees.decision_function(codes)
