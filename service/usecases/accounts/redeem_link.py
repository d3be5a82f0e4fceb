"""Opening a single-use link, and using it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from service.store import links, users
from service.usecases.accounts.actor import record, source_of
from service.usecases.accounts.token_key import token_key
from service.usecases.accounts.user import User, as_user, may_enter
from service.usecases.problems import refuse


class Peeked(NamedTuple):
    kind: str
    user: User


class Redeemed(NamedTuple):
    user_id: UUID
    kind: str


def peek_link(connection: sa.Connection, token: str, now: datetime) -> Peeked | None:
    """Whom it lets in, without using it; None where it is used, over or none."""
    link = links.find_open(connection, token_key(token), now)
    row = users.find(connection, link.user_id) if link else None
    return Peeked(link.kind, as_user(row)) if link and row and may_enter(row) else None


def redeem_link(connection: sa.Connection, token: str, now: datetime) -> Redeemed:
    """Use it; of several who do at once exactly one is let in.

    Lets in also who is locked out for wrong passwords: it is no password. Raises Refused.
    """
    key = token_key(token)
    link = links.find_open(connection, key, now)
    row = users.hold(connection, link.user_id) if link else None
    if link is None or row is None or not may_enter(row) or not links.use(connection, key, now):
        raise refuse("", "spent_link", "this link was used or has expired")
    record(connection, source_of(row.id), f"{link.kind}_used", row.id, now)
    return Redeemed(row.id, link.kind)
