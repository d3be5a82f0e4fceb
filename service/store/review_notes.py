"""What each side says in the weekly meeting: what it changed, tried and runs, and its thanks to the other."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, Row, identifier, metadata

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


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(review_notes).values(**values))


def of_week(connection: sa.Connection, week: str) -> Sequence[Row]:
    """In the order in which they were written."""
    query = sa.select(review_notes).where(review_notes.c.week == week)
    return connection.execute(query.order_by(review_notes.c.written_at, review_notes.c.id)).all()
