"""What both teams agreed a disposition needs: its checklist, its attempts, a note where it changes late."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.unreachable import is_written_in_time, tried
from model.vocabulary import ATTEMPT_SOURCES, QUALIFIED, REACHED_RESULTS, UNREACHABLE, WON
from service.store import events, lead_states
from service.usecases.company import Company
from service.usecases.problems import FieldProblem
from service.usecases.source import DISPUTE, IMPORT

_DIALLER: Final = ATTEMPT_SOURCES[0]
_NEVER = datetime.min.replace(tzinfo=UTC)


class Judgement(Protocol):
    """What the rules read of a disposition that is told."""

    @property
    def lead_id(self) -> UUID: ...
    @property
    def occurred_at(self) -> datetime | None: ...
    @property
    def disposition(self) -> str: ...
    @property
    def checklist(self) -> Mapping[str, bool] | None: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """From what a disposition changes the lead (None where it changes nothing), and whether that is late."""

    changed_from: str | None
    is_late: bool


def problem_of(
    connection: sa.Connection,
    company: Company,
    signed_now: Agreement,
    agreement: Agreement,
    new: Judgement,
    now: datetime,
) -> FieldProblem | None:
    """Why this disposition cannot be taken; None where it can.

    A change is made when it is told, under the terms of now; all else is held against `agreement`, of when
    it occurred. Terms that nobody signed refuse nothing but a checklist's item that they do not know.
    """
    if unknown := next((item for item in new.checklist or {} if item not in agreement.checklist), None):
        known = ", ".join(agreement.checklist)
        return FieldProblem(f"/checklist/{_pointer(unknown)}", "unknown_field", f"one of {known} is needed")
    if new.disposition == QUALIFIED:
        return _unmet(agreement, new.checklist or {}) if agreement.is_signed else None
    if new.disposition == UNREACHABLE:
        return _not_unreachable(connection, company, agreement, new, now) if agreement.is_signed else None
    if signed_now.is_signed and not new.note and changes_of(connection, signed_now, [new], now)[0].is_late:
        return FieldProblem("/note", "late_change", "a late change from qualified needs a note that says why")
    return None


def changes_of(
    connection: sa.Connection, agreement: Agreement, new: Sequence[Judgement], now: datetime | None
) -> list[Change]:
    """What each of these changes, against what was known of its lead and against those told with it.

    Late is a change from qualified more than the agreed hours after it was first said, of a lead that is won,
    or of what a dispute found. A change is made when it is told, `now`, whatever its `occurred_at` says; of
    imports (None) nobody knows better than that.
    """
    ids = {each.lead_id for each in new}
    told: dict[UUID, list[_Told]] = defaultdict(list)
    for row in events.of_leads(connection, events.dispositions, ids):
        by_dispute = row.source == DISPUTE.name
        told[row.lead_id].append(_Told(row.occurred_at, row.occurred_at, row.disposition, by_dispute))
    own = [_Told(each.occurred_at, _made_at(each, now), each.disposition, False) for each in new]
    for each, mine in zip(new, own, strict=True):
        told[each.lead_id].append(mine)
    won = lead_states.with_outcome(connection, ids, WON)
    hours = timedelta(hours=agreement.late_change_hours)
    return [
        _change(told[each.lead_id], mine, each.lead_id in won, hours)
        for each, mine in zip(new, own, strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    occurred_at: datetime | None
    made_at: datetime | None
    disposition: str
    by_dispute: bool


def _made_at(new: Judgement, now: datetime | None) -> datetime | None:
    return max(filter(None, (new.occurred_at, now)), default=None)


def _change(told: Sequence[_Told], mine: _Told, is_won: bool, hours: timedelta) -> Change:
    """Against the one before it; of one that is told again, the first time counts."""
    ordered = sorted(told, key=lambda each: each.occurred_at or _NEVER)
    before = ordered[: ordered.index(mine)]
    if not before or before[-1].disposition == mine.disposition:
        return Change(None, False)
    last = before[-1]
    if last.disposition != QUALIFIED:
        return Change(last.disposition, False)
    since = min((each.occurred_at for each in _run(before) if each.occurred_at), default=None)
    old = since is not None and mine.made_at is not None and mine.made_at - since > hours
    return Change(QUALIFIED, old or is_won or last.by_dispute)


def _run(before: Sequence[_Told]) -> Iterator[_Told]:
    for each in reversed(before):
        if each.disposition != before[-1].disposition:
            return
        yield each


def _unmet(agreement: Agreement, said: Mapping[str, bool]) -> FieldProblem | None:
    unmet = next((item for item in agreement.checklist if said.get(item) is not True), None)
    if unmet is None:
        return None
    return FieldProblem(f"/checklist/{unmet}", "not_met", "qualified needs each agreed item to be true")


def _not_unreachable(
    connection: sa.Connection, company: Company, agreement: Agreement, new: Judgement, now: datetime
) -> FieldProblem | None:
    rows: Sequence[Any] = events.of_leads(connection, events.contact_attempts, [new.lead_id])
    if any(row.result in REACHED_RESULTS for row in rows):
        return FieldProblem("/disposition", "was_reached", "what the conversation showed is needed")
    until = new.occurred_at or now
    times = [row.occurred_at for row in rows if is_evidence(row) and row.occurred_at <= until]
    return _too_early(company, agreement, times)


def is_evidence(attempt: Any) -> bool:
    """Whether its time can be believed: by a machine or of history, or written down soon after."""
    if attempt.occurred_at is None:
        return False
    taken_as_told = attempt.source == IMPORT.name or attempt.attempt_source == _DIALLER
    return taken_as_told or is_written_in_time(attempt.occurred_at, attempt.recorded_at)


def _too_early(company: Company, agreement: Agreement, times: Sequence[datetime]) -> FieldProblem | None:
    found = tried(times, timedelta(minutes=agreement.unreachable_spacing_minutes), company.timezone)
    if found.attempts >= agreement.unreachable_attempts and found.days >= agreement.unreachable_days:
        return None
    return FieldProblem(
        "/disposition",
        "too_early",
        f"attempt {found.attempts} of {agreement.unreachable_attempts}, "
        f"on {found.days} of {agreement.unreachable_days} days; "
        f"attempts count that are {agreement.unreachable_spacing_minutes} minutes apart",
    )


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
