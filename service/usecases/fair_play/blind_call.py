"""A dispute as its caller may see it: hers alone, and without what was said."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from model.reading.text import folded
from service.store import disputes
from service.store.columns import Row
from service.usecases.problems import NotFound

# More than are ever open at once.
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class BlindCall:
    """`found` is None until she has decided."""

    id: UUID
    found: str | None


def blind_call(connection: sa.Connection, dispute_id: UUID, rep: str | None) -> BlindCall:
    """Raises NotFound where there is no such dispute, or another is to call: nobody learns which."""
    row = disputes.find(connection, dispute_id)
    if row is None or rep is None or folded(row.assigned_to or "") != folded(rep):
        raise NotFound("there is no such dispute")
    return BlindCall(row.id, row.found)


def calls_of(connection: sa.Connection, rep: str) -> list[Row]:
    """The open disputes that this rep is to call, newest first; she may see `campaign`, `opened_at`."""
    rows = disputes.newest_first(connection, False, None, _LOOKED_AT)
    return [row for row in rows if folded(row.assigned_to or "") == folded(rep)]
