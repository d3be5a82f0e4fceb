"""What Marketing changed in a campaign, and when."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, identifier, metadata, reference

campaign_changes = sa.Table(
    "campaign_changes",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id"),
    sa.Column("occurred_at", Instant, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("fingerprint", sa.LargeBinary(16), unique=True),
)


def add(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(campaign_changes), list(rows))


def known(connection: sa.Connection, fingerprints: Iterable[bytes]) -> set[bytes]:
    wanted = set(fingerprints)
    column = campaign_changes.c.fingerprint
    return set(connection.scalars(sa.select(column).where(column.in_(wanted)))) if wanted else set()


def of_campaign(connection: sa.Connection, campaign_id: UUID, limit: int) -> Sequence[Row]:
    """The newest first."""
    return connection.execute(
        sa.select(campaign_changes)
        .where(campaign_changes.c.campaign_id == campaign_id)
        .order_by(campaign_changes.c.occurred_at.desc(), campaign_changes.c.id.desc())
        .limit(limit)
    ).all()
