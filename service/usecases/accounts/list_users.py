"""Everybody who may sign in or once could."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from service.store import users
from service.store.columns import Row
from service.usecases.accounts.user import User, as_user

INVITED: Final = "invited"
ACTIVE: Final = "active"
LOCKED: Final = "locked"
DISABLED: Final = "disabled"


@dataclass(frozen=True, slots=True)
class Listed:
    """`state` is one of invited (has not come yet), active, locked (too many wrong passwords), disabled."""

    user: User
    state: str
    created_at: datetime
    signed_in_at: datetime | None


def list_users(connection: sa.Connection, now: datetime) -> Sequence[Listed]:
    """By name."""
    rows = users.listing(connection)
    return [Listed(as_user(row), _state(row, now), row.created_at, row.signed_in_at) for row in rows]


def _state(row: Row, now: datetime) -> str:
    if row.disabled_at is not None:
        return DISABLED
    if row.locked_until is not None and now < row.locked_until:
        return LOCKED
    return ACTIVE if row.signed_in_at is not None else INVITED
