"""What became of a deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import LOST, WON
from service.store import deals, events, reps
from service.store.deals import ONLY_DEAL
from service.usecases.company import Company
from service.usecases.lead_event import EventAnswer, NewEvent, record
from service.usecases.problems import refuse
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutcome(NewEvent):
    """`revenue` is the contract value in minor units, None where nobody knows it."""

    outcome: str
    deal: str = ONLY_DEAL
    revenue: int | None = None
    lost_reason: str | None = None
    competitor: str | None = None
    note: str | None = None
    rep: str | None = None


def check_outcome(new: NewOutcome) -> NewOutcome:
    """Raises Refused for revenue of what is not won, or a lost reason of what is not lost."""
    if new.outcome != WON and new.revenue is not None:
        raise refuse("/revenue", "not_won", "revenue belongs to an outcome that is won")
    if new.outcome != LOST and (new.lost_reason is not None or new.competitor is not None):
        field = "/lost_reason" if new.lost_reason is not None else "/competitor"
        raise refuse(field, "not_lost", "a lost reason belongs to an outcome that is lost")
    return new


def record_outcomes(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewOutcome], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`."""

    def columns(kept: Sequence[NewOutcome]) -> list[dict[str, Any]]:
        deal_ids = deals.ids(connection, ((each.lead_id, each.deal) for each in kept))
        ids = reps.ids(connection, (each.rep for each in kept), now)
        return [
            {
                "deal_id": deal_ids[each.lead_id, each.deal],
                "rep_id": ids.get(each.rep or ""),
                "outcome": each.outcome,
                "revenue": each.revenue,
                "lost_reason": each.lost_reason,
                "competitor": each.competitor,
                "note": each.note,
            }
            for each in kept
        ]

    return record(connection, company, source, events.outcomes, new, now, columns)
