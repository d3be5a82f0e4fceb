"""An admin changes another's role, disables an account and enables it again. One admin always stays."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import ADMIN, ROLES
from service.store import links, users
from service.store.columns import Row
from service.usecases.accounts.actor import Actor, record
from service.usecases.accounts.rep_of import rep_of
from service.usecases.accounts.session_of import end_all
from service.usecases.problems import Conflict, NotFound, refuse


def change_role(
    connection: sa.Connection, by: Actor, user_id: UUID, role: str, rep: str | None, now: datetime
) -> None:
    """`rep` is a rep's key, or None for the one she had. Her sessions go on, with the new role.

    Raises Refused, NotFound, and Conflict where no admin would stay.
    """
    row = _held(connection, by, user_id)
    if role not in ROLES:
        raise refuse("/role", "unknown_word", f"one of {', '.join(ROLES)} is needed")
    if role != ADMIN:
        _check_an_admin_stays(connection, row)
    users.change(connection, user_id, role=role, rep_id=rep_of(connection, role, rep, row.rep_id))
    record(connection, by.source, f"role_{role}", user_id, now)


def disable_user(connection: sa.Connection, by: Actor, user_id: UUID, now: datetime) -> None:
    """Her sessions and links end at once.

    Raises Refused, NotFound, and Conflict where no admin would stay.
    """
    row = _held(connection, by, user_id)
    if row.disabled_at is not None:
        return
    _check_an_admin_stays(connection, row)
    users.change(connection, user_id, disabled_at=now)
    end_all(connection, user_id, now)
    links.end_open(connection, user_id, now)
    record(connection, by.source, "disable_user", user_id, now)


def enable_user(connection: sa.Connection, by: Actor, user_id: UUID, now: datetime) -> None:
    """She signs in as before; what ended stays ended. Raises Refused and NotFound."""
    row = _held(connection, by, user_id)
    if row.disabled_at is not None:
        users.change(connection, user_id, disabled_at=None, failed=0, locked_until=None)
        record(connection, by.source, "enable_user", user_id, now)


def _held(connection: sa.Connection, by: Actor, user_id: UUID) -> Row:
    """Admins are held first, so that two who take each other away wait for one another."""
    by.check_is_admin()
    users.hold_admins(connection)
    row = users.hold(connection, user_id)
    if row is None:
        raise NotFound("there is no such user")
    return row


def _check_an_admin_stays(connection: sa.Connection, row: Row) -> None:
    """An admin who never signed in keeps nobody out by going: her invitation may have gone astray."""
    is_one = row.role == ADMIN and row.signed_in_at is not None and row.disabled_at is None
    if is_one and not users.other_admins(connection, row.id):
        raise Conflict("another admin, who has signed in, is needed first")
