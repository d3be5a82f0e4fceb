"""Retrain on a history, and decide whether the new model may take the serving one's place."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from model.lead import artefact
from model.lead.schema import LeadSchema
from training.dataset import columns_of, read_dataset
from training.fit import fit
from training.leaks.guard import refuse_leaks
from training.publish.contest import Contest, HeldOut, can_teach, compare, held_out
from training.publish.gate import Evidence, Verdict, is_too_few, verdict
from training.publish.rivals import Rival, open_rivals
from training.publish.trained_until import stale
from training.score import replaced
from training.signing import signing_key
from training.source import open_source, whole

FIRST = Verdict(True, "no model serves yet, so there is nothing to hold this one against")
UNDATED = Verdict(
    False,
    "the leads carry no times, so none of them is known to be new to the serving model; fit a model and "
    "promote it by hand",
)
UNTAUGHT = Verdict(False, "the leads from before those that judge are too few to teach a challenger")


@dataclass(frozen=True, slots=True)
class Asked:
    """``recent`` are the artefacts that served before ``serving``; ``stale`` says why that is out of date."""

    data: Path
    schema: Path
    serving: Path | None
    recent: tuple[Path, ...]
    out: Path
    decision: Path
    stale: str | None
    seed: int


def challenge(asked: Asked, now: datetime) -> dict[str, object]:
    """Write the decision, and the artefact where it is to be published; returns the decision.

    Raises Refused where the history cannot teach a model at all; then nothing is written.
    """
    key = signing_key()
    artefact.refuse_target(asked.out)
    rivals = open_rivals(asked.serving, asked.recent, key)
    told, evidence = _judged(asked, rivals, now)
    made = fit(asked.data, asked.schema, asked.out, asked.seed, now) if told.publish else {}
    decision = {
        "publish": told.publish,
        "reason": told.reason,
        "version": made.get("version"),
        "serving": next((rival.version for rival in rivals if rival.serves), None),
        "seed": asked.seed,
        **evidence,
        "not_opened": {rival.version: rival.refused for rival in rivals if rival.refused},
    }
    with replaced(asked.decision) as fresh:
        fresh.write_text(json.dumps(decision, indent=1, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")
    return decision


def _judged(asked: Asked, rivals: list[Rival], now: datetime) -> tuple[Verdict, dict[str, object]]:
    """The verdict and its evidence; the challenger is trained only where it can be judged."""
    source = open_source(asked.data)
    schema = LeadSchema.load(asked.schema)
    frame = whole(source, may_be_empty=schema.expectations is not None)
    data = read_dataset(source, frame, schema, now)
    refuse_leaks(data)  # before the contest: what knows the outcome would win it
    serving = next((rival for rival in rivals if rival.serves), None)
    if serving is None:
        return FIRST, {}
    parts = held_out(data, rivals)
    leads, won = len(parts.after), int(data.won[parts.after].sum())
    found = Contest()
    if any(rival.scorer for rival in rivals) and not is_too_few(leads, won) and can_teach(data, parts):
        taught = frame[data.labelled.rows]
        found = compare(data, taught, columns_of(source, schema), parts, rivals, asked.seed)
    old = stale(serving.manifest, asked.stale, now) if serving.scorer else None
    evidence = Evidence(leads, won, found.increases, old, serving.refused)
    return _said(evidence, parts), {
        "held_out": {"leads": leads, "won": won, "after": None if parts.until is None else f"{parts.until}Z"},
        "losses": found.losses,
        "increases": {name: asdict(increase) for name, increase in found.increases.items()},
        "stale": old,
    }


def _said(evidence: Evidence, parts: HeldOut) -> Verdict:
    """The rule's verdict, or why there was nothing to apply it to."""
    if evidence.unopened is None and parts.until is None:
        return UNDATED
    told = verdict(evidence)
    nothing = evidence.unopened is None and not evidence.increases
    return UNTAUGHT if nothing and not is_too_few(evidence.leads, evidence.won) else told
