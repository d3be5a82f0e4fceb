"""Who saw or erased personal data, and who changed what decides figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    identifier(primary_key=True),
    sa.Column("occurred_at", Instant, nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("action", sa.String(32), nullable=False),
    reference("lead_id", "leads.id"),
    # The user it was done to, not who did it: that is the source.
    reference("user_id", "users.id"),
)


def add(connection: sa.Connection, **values: object) -> None:
    connection.execute(sa.insert(audit_entries).values(**values))


def add_many(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(audit_entries), list(rows))


def looked_at(
    connection: sa.Connection, source: str, action: str, lead_ids: Iterable[UUID], since: datetime
) -> set[UUID]:
    """Those of these leads of which this source has such an entry since then."""
    query = sa.select(audit_entries.c.lead_id).where(
        audit_entries.c.lead_id.in_(set(lead_ids)),
        audit_entries.c.source == source,
        audit_entries.c.action == action,
        audit_entries.c.occurred_at >= since,
    )
    return set(connection.scalars(query))
