"""What was seen of each model version on each day that it was watched."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, metadata
from service.store.database import upsert
from service.store.models import models

model_watches = sa.Table(
    "model_watches",
    metadata,
    sa.Column("version", sa.String(64), sa.ForeignKey("models.version"), primary_key=True),
    # A day of the company's time zone.
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("looked_at", Instant, nullable=False),
    # Since when its calibration alert is open; NULL while it is closed.
    sa.Column("alert_since", Instant),
    sa.Column("figures", Json, nullable=False),
)


def put(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """One a version and day: a later look of the same day takes its place."""
    for row in rows:
        insert = upsert(connection, model_watches).values(row)
        changed = {name: insert.excluded[name] for name in ("looked_at", "alert_since", "figures")}
        connection.execute(insert.on_conflict_do_update(index_elements=["version", "day"], set_=changed))


def newest(connection: sa.Connection, version: str) -> Row | None:
    return connection.execute(
        sa.select(model_watches)
        .where(model_watches.c.version == version)
        .order_by(model_watches.c.day.desc())
        .limit(1)
    ).one_or_none()


def newest_of_each(connection: sa.Connection, since: date) -> Sequence[Row]:
    """Of every version that was watched since then the newest; the newest first."""
    last = (
        sa.select(model_watches.c.version, sa.func.max(model_watches.c.day).label("day"))
        .where(model_watches.c.day >= since)
        .group_by(model_watches.c.version)
        .subquery()
    )
    same = (model_watches.c.version == last.c.version) & (model_watches.c.day == last.c.day)
    return connection.execute(
        sa.select(model_watches)
        .join(last, same)
        .order_by(model_watches.c.day.desc(), model_watches.c.version.desc())
    ).all()


def days(connection: sa.Connection, version: str, since: date) -> Sequence[Row]:
    """Of one version, the newest first."""
    return connection.execute(
        sa.select(model_watches)
        .where(model_watches.c.version == version, model_watches.c.day >= since)
        .order_by(model_watches.c.day.desc())
    ).all()


def manifest(connection: sa.Connection, version: str) -> dict[str, Any]:
    """Without the artefact's bytes."""
    found: dict[str, Any] = connection.scalars(
        sa.select(models.c.manifest).where(models.c.version == version)
    ).one()
    return found
