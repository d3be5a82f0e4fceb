"""Who saw or erased personal data, and who changed what decides figures."""

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
)


def add(connection: sa.Connection, **values: object) -> None:
    connection.execute(sa.insert(audit_entries).values(**values))
