"""What an artefact holds: the probability, the deal value and the typical lead, over one encoding."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from model.lead.arrays import Bools, Floats, Ints
from model.lead.deal_value import DealValueModel, fit_deal_value
from model.lead.factors import (
    BACKGROUND,
    Background,
    Factor,
    background_of,
    log_odds_by_field,
    points,
    ranked,
    shown_name,
)
from model.lead.features import LeadEncoder
from model.lead.probability import FURTHEST_LOG_ODDS, ProbabilityModel
from model.lead.table import LeadTable


@dataclass(frozen=True, slots=True)
class LeadModel:
    """Every prediction is a sum over a lead's slots, so scoring needs no matrix and factors are exact."""

    probability: ProbabilityModel
    deal_value: DealValueModel
    background: Background

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that it reads of a lead row."""
        return tuple(field.name for field in self._encoder.fields)

    def predict(self, table: LeadTable) -> tuple[Floats, Floats]:
        """Probabilities in (0, 1) and deal values in currency units, both of shape (leads,)."""
        places, values = self._encoder.slots(table)
        log_odds = self.probability.intercept + _weighted(self.probability.weights, places, values).sum(
            axis=1
        )
        worth = self.deal_value.value(_weighted(self.deal_value.weights, places, values).sum(axis=1))
        return expit(np.clip(log_odds, -FURTHEST_LOG_ODDS, FURTHEST_LOG_ODDS)), worth

    def explain(self, table: LeadTable) -> list[tuple[Factor, ...]]:
        """For each lead the factors, the furthest first; they add up to 100 (p − p of the typical lead)."""
        places, values = self._encoder.slots(table)
        by_field = _by_field(self.probability, places, values)
        log_odds = self.probability.intercept + by_field.sum(axis=1)
        moved = points(by_field, log_odds, self.background)
        names = [shown_name(name) for name in self.columns]
        columns = [table.column(name) for name in self.columns]
        return [ranked(names, [column[row] for column in columns], moved[row]) for row in range(len(table))]

    @property
    def typical_probability(self) -> float:
        """Of the typical lead, from which factors are counted."""
        return float(expit(self.background.log_odds))

    @property
    def _encoder(self) -> LeadEncoder:
        return self.probability.encoder


def assemble(
    probability: ProbabilityModel, table: LeadTable, won: Bools, values: Floats, seed: int
) -> LeadModel:
    """Add the deal value, learnt from the won leads' values, and the typical lead to a fitted probability."""
    sold = table.take(won)
    deal_value = fit_deal_value(probability.encoder.transform(sold), values[won], seed)
    chosen = np.random.default_rng(seed).permutation(len(table))[:BACKGROUND]
    places, slots = probability.encoder.slots(table.take(chosen))
    return LeadModel(
        probability,
        deal_value,
        background_of(_by_field(probability, places, slots), probability.intercept),
    )


def _weighted(weights: Floats, places: Ints, values: Floats) -> Floats:
    weighted: Floats = weights[places] * values
    return weighted


def _by_field(probability: ProbabilityModel, places: Ints, values: Floats) -> Floats:
    encoder = probability.encoder
    weighted = _weighted(probability.weights, places, values)
    return log_odds_by_field(weighted, encoder.field_of_slot_, len(encoder.fields))
