"""Ads that a rep looks at before they run."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

ad_reviews = sa.Table(
    "ad_reviews",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id"),
    sa.Column("ad", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("asked_by", sa.String(200), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    reference("rep_id", "reps.id"),
    # "ready" or "change".
    sa.Column("verdict", sa.String(8)),
    sa.Column("note", sa.Text),
    sa.Column("reviewed_at", Instant),
)
