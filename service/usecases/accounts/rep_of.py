"""Which rep a user is."""

from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import REP
from service.store import reps
from service.usecases.problems import refuse


def rep_of(connection: sa.Connection, role: str, key: str | None, had: UUID | None = None) -> UUID | None:
    """The rep with this key, else the one she had. A user with the role rep needs one. Raises Refused.

    A key that nobody has is refused, not added: a rep who is a slip of the pen would be given leads.
    """
    found = reps.known(connection, key) if key else None
    if key and found is None:
        raise refuse("/rep", "unknown_rep", "a rep of the team is needed: add her to the team first")
    rep_id = found.id if found else had
    if role == REP and rep_id is None:
        raise refuse("/rep", "required", "a user with the role rep needs the rep's key")
    return rep_id
