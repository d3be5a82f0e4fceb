"""Weeks and months whose figures stay as they were."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, metadata

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


def find(connection: sa.Connection, period: str) -> Row | None:
    return connection.execute(
        sa.select(closed_periods).where(closed_periods.c.period == period)
    ).one_or_none()


def listing(connection: sa.Connection, limit: int) -> Sequence[Row]:
    """Those that were closed last first; without their figures."""
    columns = [column for column in closed_periods.c if column.name != "figures"]
    newest = closed_periods.c.closed_at.desc(), closed_periods.c.period.desc()
    return connection.execute(sa.select(*columns).order_by(*newest).limit(limit)).all()


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(closed_periods).values(**values))
