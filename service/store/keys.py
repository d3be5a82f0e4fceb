"""API keys. The secret itself is never kept: only its SHA-256."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, metadata

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.String(24), primary_key=True),
    sa.Column("scope", sa.String(16), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("secret_sha256", sa.LargeBinary(32), nullable=False),
    # Browsers may send from these origins, and plain forms may be sent on to these addresses.
    sa.Column("origins", Json, nullable=False),
    sa.Column("thank_you_urls", Json, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
)


def add(connection: sa.Connection, **values: object) -> None:
    connection.execute(sa.insert(api_keys).values(**values))


def find(connection: sa.Connection, key_id: str) -> Row | None:
    return connection.execute(sa.select(api_keys).where(api_keys.c.id == key_id)).one_or_none()


def listing(connection: sa.Connection) -> Sequence[Row]:
    return connection.execute(sa.select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)).all()


def revoke(connection: sa.Connection, key_id: str, at: datetime) -> bool:
    """False where there is no such key, or it was revoked before."""
    done = connection.execute(
        sa.update(api_keys)
        .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    return done.rowcount == 1
