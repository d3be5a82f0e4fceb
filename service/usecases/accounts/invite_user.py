"""An invitation makes a user at once, without a password, and a link that lets her in the first time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.reading.text import clean_text
from model.vocabulary import ROLES
from service.store import users
from service.store.ids import new_id
from service.usecases.accounts.actor import Actor
from service.usecases.accounts.email_of import email_of
from service.usecases.accounts.issue_link import INVITATION, new_link
from service.usecases.accounts.rep_of import rep_of
from service.usecases.accounts.user import may_enter
from service.usecases.problems import Conflict, FieldProblem, NotFound, Refused, refuse
from service.words import LANGUAGES

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """`rep` is the key of the rep that she is; a user with the role rep needs one."""

    email: str
    name: str
    role: str
    rep: str | None = None
    language: str = LANGUAGES[0]


def invite_user(
    connection: sa.Connection,
    by: Actor,
    asked: Invitation,
    now: datetime,
    lives: timedelta | None = None,
) -> tuple[UUID, str]:
    """Her id, and the link's token, which can never be read again. Raises Refused."""
    email, name = email_of(asked.email), clean_text(asked.name)
    if problems := _problems(asked, email, name):
        raise Refused(*problems)
    by.check_may_invite(asked.role)
    user_id = new_id()
    added = users.add(
        connection,
        id=user_id,
        email=email,
        name=name,
        role=asked.role,
        rep_id=rep_of(connection, asked.role, asked.rep),
        language=asked.language,
        created_at=now,
    )
    if not added:
        raise refuse("/email", "taken", "somebody has this e-mail already")
    return user_id, new_link(connection, by, INVITATION, user_id, now, lives)


def invite_again(connection: sa.Connection, by: Actor, user_id: UUID, now: datetime) -> str:
    """A new link's token for who has not come yet; the one before ends.

    Raises Refused, NotFound, and Conflict for who has signed in before or is disabled.
    """
    row = users.hold(connection, user_id)
    if row is None:
        raise NotFound("there is no such user")
    by.check_may_invite(row.role)
    if row.signed_in_at is not None or not may_enter(row):
        raise Conflict("this user has signed in before, or is disabled")
    return new_link(connection, by, INVITATION, user_id, now)


def _problems(asked: Invitation, email: str | None, name: str) -> list[FieldProblem]:
    found = []
    if email is None:
        found.append(FieldProblem("/email", "not_an_email", "an e-mail is needed, as lan@example.com"))
    if not 0 < len(name) <= _LONGEST_NAME:
        found.append(FieldProblem("/name", "length", f"1 to {_LONGEST_NAME} characters are needed"))
    if asked.role not in ROLES:
        found.append(FieldProblem("/role", "unknown_word", f"one of {', '.join(ROLES)} is needed"))
    if asked.language not in LANGUAGES:
        found.append(FieldProblem("/language", "unknown_word", f"one of {', '.join(LANGUAGES)} is needed"))
    return found
