"""Dispositions that Marketing disputes, and what another person found."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

disputes = sa.Table(
    "disputes",
    metadata,
    identifier(primary_key=True),
    reference("lead_id", "leads.id", nullable=False),
    # One dispute a disposition.
    reference("disposition_id", "dispositions.id", nullable=False, index=False),
    sa.Column("said", sa.String(24), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("opened_by", sa.String(200), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("assigned_to", sa.String(200)),
    sa.Column("decided_at", Instant),
    sa.Column("decided_by", sa.String(200)),
    # The disposition that the other person found, without knowing what was said.
    sa.Column("found", sa.String(24)),
    # "upheld" where Sales' word stands, "overturned" where it does not.
    sa.Column("verdict", sa.String(12)),
    sa.Column("note", sa.Text),
    sa.UniqueConstraint("disposition_id"),
)
