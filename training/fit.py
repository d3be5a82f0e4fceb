"""From a history file and a schema to a signed artefact."""

from datetime import datetime
from pathlib import Path

import numpy as np

from model.lead import artefact
from model.lead.arrays import Floats
from model.lead.grade import cutoffs_of
from model.lead.lead_model import LeadModel
from model.lead.schema import LeadSchema
from training.dataset import Dataset, read_dataset
from training.progress import say
from training.recipe import train
from training.signing import signing_key
from training.source import file_hash, open_source, whole


def fit(data: Path, schema: Path, out: Path, seed: int, now: datetime) -> dict[str, object]:
    """Train and write the artefact; returns its manifest. Raises Refused before any long work."""
    key = signing_key()
    artefact.refuse_target(out)
    source = open_source(data)
    dataset = read_dataset(source, whole(source), LeadSchema.load(schema), now)
    _announce(dataset)
    model, training, metrics = train(dataset, seed)
    about = {
        "created_at": now.isoformat(timespec="seconds"),
        "schema": dataset.schema.to_dict(),
        "data": {"sha256": file_hash(data), **_counts(dataset)},
        "metrics": metrics,
        "training": training,
        "horizon_days": dataset.labelled.horizon,
        **_grades(model, dataset),
    }
    return artefact.write(out, model, about, key)


def _grades(model: LeadModel, data: Dataset) -> dict[str, object]:
    """Cut-offs by expected revenue; by probability where no deal value was learnt."""
    probability, value = model.predict(data.table)
    valued = model.deal_value.wins > 0
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
    if data.valued and not np.isfinite(data.value).any():
        say("fit: no won lead has a value that can be read; every deal_value will be 0")
