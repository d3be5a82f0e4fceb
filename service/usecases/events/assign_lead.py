"""A lead is given to a rep, who owns it until it is given on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import BY_HAND, IMPORTED
from service.store import events, reps
from service.usecases.company import Company
from service.usecases.events.lead_event import EventAnswer, NewEvent, record
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssignment(NewEvent):
    """`rep` is None where the lead is taken back and nobody owns it; `reason` a word of `model.vocabulary`.

    Without a reason it is by hand, or imported.
    """

    rep: str | None
    reason: str | None = None


def assign_leads(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewAssignment], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`."""

    def columns(kept: Sequence[NewAssignment]) -> list[dict[str, Any]]:
        ids = reps.ids(connection, (each.rep for each in kept), now)
        usual = IMPORTED if source.is_import else BY_HAND
        return [{"rep_id": ids.get(each.rep or ""), "reason": each.reason or usual} for each in kept]

    return record(connection, company, source, events.assignments, new, now, columns)
