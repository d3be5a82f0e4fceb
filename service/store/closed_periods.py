"""Weeks and months whose figures stay as they were."""

import sqlalchemy as sa

from service.store.columns import Instant, Json, metadata

closed_periods = sa.Table(
    "closed_periods",
    metadata,
    # An ISO week as 2026-W47, a month as 2026-10.
    sa.Column("period", sa.String(8), primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("closed_at", Instant, nullable=False),
    sa.Column("closed_by", sa.String(200), nullable=False),
    sa.Column("figures", Json, nullable=False),
)
