"""The one door to a trained model: lead rows in, scores with their factors out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from model.lead.factors import Factor
from model.lead.grade import Cutoffs, Grade, grade_of
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable

if TYPE_CHECKING:
    from model.lead.lead_model import LeadModel

__all__ = ["Factor", "GradeBy", "Score", "Scorer"]

GradeBy = Literal["expected_revenue", "probability"]


@dataclass(frozen=True, slots=True)
class Score:
    """``probability`` lies in (0, 1); ``deal_value`` is in currency units, 0 where no value was learnt."""

    probability: float
    deal_value: float
    factors: tuple[Factor, ...] = ()

    @property
    def expected_revenue(self) -> float:
        """Currency units, unrounded."""
        return self.probability * self.deal_value


@dataclass(frozen=True, slots=True)
class Scorer:
    """A verified model with what its manifest says of it."""

    model_version: str
    schema: LeadSchema
    grade_cutoffs: Cutoffs
    model: "LeadModel"
    grade_by: GradeBy = "expected_revenue"
    horizon_days: float | None = None

    def score(self, rows: Sequence[Mapping[str, object]], factors: bool = True) -> list[Score]:
        """Score lead rows in their order. Unknown, missing and wrong-typed values are no error."""
        if not rows:
            return []
        table = LeadTable.from_rows(rows, self.model.columns)
        probabilities, values = self.model.predict(table)
        explained = self.model.explain(table) if factors else [()] * len(rows)
        return [
            Score(float(probability), float(value), named)
            for probability, value, named in zip(probabilities, values, explained, strict=True)
        ]

    def grade(self, score: Score) -> Grade:
        """A to D by expected revenue; by probability where the model learnt no deal value."""
        return grade_of(getattr(score, self.grade_by), self.grade_cutoffs)
