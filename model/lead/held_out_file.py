"""The held-out scores of an artefact: what models that had not seen a lead said of it.

They are for leads that came before any model served: the model that serves now has learnt from them, so
that what it says of them is too sure of itself.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

import numpy as np

from model.lead.arrays import Floats

HELD_OUT = "held_out.parquet"
MAX_HELD_OUT_BYTES = 64 * 2**20
MOST_HELD_OUT = 1_000_000
Ids = Literal["lead.id", "external_id"]
_FIGURES = ("probability", "deal_value", "quality_probability", "probability_without_campaign")


@dataclass(frozen=True, slots=True)
class HeldOutTold:
    """What a manifest says of the file: its hash, and which ids it names its leads by."""

    sha256: str
    ids: Ids


@dataclass(frozen=True, slots=True)
class HeldOutScore:
    """Of one lead; None where the head did not learn from it, so that the head itself may be asked."""

    probability: float
    deal_value: float
    quality_probability: float | None
    probability_without_campaign: float | None


@dataclass(frozen=True)
class HeldOutScores:
    """One entry a lead, shape (n,); ``ids`` are distinct, and the last two are NaN where there is none."""

    ids: Sequence[str]
    probability: Floats
    deal_value: Floats
    quality_probability: Floats
    probability_without_campaign: Floats

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, lead: str) -> HeldOutScore | None:
        """None where no fold judged this lead."""
        place = self._places.get(lead)
        if place is None:
            return None
        quality, without = (
            None if np.isnan(column[place]) else float(column[place])
            for column in (self.quality_probability, self.probability_without_campaign)
        )
        return HeldOutScore(float(self.probability[place]), float(self.deal_value[place]), quality, without)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {lead: place for place, lead in enumerate(self.ids)}


def to_bytes(scores: HeldOutScores) -> bytes:
    """As Parquet; the same scores give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {"id": pa.array(list(scores.ids), pa.string())}
    columns |= {name: pa.array(getattr(scores, name), pa.float64()) for name in _FIGURES}
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    return sink.getvalue()


def from_bytes(blob: bytes) -> HeldOutScores:
    """What `to_bytes` gave. The caller has held the bytes against their hash."""
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(blob))
    figures = {name: table.column(name).to_numpy() for name in _FIGURES}
    return HeldOutScores(ids=cast("list[str]", table.column("id").to_pylist()), **figures)
