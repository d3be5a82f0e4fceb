"""Where Sales corrects what Marketing disputes before anybody called, nothing is left to decide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from model.campaign.dispute import OVERTURNED, verdict
from service.store import disputes, events, reps

_NOTE: Final = "Sales corrected"


def settle_disputes(connection: sa.Connection, lead_ids: Iterable[UUID], now: datetime) -> None:
    """Close as overturned the disputes of leads that now stand otherwise than what was disputed.

    Another reason of the same group leaves a dispute open. What nobody found by calling stays None, and
    so does who decided where Sales names no rep. The caller holds the leads.
    """
    for dispute in disputes.open_of_leads(connection, lead_ids):
        newest = events.of_leads(connection, events.dispositions, [dispute.lead_id])[-1]
        if verdict(dispute.said, newest.disposition) == OVERTURNED:
            disputes.change(
                connection,
                dispute.id,
                decided_at=now,
                decided_by=reps.keys_of(connection).get(newest.rep_id),
                verdict=OVERTURNED,
                note=_NOTE,
            )
