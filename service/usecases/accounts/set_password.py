"""A person sets her password."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store import links, users
from service.usecases.accounts.actor import record, source_of
from service.usecases.accounts.passwords import check_password, hash_of, typed
from service.usecases.accounts.session_of import end_all
from service.usecases.accounts.user import may_enter
from service.usecases.problems import NotFound


def set_password(
    connection: sa.Connection, user_id: UUID, password: str, now: datetime, but: bytes | None = None
) -> None:
    """Her links end, and her sessions but the one with this key; a lock-out is over.

    Raises Refused for a password that is easily guessed, NotFound for who may not enter.
    """
    row = users.hold(connection, user_id)
    if row is None or not may_enter(row):
        raise NotFound("there is no such user")
    plain = typed(password)
    check_password(plain, row.email)
    users.change(connection, user_id, password_hash=hash_of(plain), failed=0, locked_until=None)
    end_all(connection, user_id, now, but)
    links.end_open(connection, user_id, now)
    record(connection, source_of(user_id), "set_password", user_id, now)
