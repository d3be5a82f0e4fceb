"""On which days the team, or a rep, made all the calls that were agreed of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.campaign.service_level import BEYOND_CAPACITY, is_beyond
from service.store import service_level_figures as figures
from service.usecases.company import Company
from service.usecases.team.first_attempts import Stands
from service.usecases.team.manage_team import Member


@dataclass(frozen=True, slots=True)
class Days:
    """How many calls were agreed and made on each day, by the team (rep None) and by each rep."""

    agreed: Mapping[UUID | None, Mapping[date, int]]
    made: Mapping[UUID | None, Mapping[date, int]]

    def is_full(self, rep: UUID | None, day: date) -> bool:
        """Nobody is full of whom nothing is known."""
        agreed = self.agreed.get(rep)
        return agreed is not None and is_beyond(self.made[rep].get(day, 0), agreed.get(day, 0))


def full_days(
    connection: sa.Connection, company: Company, team: Mapping[UUID, Member], days: Sequence[date]
) -> Days:
    """Calls agreed and made on these days; nothing is known of a team of nobody."""
    if not days or not team:
        return Days({}, {})
    zone = company.timezone
    first, last = (datetime.combine(day, time(), zone) for day in (min(days), max(days) + timedelta(days=1)))
    made: dict[UUID | None, Counter[date]] = defaultdict(Counter)
    for row in figures.calls_between(connection, first, last):
        day = row.occurred_at.astimezone(zone).date()
        made[None][day] += 1
        if row.rep_id is not None:
            made[row.rep_id][day] += 1
    agreed: dict[UUID | None, dict[date, int]] = {
        rep: {day: each.calls if each.works_on(day) else 0 for day in days} for rep, each in team.items()
    }
    agreed[None] = {day: sum(agreed[rep][day] for rep in team) for day in days}
    return Days(agreed, defaultdict(Counter, made))


def settle(stands: Stands, full: Days, *reps: UUID | None) -> str:
    """The word that counts: late on a day on which the team, or the rep, was full is beyond capacity."""
    day = stands.due_day
    is_full = day is not None and any(full.is_full(rep, day) for rep in (None, *reps))
    return BEYOND_CAPACITY if is_full else stands.word
