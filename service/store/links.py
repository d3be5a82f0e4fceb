"""Single-use links that let a person in, by the SHA-256 of their token: the token itself is never kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, metadata, reference

links = sa.Table(
    "links",
    metadata,
    sa.Column("key", sa.LargeBinary(32), primary_key=True),
    # "invitation" or "sign_in".
    sa.Column("kind", sa.String(16), nullable=False),
    reference("user_id", "users.id", nullable=False),
    # "operator" or "user:" and an id, as in the audit.
    sa.Column("created_by", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.Column("used_at", Instant),
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(links).values(**values))


def find_open(connection: sa.Connection, key: bytes, now: datetime) -> Row | None:
    """None where it was used or is over."""
    return connection.execute(sa.select(links).where(*_is_open(key, now))).one_or_none()


def use(connection: sa.Connection, key: bytes, now: datetime) -> bool:
    """Of several who use it at once, True for exactly one."""
    used = connection.execute(sa.update(links).where(*_is_open(key, now)).values(used_at=now))
    return used.rowcount == 1


def end_open(connection: sa.Connection, user_id: UUID, now: datetime) -> None:
    """No link that a user has still works."""
    hers = sa.update(links).where(links.c.user_id == user_id, links.c.used_at.is_(None))
    connection.execute(hers.values(used_at=now))


def clean(connection: sa.Connection, before: datetime) -> int:
    """How many links had expired before and are gone."""
    return connection.execute(sa.delete(links).where(links.c.expires_at < before)).rowcount


def _is_open(key: bytes, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return links.c.key == key, links.c.used_at.is_(None), links.c.expires_at > now
