"""What Sales heard from leads, what it asks of Marketing, and the answers."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference

feedback = sa.Table(
    "feedback",
    metadata,
    identifier(primary_key=True),
    # "asks", "objection" or "material".
    sa.Column("kind", sa.String(16), nullable=False),
    reference("campaign_id", "campaigns.id"),
    reference("lead_id", "leads.id"),
    reference("rep_id", "reps.id"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("said_at", Instant, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    # A request has somebody who owes the answer, by a day.
    sa.Column("owner", sa.String(200)),
    sa.Column("due", sa.Date),
    sa.Column("answered_at", Instant),
    sa.Column("answered_by", sa.String(200)),
    sa.Column("answer", sa.Text),
    sa.Column("file_url", sa.Text),
    sa.Index("ix_feedback_said_at", "said_at"),
)
