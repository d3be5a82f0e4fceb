"""Whose a lead is: a rep opens and works her own only."""

from uuid import UUID

import sqlalchemy as sa

from service.store import lead_states, leads, reps
from service.usecases.problems import NotFound


def check_owner(connection: sa.Connection, lead_id: UUID, rep: str | None) -> None:
    """Raises NotFound for a lead that is not there, or not hers; `rep` None may open all."""
    if leads.find(connection, lead_id) is None:
        raise NotFound("there is no such lead")
    owner = lead_states.find(connection, lead_id).owner_id
    if rep is not None and (owner is None or reps.keys_of(connection).get(owner) != rep):
        raise NotFound("this lead is not hers")
