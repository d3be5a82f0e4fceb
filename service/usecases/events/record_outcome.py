"""What became of a deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.money import LARGEST_SENT
from model.vocabulary import COMPETITOR, LOST, WON
from service.store import contacts, deals, events, reps
from service.store.deals import ONLY_DEAL
from service.usecases.company import Company
from service.usecases.events.lead_event import NAMELESS, EventAnswer, NewEvent, record
from service.usecases.problems import FieldProblem, amount_problem
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

    def problem(self) -> FieldProblem | None:
        if self.revenue is not None and self.outcome != WON:
            return FieldProblem("/revenue", "not_won", "revenue belongs to an outcome that is won")
        if self.revenue is not None and not 0 <= self.revenue <= LARGEST_SENT:
            return amount_problem("/revenue")
        for name in ("lost_reason", "competitor"):
            if getattr(self, name) is not None and self.outcome != LOST:
                return FieldProblem(f"/{name}", "not_lost", f"a {name} belongs to an outcome that is lost")
        if self.lost_reason == COMPETITOR and not self.competitor:
            return FieldProblem("/competitor", NAMELESS, "the competitor's name is needed")
        return None


def record_outcomes(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewOutcome], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`.

    Of one deal two outcomes at the same instant contradict each other, unless they are the same word.
    """

    def refuse(new: NewOutcome) -> FieldProblem | None:
        if not events.said_otherwise(connection, new.lead_id, new.deal, new.occurred_at, new.outcome):
            return None
        return FieldProblem(
            "/occurred_at", "two_at_once", "a time is needed at which this deal had no other outcome"
        )

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

    answers = record(connection, company, source, events.outcomes, new, now, columns, refuse)
    kept = (each for each, answer in zip(new, answers, strict=True) if isinstance(answer, UUID))
    if won := {each.lead_id for each in kept if each.outcome == WON}:
        contacts.mark_returning(connection, won)
    return answers
