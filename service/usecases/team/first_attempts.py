"""Who was to try each lead first, and whether that was in time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.service_level import LATE, first_attempt
from model.vocabulary import TAKEN_BACK
from model.working_time import WorkingTime
from service.store import service_level_figures as figures
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.team.manage_team import Member, office_hours

UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A lead with its attempts. `rep` is whose first attempt it was to be; None where nobody's.

    She is who owned it when it was first tried, or owns it while nobody has; else who tried it. `given_at` is
    since when: the promise to her runs from there, the one to the lead from its arrival.
    """

    lead: Row
    times: Sequence[datetime]
    rep: UUID | None
    given_at: datetime
    lost_by: Sequence[UUID]

    @property
    def tried_at(self) -> datetime | None:
        return self.times[0] if self.times else None


def handled_leads(connection: sa.Connection, since: datetime, until: datetime) -> list[Handled]:
    """Of the leads submitted in [since, until)."""
    tried: dict[UUID, list[Row]] = defaultdict(list)
    for row in figures.attempts_of(connection, since, until):
        tried[row.lead_id].append(row)
    given: dict[UUID, list[Row]] = defaultdict(list)
    for row in figures.assignments_of(connection, since, until):
        given[row.lead_id].append(row)
    leads = figures.promised_leads(connection, since, until)
    return [_handled(lead, tried[lead.id], given[lead.id]) for lead in leads]


def _handled(lead: Row, tried: Sequence[Row], given: Sequence[Row]) -> Handled:
    first = tried[0] if tried else None
    before = [
        row for row in given if first is None or not row.occurred_at or row.occurred_at <= first.occurred_at
    ]
    owner = before[-1] if before else None
    rep = owner.rep_id if owner is not None else None
    since = owner.occurred_at if owner is not None and rep is not None else None
    return Handled(
        lead=lead,
        times=[row.occurred_at for row in tried],
        rep=rep if rep is not None or first is None else first.rep_id,
        given_at=max(lead.submitted_at, since or lead.submitted_at),
        lost_by=_lost(given),
    )


def _lost(given: Sequence[Row]) -> list[UUID]:
    """From whom it was taken back for being late."""
    return [
        one.rep_id for one, then in pairwise(given) if then.reason == TAKEN_BACK and one.rep_id is not None
    ]


@dataclass(frozen=True, slots=True)
class Stands:
    """How a first attempt stands: a word of `model.campaign.service_level`, or `unrecorded`.

    A late one was due on `due_day` of the company's, and may yet be beyond capacity.
    """

    word: str
    due_day: date | None


@dataclass(slots=True)
class Verdicts:
    """Judges first attempts by `now` under one agreement; `now` is aware."""

    company: Company
    agreement: Agreement
    team: Mapping[UUID, Member]
    now: datetime
    office: WorkingTime = field(init=False)

    def __post_init__(self) -> None:
        self.office = office_hours(self.company, self.agreement)

    def of_lead(self, handled: Handled) -> Stands:
        """By the team's hours, since the lead's arrival."""
        return self._stands(handled, handled.lead.submitted_at, self.office)

    def of_rep(self, handled: Handled) -> Stands:
        """By her own hours, since it was given to her; by the team's where nothing is known of hers."""
        member = None if handled.rep is None else self.team.get(handled.rep)
        return self._stands(handled, handled.given_at, self.office if member is None else member.work)

    def _stands(self, handled: Handled, start: datetime, hours: WorkingTime) -> Stands:
        lead: Any = handled.lead
        if handled.tried_at is None and (lead.disposition is not None or lead.outcome is not None):
            return Stands(UNRECORDED, None)
        minutes = self.agreement.first_attempt_minutes
        word = first_attempt(start, handled.tried_at, hours, minutes, self.now)
        due = hours.after(start, minutes) if word == LATE else None
        return Stands(word, due.date() if due else None)
