"""Who is signed in, by the SHA-256 of the token in her cookie: the token itself is never kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, metadata, reference
from service.store.reps import reps
from service.store.users import users

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("key", sa.LargeBinary(32), primary_key=True),
    reference("user_id", "users.id", nullable=False),
    # What every form that she sends has to hold.
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.Column("revoked_at", Instant),
)

_WITH_USER = (
    sa.select(
        *(sessions.c[name] for name in ("key", "csrf", "seen_at", "expires_at", "revoked_at")),
        *(users.c[name] for name in ("id", "email", "name", "role", "language", "disabled_at")),
        reps.c.key.label("rep"),
    )
    .join(users, users.c.id == sessions.c.user_id)
    .outerjoin(reps, reps.c.id == users.c.rep_id)
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(sessions).values(**values))


def find(connection: sa.Connection, key: bytes) -> Row | None:
    """The session and its user, also where it is over."""
    return connection.execute(_WITH_USER.where(sessions.c.key == key)).one_or_none()


def touch(connection: sa.Connection, key: bytes, at: datetime) -> None:
    """She was seen then; a clock that went back takes nothing back."""
    seen = sa.update(sessions).where(sessions.c.key == key, sessions.c.seen_at < at)
    connection.execute(seen.values(seen_at=at))


def revoke(connection: sa.Connection, key: bytes, at: datetime) -> None:
    this = sa.update(sessions).where(sessions.c.key == key, sessions.c.revoked_at.is_(None))
    connection.execute(this.values(revoked_at=at))


def revoke_all(connection: sa.Connection, user_id: UUID, at: datetime, keep: bytes | None) -> None:
    """Every session of a user but the one to keep."""
    hers = sa.update(sessions).where(sessions.c.user_id == user_id, sessions.c.revoked_at.is_(None))
    if keep is not None:
        hers = hers.where(sessions.c.key != keep)
    connection.execute(hers.values(revoked_at=at))


def clean(connection: sa.Connection, before: datetime) -> int:
    """How many sessions had expired before and are gone."""
    return connection.execute(sa.delete(sessions).where(sessions.c.expires_at < before)).rowcount
