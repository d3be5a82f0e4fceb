"""Artefacts by version, so that every replica finds them, and every decision on which one serves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, identifier, metadata

models = sa.Table(
    "models",
    metadata,
    sa.Column("version", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    # Not JSONB: it writes numbers anew, and the manifest is signed as it was written.
    sa.Column("manifest", sa.JSON, nullable=False),
    sa.Column("artefact", sa.LargeBinary, nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    # What people read of it: HTML by language.
    sa.Column("cards", Json),
    # Scores of leads by models that had not seen them, as the artefact has them; NULL for one made without.
    sa.Column("held_out", sa.LargeBinary),
    # When they had taken the place of all later scores that they could.
    sa.Column("held_out_used_at", Instant),
)

model_decisions = sa.Table(
    "model_decisions",
    metadata,
    identifier(primary_key=True),
    # NULL where nothing served when a retrain was decided on.
    sa.Column("version", sa.String(64), sa.ForeignKey("models.version")),
    # One of ACTIONS below.
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("decided_at", Instant, nullable=False),
    sa.Column("decided_by", sa.String(200), nullable=False),
    # Why, where a retrain decided: `reason` in words, and the figures.
    sa.Column("evidence", Json),
)

PROMOTE, ROLL_BACK, KEEP, FAIL = ACTIONS = ("promote", "roll_back", "keep", "fail")


_newest_first = sa.select(model_decisions).order_by(
    model_decisions.c.decided_at.desc(), model_decisions.c.id.desc()
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(models).values(**values))


def find(connection: sa.Connection, version: str) -> Row | None:
    """Without its held-out scores, which may be as large as the model."""
    columns = (column for column in models.c if column is not models.c.held_out)
    return connection.execute(sa.select(*columns).where(models.c.version == version)).one_or_none()


def held_out_of(connection: sa.Connection, version: str) -> bytes | None:
    return connection.scalar(sa.select(models.c.held_out).where(models.c.version == version))


def has_unused_held_out(connection: sa.Connection, version: str) -> bool:
    """Whether its held-out scores have not yet been offered to all leads that were scored later."""
    unused = (
        (models.c.version == version) & models.c.held_out.is_not(None) & models.c.held_out_used_at.is_(None)
    )
    return bool(connection.scalar(sa.select(sa.exists().where(unused))))


def mark_held_out_used(connection: sa.Connection, version: str, at: datetime) -> None:
    connection.execute(sa.update(models).where(models.c.version == version).values(held_out_used_at=at))


def cards_of(connection: sa.Connection, version: str) -> Row | None:
    """`cards`, HTML by language: NULL for a version that was made without."""
    return connection.execute(sa.select(models.c.cards).where(models.c.version == version)).one_or_none()


def version_of(connection: sa.Connection, sha256: str) -> str | None:
    """The version that these bytes are kept under."""
    return connection.scalar(sa.select(models.c.version).where(models.c.sha256 == sha256))


def listing(connection: sa.Connection) -> Sequence[Row]:
    """Every version without its file, the newest first."""
    columns = (models.c.version, models.c.sha256, models.c.manifest, models.c.added_at)
    return connection.execute(sa.select(*columns).order_by(models.c.added_at.desc(), models.c.version)).all()


def decide(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(model_decisions).values(**values))


def decisions(connection: sa.Connection, limit: int | None) -> Sequence[Row]:
    """The newest first, whether they changed what serves or not."""
    return connection.execute(_newest_first.limit(limit)).all()


def changes(connection: sa.Connection, limit: int | None) -> Sequence[Row]:
    """Those that changed what serves, the newest first; the first one's version serves."""
    changed = model_decisions.c.action.in_((PROMOTE, ROLL_BACK))
    return connection.execute(_newest_first.where(changed).limit(limit)).all()


def serving_version(connection: sa.Connection) -> str | None:
    newest = changes(connection, 1)
    return newest[0].version if newest else None
