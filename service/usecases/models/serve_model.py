"""Which model serves: add a verified artefact, promote it, roll back, and load the one that serves."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.lead import artefact
from model.lead.manifest import refuse_cards, refuse_held_out
from model.lead.scorer import Scorer
from service.store import models
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import Conflict, NotFound, refuse

_LOCK = b"models"


def hold(connection: sa.Connection) -> None:
    """Until this transaction ends nobody else adds a model or decides which one serves."""
    lock(connection, [_LOCK])


def add_model(
    connection: sa.Connection,
    company: Company,
    blob: bytes,
    manifest: Mapping[str, Any],
    key: bytes,
    now: datetime,
    cards: Mapping[str, str] | None = None,
    held_out: bytes | None = None,
) -> str:
    """Keep a verified artefact; its version. Adding it again is no error. It does not serve yet.

    `cards` are the model's cards by language, `held_out` its held-out scores; none for an artefact that was
    made without.
    Raises ArtefactRefused, or Refused where its currency is not the company's.
    """
    scorer = artefact.load(blob, manifest, key)
    if cards:
        refuse_cards(cards, manifest)
    if held_out is not None:
        refuse_held_out(held_out, scorer.held_out)
    if scorer.schema.currency != company.currency:
        raise refuse("/schema/currency", "currency", f"a model in {company.currency} is needed")
    hold(connection)
    if models.find(connection, scorer.model_version) is None:
        models.add(
            connection,
            version=scorer.model_version,
            sha256=manifest["sha256"],
            manifest=dict(manifest),
            artefact=blob,
            added_at=now,
            cards=dict(cards) if cards else None,
            held_out=held_out,
        )
    return scorer.model_version


def promote(
    connection: sa.Connection,
    version: str,
    by: str,
    key: bytes,
    now: datetime,
    evidence: Mapping[str, Any] | None = None,
) -> None:
    """Let this version serve. Raises NotFound, or ArtefactRefused: then the old one serves on."""
    hold(connection)
    load_model(connection, version, key)
    if models.serving_version(connection) != version:
        decide(connection, version, models.PROMOTE, by, now, evidence)


def roll_back(connection: sa.Connection, by: str, key: bytes, now: datetime) -> str:
    """Let the version serve that served before this one; its name. Raises Conflict where there is none."""
    hold(connection)
    version = _before(models.changes(connection, limit=None))
    if version is None:
        raise Conflict("no other version has served before this one")
    load_model(connection, version, key)
    decide(connection, version, models.ROLL_BACK, by, now)
    return version


def load_model(connection: sa.Connection, version: str, key: bytes) -> Scorer:
    """Verify, then open. Raises NotFound or ArtefactRefused."""
    stored = models.find(connection, version)
    if stored is None:
        raise NotFound("there is no such model version")
    return artefact.load(stored.artefact, stored.manifest, key)


def read_card(connection: sa.Connection, version: str, language: str) -> str:
    """A version's card as HTML. Raises NotFound where there is no such version, or no card with it."""
    stored = models.cards_of(connection, version)
    if stored is None:
        raise NotFound("there is no such model version")
    card = (stored.cards or {}).get(language)
    if card is None:
        raise NotFound("this version was made without a card; a model that is trained today has one")
    return str(card)


def _before(decisions: Sequence[Row]) -> str | None:
    """What served before the newest decision. A roll back undoes a promotion, so that two go back two."""
    served: list[str] = []
    for decision in reversed(decisions):
        if decision.action == models.ROLL_BACK:
            served.pop()
        else:
            served.append(decision.version)
    return served[-2] if len(served) > 1 else None


def decide(
    connection: sa.Connection,
    version: str | None,
    action: str,
    by: str,
    now: datetime,
    evidence: Mapping[str, Any] | None = None,
) -> None:
    """The newest decision is the last one made, also where the clocks of two machines differ."""
    newest = models.decisions(connection, 1)
    at = max(now, newest[0].decided_at + timedelta(microseconds=1)) if newest else now
    models.decide(
        connection,
        id=new_id(),
        version=version,
        action=action,
        decided_at=at,
        decided_by=by,
        evidence=None if evidence is None else dict(evidence),
    )
