"""Campaigns: what Marketing pays for. Ad set and ad are texts that come with leads and spend."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, identifier, metadata
from service.store.database import upsert

campaigns = sa.Table(
    "campaigns",
    metadata,
    identifier(primary_key=True),
    sa.Column("key", sa.String(200), nullable=False, unique=True),
    sa.Column("name", sa.String(200)),
    sa.Column("channel", sa.String(32)),
    sa.Column("owner", sa.String(200)),
    sa.Column("message", sa.Text),
    # A draft came with a lead; a campaign that a person declared is not a draft.
    sa.Column("is_draft", sa.Boolean, nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Index("ix_campaigns_source_created_at", "source", "created_at"),
)


def by_keys(connection: sa.Connection, keys: Iterable[str]) -> dict[str, Row]:
    """Campaigns by their key; keys that are not there are left out."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = connection.execute(sa.select(campaigns).where(campaigns.c.key.in_(wanted)))
    return {row.key: row for row in rows}


def find(connection: sa.Connection, key: str) -> Row | None:
    return by_keys(connection, [key]).get(key)


def listing(connection: sa.Connection) -> Sequence[Row]:
    return connection.execute(sa.select(campaigns).order_by(campaigns.c.key)).all()


def insert_missing(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add campaigns; one that another writer added a moment ago stays as it is."""
    if rows:
        insert = upsert(connection, campaigns).on_conflict_do_nothing(index_elements=["key"])
        connection.execute(insert, list(rows))


def drafted_since(connection: sa.Connection, source: str, since: datetime) -> int:
    """How many campaigns this source drafted since `since`."""
    return (
        connection.scalar(
            sa.select(sa.func.count())
            .select_from(campaigns)
            .where(campaigns.c.source == source, campaigns.c.created_at >= since, campaigns.c.is_draft)
        )
        or 0
    )


def change(connection: sa.Connection, campaign_id: UUID, values: Mapping[str, Any]) -> None:
    connection.execute(sa.update(campaigns).where(campaigns.c.id == campaign_id).values(**values))
