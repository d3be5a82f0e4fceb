"""Leads lent to a person of Marketing, who calls them without knowing what Sales said."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

call_samples = sa.Table(
    "call_samples",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id", nullable=False),
    sa.Column("lent_to", sa.String(200), nullable=False),
    # The key with which she may see contacts.
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("lent_at", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    # What the leads were drawn by, so that the draw can be repeated.
    sa.Column("seed", sa.BigInteger, nullable=False),
)

call_sample_leads = sa.Table(
    "call_sample_leads",
    metadata,
    reference("sample_id", "call_samples.id", primary_key=True),
    reference("lead_id", "leads.id", primary_key=True, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    # Whether Sales had called before it was lent; those not yet called are reserved.
    sa.Column("was_called", sa.Boolean, nullable=False),
    # What she found.
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("disposition", sa.String(24)),
    sa.Column("sub_reason", sa.String(24)),
    sa.Column("outcome", sa.String(8)),
    sa.Column("note", sa.Text),
    sa.Column("recorded_at", Instant),
)
