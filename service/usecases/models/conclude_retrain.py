"""What becomes of a retrain: the new model serves, or the old one is kept, or it failed; each is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from model.lead import artefact
from service.store import models
from service.usecases.company import Company
from service.usecases.models.serve_model import add_model, decide, hold, promote

REPLACED = "another version was promoted while this one was trained; it is left to the next retrain"
AGAIN = "retraining gave version {} again, byte for byte"


@dataclass(frozen=True, slots=True)
class Decision:
    """`action` is promote, keep or fail; `version` is the one that serves from now on."""

    action: str
    version: str | None
    reason: str


def conclude(
    connection: sa.Connection,
    company: Company,
    evidence: Mapping[str, Any],
    retrained: Path,
    by: str,
    key: bytes,
    now: datetime,
) -> Decision:
    """Promote the artefact that lies at `retrained` where the evidence says so; else keep what serves.

    What a person promoted meanwhile, or rolled back before, is not undone. Raises ArtefactRefused or Refused
    where the artefact may not serve here.
    """
    hold(connection)
    serving = models.serving_version(connection)
    if not evidence["publish"]:
        return _keep(connection, serving, evidence, by, now)
    if serving != evidence["serving"]:
        return _keep(connection, serving, {**evidence, "publish": False, "reason": REPLACED}, by, now)
    blob, manifest = artefact.read(retrained)
    known = models.version_of(connection, str(manifest["sha256"]))
    if known is not None:
        again = {**evidence, "publish": False, "reason": AGAIN.format(known)}
        return _keep(connection, serving, again, by, now)
    cards = artefact.read_cards(retrained, manifest)
    held_out = artefact.read_held_out(retrained, manifest)
    version = add_model(connection, company, blob, manifest, key, now, cards, held_out)
    promote(connection, version, by, key, now, evidence)
    return Decision(models.PROMOTE, version, str(evidence["reason"]))


def fail(connection: sa.Connection, reason: str, by: str, now: datetime) -> Decision:
    """Record that a retrain came to nothing; what serves goes on."""
    hold(connection)
    serving = models.serving_version(connection)
    decide(connection, serving, models.FAIL, by, now, {"reason": reason})
    return Decision(models.FAIL, serving, reason)


def _keep(
    connection: sa.Connection, serving: str | None, evidence: Mapping[str, Any], by: str, now: datetime
) -> Decision:
    decide(connection, serving, models.KEEP, by, now, evidence)
    return Decision(models.KEEP, serving, str(evidence["reason"]))
