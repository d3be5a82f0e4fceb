"""Signing in by password: compare first, in no transaction that keeps writers waiting, then conclude.

with database.read() as connection:
    compared = compare_password(connection, email, password)
with database.write() as connection:
    user_id = sign_in(connection, compared, now)
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from service.store import users
from service.store.columns import Row
from service.usecases.accounts.actor import record, source_of
from service.usecases.accounts.email_of import email_of
from service.usecases.accounts.passwords import is_password, renewed, typed
from service.usecases.accounts.user import may_enter
from service.usecases.problems import Refused, refuse

MOST_FAILURES: Final = 10
LOCKED_FOR: Final = timedelta(minutes=15)
# In the audit: who it was is not known.
_SOMEBODY: Final = "somebody"


@dataclass(frozen=True, slots=True)
class Compared:
    """`user_id` is None where nobody has the e-mail; `stored` is the hash that was compared with."""

    user_id: UUID | None
    is_right: bool
    stored: str | None = field(repr=False)
    renewed: str | None = field(repr=False)


def wrong_password() -> Refused:
    """The one sentence, whatever is wrong: it does not tell whose e-mail is known."""
    said = "e-mail and password do not match, or the account is locked for a while"
    return refuse("/password", "wrong_password", said)


def compare_password(connection: sa.Connection, email: str, password: str) -> Compared:
    """Only reads. As much hashing for an e-mail that nobody has as for one that somebody has."""
    known = email_of(email)
    row = users.by_email(connection, known) if known else None
    stored = row.password_hash if row else None
    plain = typed(password)
    is_right = is_password(stored, plain)
    better = renewed(stored, plain) if is_right and stored else None
    return Compared(row.id if row else None, is_right, stored, better)


def sign_in(connection: sa.Connection, compared: Compared, now: datetime) -> UUID | None:
    """Who signs in; None where she is refused, which is counted: no exception, that would undo the count."""
    row = users.hold(connection, compared.user_id) if compared.user_id else None
    if row is None or not may_enter(row) or _is_locked(row, now) or row.password_hash != compared.stored:
        return None
    if not compared.is_right:
        _count_failure(connection, row, now)
        return None
    better = {"password_hash": compared.renewed} if compared.renewed else {}
    users.change(connection, row.id, failed=0, locked_until=None, **better)
    record(connection, source_of(row.id), "sign_in", row.id, now)
    return compared.user_id


def _is_locked(row: Row, now: datetime) -> bool:
    return row.locked_until is not None and now < row.locked_until


def _count_failure(connection: sa.Connection, row: Row, now: datetime) -> None:
    """After a lock that is over the count begins again."""
    failed = 1 if row.locked_until is not None else row.failed + 1
    locked_until = now + LOCKED_FOR if failed >= MOST_FAILURES else None
    users.change(connection, row.id, failed=failed, locked_until=locked_until)
    if locked_until is not None:
        record(connection, _SOMEBODY, "lock_out", row.id, now)
