"""Campaigns announced to Sales, and who has read what."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.database import upsert

announcements = sa.Table(
    "announcements",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id", nullable=False),
    sa.Column("announced_at", Instant, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

announcement_reads = sa.Table(
    "announcement_reads",
    metadata,
    reference("announcement_id", "announcements.id", primary_key=True),
    reference("rep_id", "reps.id", primary_key=True, index=True),
    sa.Column("read_at", Instant, nullable=False),
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(announcements).values(**values))


def find(connection: sa.Connection, announcement_id: UUID) -> Row | None:
    """With `campaign`, its key."""
    return connection.execute(_SHOWN.where(announcements.c.id == announcement_id)).one_or_none()


def newest_first(connection: sa.Connection, campaign: str | None, limit: int) -> Sequence[Row]:
    """As `find` has them; `campaign` None is all."""
    query = _SHOWN.order_by(announcements.c.announced_at.desc(), announcements.c.id.desc()).limit(limit)
    return connection.execute(query if campaign is None else query.where(campaigns.c.key == campaign)).all()


def mark_read(connection: sa.Connection, announcement_id: UUID, rep_id: UUID, at: datetime) -> None:
    """The first time counts."""
    insert = upsert(connection, announcement_reads).on_conflict_do_nothing()
    connection.execute(insert, {"announcement_id": announcement_id, "rep_id": rep_id, "read_at": at})


def reads(connection: sa.Connection, announcement_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, datetime]]:
    """When each rep read each of these: by announcement, then by rep."""
    found: dict[UUID, dict[UUID, datetime]] = {}
    mine = announcement_reads.c.announcement_id.in_(set(announcement_ids))
    query = sa.select(announcement_reads).where(mine).order_by(announcement_reads.c.read_at)
    for row in connection.execute(query):
        found.setdefault(row.announcement_id, {})[row.rep_id] = row.read_at
    return found


def of_campaigns(connection: sa.Connection, campaign_ids: Iterable[UUID]) -> Sequence[Row]:
    """Everything that was announced of these campaigns, oldest first."""
    return connection.execute(
        sa.select(announcements)
        .where(announcements.c.campaign_id.in_(set(campaign_ids)))
        .order_by(announcements.c.announced_at)
    ).all()


_SHOWN = sa.select(announcements, campaigns.c.key.label("campaign")).join(
    campaigns, campaigns.c.id == announcements.c.campaign_id
)
