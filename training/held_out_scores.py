"""What goes into the artefact's file of held-out scores."""

import numpy as np

from model.lead.arrays import Ints
from model.lead.held_out_file import MAX_HELD_OUT_BYTES, MOST_HELD_OUT, HeldOutScores, Ids, to_bytes
from training.dataset import Dataset
from training.heads import HeldOutHeads
from training.held_out import HeldOut


def held_out_scores(data: Dataset, held_out: HeldOut, heads: HeldOutHeads) -> HeldOutScores | None:
    """Of the leads that have an id and that a fold judged, the newest million; None where there are none."""
    if data.ids is None:
        return None
    judged = np.isfinite(held_out.probability) & np.isfinite(held_out.deal_value) & (data.ids != "")
    rows = np.flatnonzero(judged)
    rows = rows[np.argsort(data.submitted[rows], kind="stable")][-MOST_HELD_OUT:]
    while len(rows):
        scores = _of(rows, data, held_out, heads)
        if len(to_bytes(scores)) <= MAX_HELD_OUT_BYTES:
            return scores
        rows = rows[len(rows) // 2 + 1 :]  # ids of unusual length
    return None


def ids_of(is_snapshot: bool) -> Ids:
    """Whose the ids are: a snapshot names leads as the service does, another file as its company does."""
    return "lead.id" if is_snapshot else "external_id"


def _of(rows: Ints, data: Dataset, held_out: HeldOut, heads: HeldOutHeads) -> HeldOutScores:
    assert data.ids is not None
    in_file = np.flatnonzero(data.labelled.rows)[rows]
    return HeldOutScores(
        ids=data.ids[rows].tolist(),
        probability=held_out.probability[rows],
        deal_value=held_out.deal_value[rows],
        quality_probability=heads.quality[in_file],
        probability_without_campaign=heads.without_campaign[rows],
    )
