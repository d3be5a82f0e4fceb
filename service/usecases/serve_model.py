"""Which model serves: add a verified artefact, promote it, roll back, and load the one that serves."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.lead import artefact
from model.lead.scorer import Scorer
from service.store import models
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import Conflict, NotFound, refuse

PROMOTE, ROLL_BACK = "promote", "roll_back"
_LOCK = b"models"


def add_model(
    connection: sa.Connection,
    company: Company,
    blob: bytes,
    manifest: Mapping[str, Any],
    key: bytes,
    now: datetime,
) -> str:
    """Keep a verified artefact; its version. Adding it again is no error. It does not serve yet.

    Raises ArtefactRefused, or Refused where its currency is not the company's.
    """
    scorer = artefact.load(blob, manifest, key)
    if scorer.schema.currency != company.currency:
        raise refuse("/schema/currency", "currency", f"a model in {company.currency} is needed")
    lock(connection, [_LOCK])
    if models.find(connection, scorer.model_version) is None:
        models.add(
            connection,
            version=scorer.model_version,
            sha256=manifest["sha256"],
            manifest=dict(manifest),
            artefact=blob,
            added_at=now,
        )
    return scorer.model_version


def promote(connection: sa.Connection, version: str, by: str, key: bytes, now: datetime) -> None:
    """Let this version serve. Raises NotFound, or ArtefactRefused: then the old one serves on."""
    lock(connection, [_LOCK])
    load_model(connection, version, key)
    if models.serving_version(connection) != version:
        _decide(connection, version, PROMOTE, by, now)


def roll_back(connection: sa.Connection, by: str, key: bytes, now: datetime) -> str:
    """Let the version serve that served before this one; its name. Raises Conflict where there is none."""
    lock(connection, [_LOCK])
    version = _before(models.decisions(connection, limit=None))
    if version is None:
        raise Conflict("no other version has served before this one")
    load_model(connection, version, key)
    _decide(connection, version, ROLL_BACK, by, now)
    return version


def load_model(connection: sa.Connection, version: str, key: bytes) -> Scorer:
    """Verify, then open. Raises NotFound or ArtefactRefused."""
    stored = models.find(connection, version)
    if stored is None:
        raise NotFound("there is no such model version")
    return artefact.load(stored.artefact, stored.manifest, key)


def _before(decisions: Sequence[Row]) -> str | None:
    """What served before the newest decision. A roll back undoes a promotion, so that two go back two."""
    served: list[str] = []
    for decision in reversed(decisions):
        if decision.action == ROLL_BACK:
            served.pop()
        else:
            served.append(decision.version)
    return served[-2] if len(served) > 1 else None


def _decide(connection: sa.Connection, version: str, action: str, by: str, now: datetime) -> None:
    """The newest decision is the last one made, also where the clocks of two machines differ."""
    newest = models.decisions(connection, 1)
    at = max(now, newest[0].decided_at + timedelta(microseconds=1)) if newest else now
    models.decide(connection, id=new_id(), version=version, action=action, decided_at=at, decided_by=by)
