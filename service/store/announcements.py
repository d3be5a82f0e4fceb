"""Campaigns announced to Sales, and who has read what."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

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
