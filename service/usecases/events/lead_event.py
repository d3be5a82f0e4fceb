"""What all events of a lead share: they need the lead, a time that can be, and are recorded once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from service.store import events, lead_states, leads
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.events.lead_state import refresh
from service.usecases.problems import FieldProblem, NotFound, Refused
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """`occurred_at` is aware, None only in imports; `fingerprint` is what an imported row is known by."""

    lead_id: UUID
    occurred_at: datetime | None
    fingerprint: bytes | None = None

    def problem(self) -> FieldProblem | None:
        """What in the event contradicts itself, whichever door it came by."""
        return None


Event = TypeVar("Event", bound=NewEvent)
EventAnswer = UUID | Refused | NotFound | None


def record(
    connection: sa.Connection,
    company: Company,
    source: Source,
    table: sa.Table,
    new: Sequence[Event],
    now: datetime,
    columns: Callable[[Sequence[Event]], Sequence[Mapping[str, Any]]],
    refuse: Callable[[Event], FieldProblem | None] = lambda _event: None,
) -> list[EventAnswer]:
    """Keep events and bring their leads' states up to date. `columns` gives what this kind adds to each.

    `refuse` says what the store knows against an event that is well in itself; imports are not asked.

    One answer each, in their order: the event's id; Refused or NotFound; None where it is recorded
    already. One that is refused spoils no other, and `columns` sees only those that are kept.
    """
    arrived = leads.present(connection, (event.lead_id for event in new))
    lead_states.hold(connection, arrived)
    known = events.known(connection, table, filter(None, (event.fingerprint for event in new)))
    answers: list[EventAnswer] = []
    for event in new:
        answer = _answer(company, source, event, arrived, known, now)
        problem = refuse(event) if isinstance(answer, UUID) and not source.is_import else None
        answers.append(Refused(problem) if problem else answer)
        known.add(event.fingerprint or b"")
    kept = [(event, answer) for event, answer in zip(new, answers, strict=True) if isinstance(answer, UUID)]
    if kept:
        own = columns([event for event, _ in kept])
        rows = [
            {**_row(event, event_id, source, now), **extra}
            for (event, event_id), extra in zip(kept, own, strict=True)
        ]
        events.add(connection, table, rows)
        refresh(connection, {event.lead_id for event, _ in kept})
    return answers


def _answer(
    company: Company,
    source: Source,
    event: NewEvent,
    arrived: Mapping[UUID, datetime | None],
    known: set[bytes],
    now: datetime,
) -> EventAnswer:
    if event.lead_id not in arrived:
        return NotFound("there is no such lead")
    if event.fingerprint is not None and event.fingerprint in known:
        return None
    problem = event.problem() or time_problem(company, event.occurred_at, arrived[event.lead_id], now)
    return Refused(problem) if problem and not (source.is_import and problem.code in _OLD) else new_id()


EARLY = "before_arrival"
NAMELESS = "name_needed"
# What history may leave open or say otherwise.
_OLD = frozenset({EARLY, NAMELESS})


def time_problem(
    company: Company, occurred_at: datetime | None, submitted_at: datetime | None, now: datetime
) -> FieldProblem | None:
    """Nothing happens to a lead in the future, or before it came."""
    if occurred_at is None:
        return None
    if occurred_at > now + company.clock_tolerance:
        return FieldProblem("/occurred_at", "in_the_future", "a time that has passed is needed")
    if submitted_at is not None and occurred_at < submitted_at - company.clock_tolerance:
        return FieldProblem("/occurred_at", EARLY, "a time after the lead's arrival is needed")
    return None


def one(answers: Sequence[EventAnswer]) -> UUID:
    """The id of the only event. Raises what stood in its way."""
    answer = answers[0]
    if isinstance(answer, Exception):
        raise answer
    assert answer is not None
    return answer


def _row(event: NewEvent, event_id: UUID, source: Source, now: datetime) -> dict[str, Any]:
    return {
        "id": event_id,
        "lead_id": event.lead_id,
        "occurred_at": event.occurred_at,
        "recorded_at": now,
        "source": source.name,
        "fingerprint": event.fingerprint,
    }
