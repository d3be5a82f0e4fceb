"""Somebody tried to reach a lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store import events, reps
from service.usecases.company import Company
from service.usecases.events.lead_event import EventAnswer, NewEvent, record
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttempt(NewEvent):
    """`result`, `channel` and `attempt_source` are words of `model.vocabulary`."""

    result: str
    channel: str = "phone"
    rep: str | None = None
    callback_at: datetime | None = None
    duration_seconds: int | None = None
    attempt_source: str = "manual"


def record_attempts(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewAttempt], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`."""

    def columns(kept: Sequence[NewAttempt]) -> list[dict[str, Any]]:
        ids = reps.ids(connection, (each.rep for each in kept), now)
        return [
            {
                "rep_id": ids.get(each.rep or ""),
                "channel": each.channel,
                "result": each.result,
                "callback_at": each.callback_at,
                "duration_seconds": each.duration_seconds,
                "attempt_source": each.attempt_source,
            }
            for each in kept
        ]

    return record(connection, company, source, events.contact_attempts, new, now, columns)
