"""Alerts: opened once, taken by a name, made an action, closed by themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, identifier, metadata, reference
from service.store.database import upsert

alerts = sa.Table(
    "alerts",
    metadata,
    identifier(primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    # A campaign's or a rep's key; "" is the company.
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("side", sa.String(16)),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("last_seen_at", Instant, nullable=False),
    sa.Column("figures", Json, nullable=False),
    sa.Column("taken_at", Instant),
    sa.Column("taken_by", sa.String(200)),
    reference("action_id", "actions.id"),
    sa.Column("closed_at", Instant),
    sa.Column("closed_why", sa.String(40)),
    sa.Index("ix_alerts_opened_at", "opened_at"),
    # At most one is open of a kind and a subject.
    sa.Index(
        "uq_alerts_open",
        "kind",
        "subject",
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
)

# The days of the company's time zone on which somebody looked, whatever was found.
alert_looks = sa.Table(
    "alert_looks",
    metadata,
    sa.Column("day", sa.Date, primary_key=True, autoincrement=False),
    sa.Column("looked_at", Instant, nullable=False),
)

_OPEN = alerts.c.closed_at.is_(None)


def open_ones(connection: sa.Connection) -> dict[tuple[str, str], Row]:
    """By kind and subject."""
    return {(row.kind, row.subject): row for row in connection.execute(sa.select(alerts).where(_OPEN))}


def find(connection: sa.Connection, alert_id: UUID) -> Row | None:
    return connection.execute(sa.select(alerts).where(alerts.c.id == alert_id)).one_or_none()


def newest_first(connection: sa.Connection, state: str, limit: int) -> Sequence[Row]:
    """`state` is "open", "closed" or "all"."""
    query = sa.select(alerts).order_by(alerts.c.opened_at.desc(), alerts.c.id.desc()).limit(limit)
    if state == "open":
        query = query.where(_OPEN)
    elif state == "closed":
        query = query.where(~_OPEN)
    return connection.execute(query).all()


def open_between(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """Those that were open at some time of [since, until), the oldest first."""
    still = sa.or_(_OPEN, alerts.c.closed_at >= since)
    query = sa.select(alerts).where(alerts.c.opened_at < until, still)
    return connection.execute(query.order_by(alerts.c.opened_at, alerts.c.id)).all()


def open_new(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """One that another look opened a moment ago stays as it is."""
    if rows:
        insert = upsert(connection, alerts).on_conflict_do_nothing(
            index_elements=["kind", "subject"], index_where=sa.text("closed_at IS NULL")
        )
        connection.execute(insert, list(rows))


def see(connection: sa.Connection, alert_id: UUID, figures: Mapping[str, Any], at: datetime) -> None:
    """It was found again."""
    connection.execute(
        sa.update(alerts).where(alerts.c.id == alert_id).values(last_seen_at=at, figures=dict(figures))
    )


def close(connection: sa.Connection, alert_id: UUID, why: str, at: datetime) -> None:
    connection.execute(
        sa.update(alerts).where(alerts.c.id == alert_id, _OPEN).values(closed_at=at, closed_why=why)
    )


def take(connection: sa.Connection, alert_id: UUID, by: str, at: datetime) -> bool:
    """Whether nobody had taken it before; the first who did stays."""
    free = sa.update(alerts).where(alerts.c.id == alert_id, alerts.c.taken_at.is_(None))
    return connection.execute(free.values(taken_at=at, taken_by=by)).rowcount > 0


def become(connection: sa.Connection, alert_id: UUID, action_id: UUID) -> bool:
    """Whether it had no action before."""
    free = sa.update(alerts).where(alerts.c.id == alert_id, alerts.c.action_id.is_(None))
    return connection.execute(free.values(action_id=action_id)).rowcount > 0


def was_looked(connection: sa.Connection, day: date) -> bool:
    return connection.scalar(sa.select(alert_looks.c.day).where(alert_looks.c.day == day)) is not None


def put_look(connection: sa.Connection, day: date, at: datetime) -> None:
    insert = upsert(connection, alert_looks).values(day=day, looked_at=at)
    connection.execute(insert.on_conflict_do_nothing(index_elements=["day"]))
