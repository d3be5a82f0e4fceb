"""What Marketing and Sales agreed on, a version a row. A version is in force once both sides signed it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, metadata

agreements = sa.Table(
    "agreements",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("terms", Json, nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("proposed_by", sa.String(200), nullable=False),
    sa.Column("marketing_signed_at", Instant),
    sa.Column("marketing_signed_by", sa.String(200)),
    sa.Column("sales_signed_at", Instant),
    sa.Column("sales_signed_by", sa.String(200)),
)


def in_force(connection: sa.Connection, at: datetime) -> Row | None:
    """The highest version that both sides had signed by then."""
    return connection.execute(
        sa.select(agreements)
        .where(agreements.c.marketing_signed_at <= at, agreements.c.sales_signed_at <= at)
        .order_by(agreements.c.version.desc())
        .limit(1)
    ).one_or_none()


def find(connection: sa.Connection, version: int) -> Row | None:
    return connection.execute(sa.select(agreements).where(agreements.c.version == version)).one_or_none()


def newest_first(connection: sa.Connection, limit: int) -> list[Row]:
    query = sa.select(agreements).order_by(agreements.c.version.desc()).limit(limit)
    return list(connection.execute(query))


def last_version(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(sa.func.max(agreements.c.version))) or 0


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(agreements).values(**values))


def sign(connection: sa.Connection, version: int, side: str, by: str, at: datetime) -> bool:
    """Whether the side had not signed this version before; its first signature stays."""
    signed = agreements.c[f"{side}_signed_at"]
    done = connection.execute(
        sa.update(agreements)
        .where(agreements.c.version == version, signed.is_(None))
        .values({f"{side}_signed_at": at, f"{side}_signed_by": by})
    )
    return done.rowcount > 0
