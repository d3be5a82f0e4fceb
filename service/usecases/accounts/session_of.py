"""Who is signed in: a session begins, is recognised by its token, and ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from service.store import sessions, users
from service.usecases.accounts.token_key import new_token, token_key
from service.usecases.accounts.user import User, as_user, may_enter
from service.usecases.problems import NotFound

__all__ = ["LIVES", "SignedIn", "User", "end_all", "end_session", "session_of", "start_session", "touch"]

LIVES: Final = timedelta(days=30)
IDLE: Final = timedelta(days=7)
_TOUCHED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`csrf` stands in every form of this session; `wants_touch` asks the edge to call `touch`."""

    user: User
    csrf: str
    wants_touch: bool
    session_key: bytes


def start_session(connection: sa.Connection, user_id: UUID, now: datetime) -> str:
    """The token for her cookie; it can never be read again. Raises NotFound for who may not enter."""
    row = users.hold(connection, user_id)
    if row is None or not may_enter(row):
        raise NotFound("there is no such user")
    token = new_token()
    sessions.add(
        connection,
        key=token_key(token),
        user_id=user_id,
        csrf=new_token(),
        created_at=now,
        seen_at=now,
        expires_at=now + LIVES,
    )
    users.change(connection, user_id, signed_in_at=now)
    return token


def session_of(connection: sa.Connection, token: str, now: datetime) -> SignedIn | None:
    """None for a token that is none, a session that is over, and a user who may not enter any more."""
    row = sessions.find(connection, token_key(token)) if token else None
    if row is None or row.revoked_at is not None or not may_enter(row):
        return None
    if now >= row.expires_at or now - row.seen_at >= IDLE:
        return None
    return SignedIn(as_user(row), row.csrf, now - row.seen_at >= _TOUCHED_EVERY, row.key)


def touch(connection: sa.Connection, signed_in: SignedIn, now: datetime) -> None:
    """She was seen now: her session goes on for another while."""
    sessions.touch(connection, signed_in.session_key, now)


def end_session(connection: sa.Connection, signed_in: SignedIn, now: datetime) -> None:
    sessions.revoke(connection, signed_in.session_key, now)


def end_all(connection: sa.Connection, user_id: UUID, now: datetime, but: bytes | None = None) -> None:
    """Every session of hers, but the one with this key."""
    sessions.revoke_all(connection, user_id, now, but)
