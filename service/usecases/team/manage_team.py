"""Who works when: reps, their hours, their absences, and how many calls a day are agreed of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement, read_shifts, write_shifts
from model.reading.text import folded
from model.working_time import WorkingTime
from service.store import reps
from service.usecases.company import Company
from service.usecases.problems import NotFound, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A rep. `shifts` and `calls_per_day` are None where hers are the team's; `work` has whichever counts.

    `looks_like` are reps whose keys differ from hers by case and signs only.
    """

    id: UUID
    key: str
    is_active: bool
    shifts: Mapping[str, Any] | None
    calls_per_day: int | None
    absences: tuple[date, ...]
    looks_like: tuple[str, ...]
    work: WorkingTime
    calls: int

    def works_on(self, day: date) -> bool:
        return self.is_active and self.work.minutes_of(day) > 0

    def is_on_duty(self, at: datetime) -> bool:
        return self.is_active and self.work.is_on_duty(at)


def team_of(connection: sa.Connection, company: Company, agreement: Agreement) -> list[Member]:
    """Every rep, also those who left, by key."""
    rows = reps.listing(connection)
    away = reps.absences(connection)
    spellings: dict[str, list[str]] = {}
    for row in rows:
        spellings.setdefault(folded(row.key), []).append(row.key)
    return [
        Member(
            id=row.id,
            key=row.key,
            is_active=row.is_active,
            shifts=row.shifts,
            calls_per_day=row.calls_per_day,
            absences=tuple(away.get(row.id, ())),
            looks_like=tuple(key for key in spellings[folded(row.key)] if key != row.key),
            work=_hours(company, agreement, row.shifts, away.get(row.id, ())),
            calls=row.calls_per_day if row.calls_per_day is not None else agreement.calls_per_rep_day,
        )
        for row in rows
    ]


def office_hours(company: Company, agreement: Agreement) -> WorkingTime:
    """When the team as a whole works."""
    return _hours(company, agreement, None, ())


def set_rep(connection: sa.Connection, key: str, values: Mapping[str, Any], now: datetime) -> UUID:
    """Keep what is said of a rep (is_active, shifts, calls_per_day, absences); what is not said stays.

    Who is not known is added; another spelling of a known rep is that rep. Raises Refused for shifts that
    cannot be, NotFound for a key of nothing.
    """
    if not folded(key):
        raise NotFound("there is no such rep")
    said = dict(values)
    if said.get("shifts") is not None:
        said["shifts"] = _checked(said["shifts"])
    absences = said.pop("absences", None)
    rep_id = reps.ids(connection, [key], now)[key]
    if said:
        reps.change(connection, rep_id, said)
    if absences is not None:
        reps.set_absences(connection, rep_id, absences)
    return rep_id


def _checked(written: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, Any]:
    try:
        return dict(write_shifts(read_shifts(written)))
    except ValueError as error:
        raise refuse("/shifts", "invalid", str(error)) from error


def _hours(
    company: Company, agreement: Agreement, own: Mapping[str, Any] | None, away: Iterable[date]
) -> WorkingTime:
    shifts = agreement.shifts if own is None else read_shifts(own)
    return WorkingTime(shifts, frozenset((*agreement.holidays, *away)), company.timezone)
