"""Marketing tells Sales of a campaign before its leads come, and each rep says that she has read it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store import announcements, reps
from service.store.ids import new_id
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.problems import NotFound, refuse


def announce(connection: sa.Connection, campaign: str, by: str, text: str, now: datetime) -> UUID:
    """The announcement's id. Raises NotFound for a campaign that nobody declared or sent a lead of."""
    announcement_id = new_id()
    announcements.add(
        connection,
        id=announcement_id,
        campaign_id=find_campaign(connection, campaign).id,
        announced_at=now,
        by=by,
        text=text,
    )
    return announcement_id


def read_announcement(connection: sa.Connection, announcement_id: UUID, rep: str, now: datetime) -> None:
    """Once more is no error: the first time counts. Raises NotFound, or Refused for an unknown rep."""
    if announcements.find(connection, announcement_id) is None:
        raise NotFound("there is no such announcement")
    known = reps.known(connection, rep)
    if known is None:
        raise refuse("/rep", "unknown_rep", "a rep of the team is needed")
    announcements.mark_read(connection, announcement_id, known.id, now)
