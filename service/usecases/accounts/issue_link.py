"""Single-use links: invitations, and links for forgotten passwords. No mail is sent: people pass them on."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from service.store import links, users
from service.usecases.accounts.actor import Actor, record
from service.usecases.accounts.token_key import new_token, token_key
from service.usecases.accounts.user import may_enter
from service.usecases.problems import Conflict, NotFound, refuse

INVITATION: Final = "invitation"
SIGN_IN: Final = "sign_in"
LIVES: Final = {INVITATION: timedelta(days=7), SIGN_IN: timedelta(minutes=15)}
_LONGEST: Final = timedelta(days=30)
_ACTIONS: Final = {INVITATION: "invite", SIGN_IN: "sign_in_link"}


def issue_link(
    connection: sa.Connection, by: Actor, user_id: UUID, now: datetime, lives: timedelta | None = None
) -> str:
    """The token of a link that signs her in once. Only an admin may: it opens somebody's account.

    Raises Refused, NotFound, and Conflict for a user who may not enter.
    """
    by.check_is_admin()
    row = users.hold(connection, user_id)
    if row is None:
        raise NotFound("there is no such user")
    if not may_enter(row):
        raise Conflict("this user is disabled")
    return new_link(connection, by, SIGN_IN, user_id, now, lives)


def new_link(
    connection: sa.Connection,
    by: Actor,
    kind: str,
    user_id: UUID,
    now: datetime,
    lives: timedelta | None = None,
) -> str:
    """Its token. Of a user's links only the newest works. The caller has checked who may. Raises Refused."""
    lives = LIVES[kind] if lives is None else lives
    if not timedelta(0) < lives <= _LONGEST:
        raise refuse("/lives", "out_of_range", f"more than 0 and at most {_LONGEST.days} days are needed")
    links.end_open(connection, user_id, now)
    token = new_token()
    links.add(
        connection,
        key=token_key(token),
        kind=kind,
        user_id=user_id,
        created_by=by.source,
        created_at=now,
        expires_at=now + lives,
    )
    record(connection, by.source, _ACTIONS[kind], user_id, now)
    return token
