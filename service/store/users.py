"""People who sign in. A password is kept only as its argon2 hash."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import ADMIN
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.database import lock, upsert
from service.store.reps import reps

# What is locked while an admin may stop being one, so that two who go at once cannot both have been the last.
_ADMINS = b"admins  "

users = sa.Table(
    "users",
    metadata,
    identifier(primary_key=True),
    # In lower case: what a person signs in by.
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    # Whose leads are her own.
    reference("rep_id", "reps.id"),
    sa.Column("language", sa.String(2), nullable=False),
    # NULL until she sets one; a link signs her in too.
    sa.Column("password_hash", sa.String(200)),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("signed_in_at", Instant),
    sa.Column("disabled_at", Instant),
    # Wrong passwords in a row, and until when none is taken after too many.
    sa.Column("failed", sa.Integer, nullable=False, default=0, server_default="0"),
    sa.Column("locked_until", Instant),
)

_SHOWN = sa.select(users, reps.c.key.label("rep")).outerjoin(reps, reps.c.id == users.c.rep_id)


def add(connection: sa.Connection, **values: Any) -> bool:
    """False where somebody has this e-mail already."""
    new = upsert(connection, users).values(**values).on_conflict_do_nothing(index_elements=["email"])
    return connection.scalar(new.returning(users.c.id)) is not None


def find(connection: sa.Connection, user_id: UUID) -> Row | None:
    return connection.execute(_SHOWN.where(users.c.id == user_id)).one_or_none()


def hold(connection: sa.Connection, user_id: UUID) -> Row | None:
    """The same, and nobody else changes her until the transaction ends."""
    alone = _SHOWN.where(users.c.id == user_id).with_for_update(of=users, key_share=True)
    return connection.execute(alone).one_or_none()


def by_email(connection: sa.Connection, email: str) -> Row | None:
    return connection.execute(_SHOWN.where(users.c.email == email)).one_or_none()


def change(connection: sa.Connection, user_id: UUID, **values: Any) -> None:
    connection.execute(sa.update(users).where(users.c.id == user_id).values(**values))


def listing(connection: sa.Connection) -> Sequence[Row]:
    """Everybody by name, without hashes."""
    shown = [column for column in users.c if column is not users.c.password_hash]
    everybody = sa.select(*shown, reps.c.key.label("rep")).outerjoin(reps, reps.c.id == users.c.rep_id)
    return connection.execute(everybody.order_by(users.c.name, users.c.id)).all()


def hold_admins(connection: sa.Connection) -> None:
    """Nobody else takes an admin away until the transaction ends."""
    lock(connection, [_ADMINS], after_others=True)


def other_admins(connection: sa.Connection, user_id: UUID) -> int:
    """How many others are admins, have signed in once and may still."""
    others = sa.select(sa.func.count()).where(
        users.c.role == ADMIN,
        users.c.id != user_id,
        users.c.signed_in_at.is_not(None),
        users.c.disabled_at.is_(None),
    )
    return connection.scalar(others) or 0
