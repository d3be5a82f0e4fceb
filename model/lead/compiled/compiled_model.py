"""A lead model as tables: what it says of lead rows, and which fields moved it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats
from model.lead.compiled import kernels
from model.lead.compiled.code_book import CodeBook
from model.lead.compiled.leaf_kernel import pay
from model.lead.compiled.tables import FactorTables, Places, ScoreTables
from model.lead.deal_value import DealValueModel
from model.lead.factors import Factor, points, ranked, shown_name
from model.lead.probability import FURTHEST_LOG_ODDS
from model.lead.table import LeadTable

LEADS_AT_ONCE = 16  # whose sets of leaves by field are held at a time


@dataclass(frozen=True, slots=True)
class Codes:
    """Leads as the kernels read them: codes (leads, columns), scaled numbers (leads, numbers)."""

    codes: Places
    scaled: Floats

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Predictions:
    """One entry a lead: probabilities in (0, 1), deal values in currency units; None without such a head."""

    probability: Floats
    deal_value: Floats
    quality: Floats | None
    without_campaign: Floats | None


@dataclass(frozen=True, slots=True)
class CompiledModel:
    """``typical`` is the mean log-odds of the background leads, and ``usual`` their linear part by field.

    ``heads`` says whether there is a quality head, and one without campaign.
    """

    names: tuple[str, ...]
    book: CodeBook
    field_of_column: Places
    field_of_number: Places
    score_tables: ScoreTables
    factor_tables: FactorTables
    deal_value: DealValueModel
    usual: Floats
    typical: float
    heads: tuple[bool, bool]

    def read(self, rows: Sequence[Mapping[str, object]]) -> Codes:
        """Lead rows, of which unknown, missing and wrong-typed values are no error."""
        read = [self.book.read(row) for row in rows]
        codes = np.array([codes for codes, _ in read], dtype=np.int32)
        return Codes(codes.reshape(len(rows), -1), np.array([scaled for _, scaled in read], dtype=np.float64))

    def read_table(self, table: LeadTable) -> Codes:
        """Leads by column."""
        codes, scaled = self.book.read_table(table)
        return Codes(np.ascontiguousarray(codes, dtype=np.int32), np.ascontiguousarray(scaled))

    def log_odds(self, leads: Codes) -> tuple[Floats, Floats]:
        """Log-odds, and the weighted columns of the deal value, both of shape (leads,)."""
        sums = self._sums(leads)
        return sums[:, 0], sums[:, 1]

    def predict(self, leads: Codes) -> tuple[Floats, Floats]:
        """Probabilities in (0, 1) and deal values in currency units, both of shape (leads,)."""
        said = self.predict_all(leads)
        return said.probability, said.deal_value

    def predict_all(self, leads: Codes) -> Predictions:
        """What every head says."""
        sums = self._sums(leads)
        chances = expit(sums.clip(-FURTHEST_LOG_ODDS, FURTHEST_LOG_ODDS))
        quality, without_campaign = self.heads
        return Predictions(
            chances[:, 0],
            self.deal_value.value(sums[:, 1]),
            chances[:, 2] if quality else None,
            chances[:, 3] if without_campaign else None,
        )

    def _sums(self, leads: Codes) -> Floats:
        """Log-odds, weighted columns of the deal value, and log-odds of both heads, shape (leads, 4)."""
        tables = self.score_tables
        sums = np.empty((len(leads), len(tables.bases)))
        sums[:] = tables.bases
        kernels.predict(
            leads.codes,
            leads.scaled,
            tables.row_of_code,
            tables.masks,
            tables.leaf_values,
            tables.weights,
            tables.slopes,
            sums,
        )
        return sums

    def moved(self, leads: Codes) -> Floats:
        """Interventional Shapley values of the log-odds by field, shape (leads, fields).

        Each row adds up to the lead's log-odds less the typical ones.
        """
        moved = np.repeat(-self.usual[np.newaxis], len(leads), axis=0)
        kernels.add_weights(
            leads.codes,
            leads.scaled,
            self.field_of_column,
            self.field_of_number,
            self.score_tables.weights,
            self.score_tables.slopes,
            moved,
        )
        for begin in range(0, len(leads), LEADS_AT_ONCE):
            self._add_trees(leads.codes[begin : begin + LEADS_AT_ONCE], moved[begin : begin + LEADS_AT_ONCE])
        return moved

    def explain(self, leads: Codes, values: Iterable[Sequence[object]]) -> list[tuple[Factor, ...]]:
        """The factors of each lead, of whose fields ``values`` are the raw ones, the furthest first."""
        shown = [shown_name(name) for name in self.names]
        moved = points(self.moved(leads), self.typical).tolist()
        return [ranked(shown, own, steps) for own, steps in zip(values, moved, strict=True)]

    def _add_trees(self, codes: Places, moved: Floats) -> None:
        score, factor = self.score_tables, self.factor_tables
        met = np.empty((len(codes), len(self.names), score.masks.shape[1]), dtype=np.uint16)
        kernels.meet(codes, score.row_of_code, self.field_of_column, score.masks, met)
        of_lead = met.reshape(len(codes), -1)
        pay(of_lead, factor.begins, factor.bit, factor.where, factor.field, factor.table, moved)
