"""What each side says in the weekly meeting: what it changed, tried and runs, and its thanks to the other."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata

review_notes = sa.Table(
    "review_notes",
    metadata,
    identifier(primary_key=True),
    # The ISO week, as 2026-W47.
    sa.Column("week", sa.String(8), nullable=False, index=True),
    sa.Column("side", sa.String(16), nullable=False),
    # "thanks", "change", "test" or "running".
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("written_at", Instant, nullable=False),
)
