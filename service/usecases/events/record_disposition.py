"""What the first real conversation showed, or the lack of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.agreement import Agreement
from model.vocabulary import SUB_REASONS, UNREACHABLE
from service.store import events, reps
from service.usecases.company import Company
from service.usecases.events.fair_disposition import changes_of, problem_of
from service.usecases.events.lead_event import EventAnswer, NewEvent, record
from service.usecases.events.settle_disputes import settle_disputes
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import FieldProblem
from service.usecases.source import DISPUTE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDisposition(NewEvent):
    """Words of `model.vocabulary`; `checklist` says of each agreed item whether the lead meets it."""

    disposition: str
    sub_reason: str | None = None
    rep: str | None = None
    note: str | None = None
    checklist: Mapping[str, bool] | None = None

    def problem(self) -> FieldProblem | None:
        if self.sub_reason is None or self.sub_reason in SUB_REASONS.get(self.disposition, ()):
            return None
        return FieldProblem(
            "/sub_reason", "unknown_word", "a sub-reason of this disposition, or none, is needed"
        )


def record_dispositions(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewDisposition], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`.

    Held against the agreement that was in force when it occurred. What is imported, and what a dispute found,
    is taken as it is. Disputes of what Sales itself corrects are settled.
    """

    def refuse(each: NewDisposition) -> FieldProblem | None:
        if source == DISPUTE:
            return None
        agreements = in_force(connection, now), _agreement(connection, each, now)
        return problem_of(connection, company, *agreements, each, now)

    def columns(kept: Sequence[NewDisposition]) -> list[dict[str, Any]]:
        ids = reps.ids(connection, (each.rep for each in kept), now)
        return [
            {
                "rep_id": ids.get(each.rep or ""),
                "disposition": each.disposition,
                "sub_reason": each.sub_reason,
                "note": each.note,
                **fair,
            }
            for each, fair in zip(kept, _fair_columns(connection, source, kept, now), strict=True)
        ]

    answers = record(connection, company, source, events.dispositions, new, now, columns, refuse)
    settle_disputes(connection, (each.lead_id for each in new), now)
    return answers


def _fair_columns(
    connection: sa.Connection, source: Source, kept: Sequence[NewDisposition], now: datetime
) -> list[dict[str, Any]]:
    """Nobody verified the attempts of `unreachable` where nothing is signed, or history says so."""
    signed_now = in_force(connection, now)
    agreements = [signed_now if source.is_import else _agreement(connection, each, now) for each in kept]
    changes = changes_of(connection, signed_now, kept, None if source.is_import else now)
    return [
        {
            "checklist": dict(each.checklist) if each.checklist else None,
            "checklist_version": agreement.version if each.checklist else None,
            "unverified": each.disposition == UNREACHABLE
            and source != DISPUTE
            and (source.is_import or not agreement.is_signed),
            "changed_from": change.changed_from,
            "late_change": change.is_late and source != DISPUTE,
        }
        for each, agreement, change in zip(kept, agreements, changes, strict=True)
    ]


def _agreement(connection: sa.Connection, each: NewDisposition, now: datetime) -> Agreement:
    return in_force(connection, min(each.occurred_at or now, now))
