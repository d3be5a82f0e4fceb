"""A rep's leads of today in the order to call them, each with what she needs to open the talk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from service.store import announcements, audit, call_samples, desk_leads, feedback, reps
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.desk.call_order import GROUPS, Terms, Try, Turn, Waiting, turn_of
from service.usecases.events.fair_disposition import is_evidence
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import NotFound, refuse
from service.usecases.review.record_feedback import ANSWERS_SHOWN
from service.usecases.source import Source
from service.usecases.team.manage_team import team_of

MOST_SHOWN: Final = 50
# A lead that she was given earlier comes back only for a call-back, or when it is given again.
LOOKS_BACK: Final = timedelta(days=60)
# A promised call that is older than this is not made any more.
PROMISE_KEPT: Final = timedelta(days=14)
_AHEAD: Final = timedelta(minutes=15)
VIEW: Final = "view_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLead:
    """`contact` is None where the person is forgotten; `announced` what Marketing last said of the campaign;
    `answers` what it answered to questions about it. `turn` is None of a lead that is shown by itself."""

    lead: Row
    turn: Turn | None
    given_at: datetime | None
    contact: Mapping[str, Any] | None
    tries: Sequence[Try]
    announced: Row | None
    answers: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The first 50 leads; `more` come after them. `waiting` counts all of them by group."""

    rep: str
    on_duty: bool
    waiting: Mapping[str, int]
    leads: Sequence[DeskLead]
    more: int


def desk_of_rep(
    connection: sa.Connection, company: Company, rep: str, now: datetime, limit: int = MOST_SHOWN
) -> Desk:
    """Raises Refused where there is no such rep. `new_looks` are to be kept of the leads that are shown."""
    known = reps.known(connection, rep)
    if known is None:
        raise refuse("/rep", "unknown_rep", "a rep of the team is needed")
    agreement = in_force(connection, now)
    member = next(each for each in team_of(connection, company, agreement) if each.id == known.id)
    ordered = _ordered(connection, known.id, Terms(agreement, member.work), now)
    shown = _shown(connection, company, [each.placed for each in ordered[:limit]])
    return Desk(
        rep=known.key,
        on_duty=member.is_on_duty(now),
        waiting={group: sum(each.turn.group == group for each in ordered) for group in GROUPS},
        leads=shown,
        more=len(ordered) - len(shown),
    )


def desk_lead(connection: sa.Connection, company: Company, lead_id: UUID) -> DeskLead:
    """One lead, whosever it is, with the same beside it. Raises NotFound. `new_looks` are to be kept."""
    shown = _shown(connection, company, [_Placed(lead_id, None, None)])
    if not shown:
        raise NotFound("there is no such lead")
    return shown[0]


@dataclass(frozen=True, slots=True)
class _Placed:
    lead_id: UUID
    turn: Turn | None
    given_at: datetime | None


@dataclass(frozen=True, slots=True)
class _InOrder:
    placed: _Placed
    turn: Turn
    worth: int | None


def _ordered(connection: sa.Connection, rep_id: UUID, terms: Terms, now: datetime) -> list[_InOrder]:
    promised = (now - PROMISE_KEPT, now + _AHEAD)
    rows = desk_leads.waiting_with(connection, rep_id, now - LOOKS_BACK, promised)
    lent = call_samples.reserved(connection, now)
    tries = _tries(connection, _by_tries(connection, rows))
    found = (_in_order(row, tries.get(row.id, []), terms, now) for row in rows if row.id not in lent)
    return sorted((each for each in found if each is not None), key=_place)


def _by_tries(connection: sa.Connection, rows: Sequence[Row]) -> set[UUID]:
    """Whose place their attempts decide: a judged lead's do so only where a call was promised."""
    tried = [row for row in rows if row.attempts]
    judged = {row.id for row in tried if row.disposition is not None}
    return {row.id for row in tried} - judged | desk_leads.promised(connection, judged)


def _tries(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Mapping[UUID, list[Try]]:
    found: dict[UUID, list[Try]] = defaultdict(list)
    for row in desk_leads.attempts_of(connection, lead_ids):
        one = Try(at=row.occurred_at, result=row.result, callback_at=row.callback_at, counts=is_evidence(row))
        found[row.lead_id].append(one)
    return found


def _in_order(row: Row, tries: Sequence[Try], terms: Terms, now: datetime) -> _InOrder | None:
    given_at = max(filter(None, (row.submitted_at, row.given_at)), default=None)
    lead = Waiting(
        given_at=given_at, disposition=row.disposition, is_customer=row.existing_customer, tries=tries
    )
    turn = turn_of(lead, terms, now)
    if turn is None:
        return None
    return _InOrder(_Placed(row.id, turn, given_at), turn, row.expected_revenue)


def _place(one: _InOrder) -> tuple[int, float, float, UUID]:
    """Worth breaks ties; leads without a score after those that have one, then the older first."""
    worth = 1.0 if one.worth is None else -float(one.worth)
    return GROUPS.index(one.turn.group), one.turn.rank, worth, one.placed.lead_id


def _shown(connection: sa.Connection, company: Company, placed: Sequence[_Placed]) -> list[DeskLead]:
    ids = [each.lead_id for each in placed]
    rows, tries = desk_leads.shown(connection, ids), _tries(connection, ids)
    campaigns = {row.campaign_id for row in rows.values() if row.campaign_id is not None}
    newest = {row.campaign_id: row for row in announcements.of_campaigns(connection, campaigns)}
    answers = feedback.newest_answers(connection, campaigns, ANSWERS_SHOWN)
    return [
        DeskLead(
            lead=row,
            turn=each.turn,
            given_at=each.given_at,
            contact=_contact(company, row),
            tries=tries.get(each.lead_id, ()),
            announced=newest.get(row.campaign_id),
            answers=answers.get(row.campaign_id, ()),
        )
        for each, row in ((each, rows[each.lead_id]) for each in placed if each.lead_id in rows)
    ]


def _contact(company: Company, row: Row) -> Mapping[str, Any] | None:
    return None if row.sealed is None else company.vault.open(row.id, row.key_version, row.sealed)


def new_looks(
    connection: sa.Connection, company: Company, source: Source, shown: Sequence[DeskLead], now: datetime
) -> list[dict[str, Any]]:
    """The audit's entries for who is shown: one a day, lead and source. [] where all are kept already."""
    seen = [each.lead.id for each in shown if each.contact is not None]
    today = datetime.combine(now.astimezone(company.timezone).date(), time(), company.timezone)
    known = audit.looked_at(connection, source.name, VIEW, seen, today)
    common = {"occurred_at": now, "source": source.name, "action": VIEW}
    return [{"id": new_id(), "lead_id": lead, **common} for lead in seen if lead not in known]
