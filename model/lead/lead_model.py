"""What an artefact holds: the probability, the deal value and the typical lead, over one encoding."""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit

from model.lead.arrays import Bools, Floats, Ints
from model.lead.cold_start import ColdStart
from model.lead.deal_value import DealValueModel, fit_deal_value
from model.lead.factors import Background, Factor, background_rows, log_odds_by_field
from model.lead.features import LeadEncoder
from model.lead.head import Head, log_odds_of
from model.lead.probability import FURTHEST_LOG_ODDS, ProbabilityModel
from model.lead.table import LeadTable


@dataclass(frozen=True, slots=True)
class LeadModel:
    """What was fitted, and predicts as scikit-learn does; single leads are scored by its compiled tables.

    ``cold_start`` is None where outcomes were enough. Beside the probability stand two further heads, None
    where the leads did not teach them: ``quality``, of P(qualified | judged), and ``without_campaign``, of
    P(won) by all but what says where the lead came from.
    """

    probability: ProbabilityModel
    deal_value: DealValueModel
    background: Background
    cold_start: ColdStart | None = None
    quality: Head | None = None
    without_campaign: Head | None = None

    def __setstate__(self, state: Sequence[object]) -> None:
        """Files from before there were further heads end earlier; what they lack is the default."""
        named = fields(self)
        known = [*state, *(field.default for field in named[len(state) :])]
        for field, value in zip(named, known, strict=True):
            if value is MISSING:
                raise ValueError(f"the file lacks {field.name}")
            object.__setattr__(self, field.name, value)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that it reads of a lead row."""
        return tuple(field.name for field in self._encoder.fields)

    def predict(self, table: LeadTable) -> tuple[Floats, Floats]:
        """Probabilities in (0, 1) and deal values in currency units, both of shape (leads,)."""
        places, values = self._encoder.slots(table)
        log_odds = self.probability.log_odds(table)
        worth = self.deal_value.value(_weighted(self.deal_value.weights, places, values).sum(axis=1))
        return _chance(log_odds), worth

    def predict_heads(self, table: LeadTable) -> tuple[Floats | None, Floats | None]:
        """What ``quality`` and ``without_campaign`` say, in (0, 1) and of shape (leads,)."""
        X = self._encoder.transform(table)
        return _said(self.quality, X), _said(self.without_campaign, X)

    def explain(self, table: LeadTable) -> list[tuple[Factor, ...]]:
        """For each lead the factors, the furthest first; they add up to 100 (p − p of the typical lead)."""
        from model.lead.compiled.compile_model import compile_model

        compiled = compile_model(self)
        values = zip(*(table.column(name) for name in self.columns), strict=True)
        return compiled.explain(compiled.read_table(table), values)

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
    encoder = probability.encoder
    deal_value = fit_deal_value(encoder.transform(table.take(won)), values[won], encoder.field_of_column_)
    typical = table.take(background_rows(len(table), seed)) if len(table) else LeadTable({}, 1)
    return LeadModel(probability, deal_value, _background(probability, typical))


def _background(probability: ProbabilityModel, typical: LeadTable) -> Background:
    part = probability.tree_part
    places, slots = probability.encoder.slots(typical)
    return Background(
        codes=part.coder.codes(typical) if part else np.zeros((len(typical), 0), dtype=np.int64),
        by_field=_by_field(probability, places, slots).mean(axis=0),
        log_odds=float(probability.log_odds(typical).mean()),
    )


def _said(head: Head | None, X: csr_matrix) -> Floats | None:
    return None if head is None else _chance(log_odds_of(head, X))


def _chance(log_odds: Floats) -> Floats:
    chance: Floats = expit(np.clip(log_odds, -FURTHEST_LOG_ODDS, FURTHEST_LOG_ODDS))
    return chance


def _weighted(weights: Floats, places: Ints, values: Floats) -> Floats:
    weighted: Floats = weights[places] * values
    return weighted


def _by_field(probability: ProbabilityModel, places: Ints, values: Floats) -> Floats:
    encoder = probability.encoder
    weighted = _weighted(probability.weights, places, values)
    return log_odds_by_field(weighted, encoder.field_of_slot_, len(encoder.fields))
