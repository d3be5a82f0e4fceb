"""The one door to a trained model: lead rows in, scores with their factors out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from model.lead.arrays import Floats
from model.lead.factors import Factor
from model.lead.grade import Cutoffs, Grade, grade_of
from model.lead.held_out_file import HeldOutTold
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable

if TYPE_CHECKING:
    from model.campaign.delay import DelayCurve
    from model.lead.compiled.compiled_model import CompiledModel
    from model.lead.lead_model import LeadModel

__all__ = ["Factor", "GradeBy", "Interval", "Score", "Scorer"]

GradeBy = Literal["expected_revenue", "probability"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95 % interval of a probability, where outcomes were too few; ``basis`` says how few."""

    low: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True)
class Score:
    """``probability`` lies in (0, 1); ``deal_value`` is in currency units, 0 where no value was learnt.

    ``interval`` is None where outcomes were enough. ``quality_probability`` is P(qualified | judged), and
    ``probability_without_campaign`` P(won) by all but where the lead came from; None without such a head.
    """

    probability: float
    deal_value: float
    factors: tuple[Factor, ...] = ()
    interval: Interval | None = None
    quality_probability: float | None = None
    probability_without_campaign: float | None = None

    @property
    def expected_revenue(self) -> float:
        """Currency units, unrounded."""
        return self.probability * self.deal_value


@dataclass(frozen=True)
class Scorer:
    """A verified model with what its manifest says of it.

    ``delay`` is how fast wins arrive, None where too few were seen; ``held_out`` names the file of its
    held-out scores, None where it was made without.
    """

    model_version: str
    schema: LeadSchema
    grade_cutoffs: Cutoffs
    model: "LeadModel"
    grade_by: GradeBy = "expected_revenue"
    horizon_days: float | None = None
    delay: "DelayCurve | None" = None
    held_out: HeldOutTold | None = None

    @cached_property
    def compiled(self) -> "CompiledModel":
        """The model as tables, made once; raises NotCompilable."""
        from model.lead.compiled.compile_model import compile_model

        return compile_model(self.model)

    def score(self, rows: Sequence[Mapping[str, object]], factors: bool = True) -> list[Score]:
        """Score lead rows in their order. Unknown, missing and wrong-typed values are no error."""
        if not rows:
            return []
        leads = self.compiled.read(rows)
        said = self.compiled.predict_all(leads)
        own = ([row.get(name) for name in self.compiled.names] for row in rows)
        explained = self.compiled.explain(leads, own) if factors else [()] * len(rows)
        heads = (_listed(head, len(rows)) for head in (said.quality, said.without_campaign))
        own_parts = (said.probability.tolist(), said.deal_value.tolist(), explained, self._intervals(rows))
        return [Score(*parts) for parts in zip(*own_parts, *heads, strict=True)]

    def _intervals(self, rows: Sequence[Mapping[str, object]]) -> Sequence[Interval | None]:
        cold = self.model.cold_start
        if cold is None:
            return [None] * len(rows)
        low, high = cold.interval(LeadTable.from_rows(rows, self.model.columns))
        return [Interval(*ends, cold.basis) for ends in zip(low.tolist(), high.tolist(), strict=True)]

    def grade(self, score: Score) -> Grade:
        """A to D by expected revenue; by probability where the model learnt no deal value."""
        return grade_of(getattr(score, self.grade_by), self.grade_cutoffs)


def _listed(head: Floats | None, leads: int) -> Sequence[float | None]:
    return [None] * leads if head is None else head.tolist()
