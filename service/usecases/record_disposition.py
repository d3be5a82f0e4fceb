"""What the first real conversation showed, or the lack of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import SUB_REASONS
from service.store import events, reps
from service.usecases.company import Company
from service.usecases.lead_event import EventAnswer, NewEvent, record
from service.usecases.problems import FieldProblem
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDisposition(NewEvent):
    """`disposition` and `sub_reason` are words of `model.vocabulary`."""

    disposition: str
    sub_reason: str | None = None
    rep: str | None = None
    note: str | None = None

    def problem(self) -> FieldProblem | None:
        if self.sub_reason is None or self.sub_reason in SUB_REASONS.get(self.disposition, ()):
            return None
        return FieldProblem(
            "/sub_reason", "unknown_word", "a sub-reason of this disposition, or none, is needed"
        )


def record_dispositions(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewDisposition], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`."""

    def columns(kept: Sequence[NewDisposition]) -> list[dict[str, Any]]:
        ids = reps.ids(connection, (each.rep for each in kept), now)
        return [
            {
                "rep_id": ids.get(each.rep or ""),
                "disposition": each.disposition,
                "sub_reason": each.sub_reason,
                "note": each.note,
            }
            for each in kept
        ]

    return record(connection, company, source, events.dispositions, new, now, columns)
