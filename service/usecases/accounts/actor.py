"""Who does something to an account, and the record of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import ADMIN, REP, SALES_LEAD
from service.store import audit
from service.store.ids import new_id
from service.usecases.accounts.user import User
from service.usecases.problems import refuse


@dataclass(frozen=True, slots=True)
class Actor:
    """`source` is what the audit keeps of who it was."""

    source: str
    role: str

    def check_may_invite(self, role: str) -> None:
        """A sales lead invites her reps, an admin anybody. Raises Refused."""
        if self.role != ADMIN and (self.role, role) != (SALES_LEAD, REP):
            raise refuse("/role", "not_yours", "an admin is needed; a sales lead invites reps")

    def check_is_admin(self) -> None:
        """Raises Refused."""
        if self.role != ADMIN:
            raise refuse("", "not_yours", "an admin is needed")


# Whoever may run commands on the machine.
OPERATOR: Final = Actor("operator", ADMIN)


def acting(user: User) -> Actor:
    return Actor(source_of(user.id), user.role)


def source_of(user_id: UUID) -> str:
    return f"user:{user_id.hex}"


def record(connection: sa.Connection, source: str, action: str, user_id: UUID, now: datetime) -> None:
    """Into the audit: this was done to this user."""
    audit.add(connection, id=new_id(), occurred_at=now, source=source, action=action, user_id=user_id)
