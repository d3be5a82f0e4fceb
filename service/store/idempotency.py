"""Answers already given, by API key and Idempotency-Key. They hold no contact."""

from datetime import datetime

import sqlalchemy as sa

from service.store.columns import Instant, JsonValue, Row, metadata

idempotency_records = sa.Table(
    "idempotency_records",
    metadata,
    sa.Column("source", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("body_hmac", sa.LargeBinary(32), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("answer", JsonValue, nullable=False),  # JSON's null where it had no body
    sa.Column("created_at", Instant, nullable=False, index=True),
)


def find(connection: sa.Connection, source: str, key: str) -> Row | None:
    return connection.execute(
        sa.select(idempotency_records).where(
            idempotency_records.c.source == source, idempotency_records.c.key == key
        )
    ).one_or_none()


def add(connection: sa.Connection, **values: object) -> None:
    connection.execute(sa.insert(idempotency_records).values(**values))


def forget_before(connection: sa.Connection, instant: datetime) -> int:
    """How many records were older and are gone."""
    return connection.execute(
        sa.delete(idempotency_records).where(idempotency_records.c.created_at < instant)
    ).rowcount
