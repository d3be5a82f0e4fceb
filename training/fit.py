"""From a history file and a schema to a signed artefact."""

from datetime import datetime
from pathlib import Path

import numpy as np

from model.lead import artefact
from model.lead.arrays import Floats
from model.lead.card_files import Cards
from model.lead.cold_start import too_few
from model.lead.grade import cutoffs_of
from model.lead.lead_model import LeadModel
from model.lead.schema import LeadSchema
from training.arrived import arrived_leads, arrived_profile
from training.card import cards
from training.cold_start import graded_leads, is_cold
from training.dataset import Dataset, read_dataset
from training.heads import with_heads
from training.held_out_scores import held_out_scores, ids_of
from training.leaks.guard import refuse_leaks
from training.progress import say
from training.publish.trained_until import newest_submit
from training.signing import signing_key
from training.simulate.files import is_simulated
from training.source import file_hash, open_source, whole
from training.teach import teach


def fit(data: Path, schema: Path, out: Path, seed: int, now: datetime) -> dict[str, object]:
    """Train and write the artefact; returns its manifest. Raises Refused before any long work."""
    key = signing_key()
    artefact.refuse_target(out)
    source = open_source(data)
    declared = LeadSchema.load(schema)
    frame = whole(source, may_be_empty=declared.expectations is not None)
    dataset = read_dataset(source, frame, declared, now)
    arrived = arrived_leads(source, frame, dataset)
    del frame  # training needs the memory
    refuse_leaks(dataset)
    _announce(dataset)
    model, training, metrics, held_out = teach(dataset, seed)
    model, training, heads = with_heads(model, dataset, training, seed)
    about = {
        "created_at": now.isoformat(timespec="seconds"),
        "schema": dataset.schema.to_dict(),
        "data": {"sha256": file_hash(data), **_counts(dataset), "simulated": is_simulated(data.parent)},
        "metrics": metrics,
        "training": training,
        "profile": arrived_profile(model, arrived, dataset),
        "horizon_days": dataset.labelled.horizon,
        "delay": dataset.delay.to_dict() if dataset.delay else None,
        **_grades(model, dataset),
    }

    def cards_of(version: str) -> Cards:
        return cards(model, dataset, held_out, training, metrics, {**about, "version": version})

    # Few outcomes are held against what was declared: a model that had not seen a lead says much the same.
    scores = None if model.cold_start else held_out_scores(dataset, held_out, heads)
    return artefact.write(
        out,
        model,
        about,
        key,
        cards_of if len(dataset.won) else None,  # where no lead teaches a card would be empty
        (scores, ids_of(source.snapshot is not None)) if scores else None,
    )


def _grades(model: LeadModel, data: Dataset) -> dict[str, object]:
    """Cut-offs by expected revenue; by probability where no deal value was learnt."""
    probability, value = model.predict(graded_leads(data))
    valued = model.deal_value.learnt
    worths: Floats = probability * value if valued else probability
    return {
        "grade_cutoffs": list(cutoffs_of(worths.tolist())),
        "grade_by": "expected_revenue" if valued else "probability",
    }


def _counts(data: Dataset) -> dict[str, object]:
    return {
        "rows": data.rows,
        "matured": data.labelled.matured,
        "trained": len(data.won),
        "won": int(data.won.sum()),
        "left_out": data.labelled.left_out,
        "taken_as_not_won": data.labelled.taken_as_not_won,
        "as_of": data.as_of.isoformat() if data.as_of else None,
        "trained_until": newest_submit(data.submitted),
    }


def _announce(data: Dataset) -> None:
    """Said once nothing more can be refused."""
    left_out = "".join(f", {count:,} left out ({reason})" for reason, count in data.labelled.left_out.items())
    say(f"fit: {len(data.won):,} of {data.rows:,} leads teach, {int(data.won.sum()):,} won{left_out}")
    if data.labelled.taken_as_not_won:
        say(
            f"fit: {data.labelled.taken_as_not_won:,} leads without an outcome are taken as not won: no "
            "horizon is known; name columns.time and columns.won_time, or set horizon_days"
        )
    if is_cold(data):
        rests = "the declared expectations" if data.schema.expectations else "the observed rate"
        say(f"fit: {too_few(int(data.won.sum()))}; scores begin at {rests} and say how wide they are")
    expected = data.schema.expectations
    if data.valued and not np.isfinite(data.value).any() and not (expected and expected.deal_value):
        say("fit: no won lead has a value that can be read; every deal_value will be 0")
