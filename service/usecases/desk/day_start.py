"""How a rep's day began, beside what chance does and what became of her days that began alike."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import sqlalchemy as sa

from model.campaign.first_leads import FIRST, Days, Start, of_days
from service.store import rep_figures, reps
from service.store.columns import Row
from service.store.rep_figures import Between
from service.usecases.company import Company
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import refuse
from service.usecases.team.first_leads_of_days import told_days

LOOKS_BACK: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStart:
    """`start` is None until three of the day's first five leads are judged; `alike` are her earlier days of
    the last 90 that began badly, or not, as this one did."""

    rep: str
    day: date
    start: Start | None
    alike: Days


@dataclass(frozen=True, slots=True)
class FirstOfToday:
    """How many of her first five leads of today are judged, and how many of these are not qualified."""

    judged: int
    bad: int


def day_start(connection: sa.Connection, company: Company, rep: str, now: datetime) -> DayStart:
    """Raises Refused where there is no such rep."""
    known = _known(connection, rep)
    midnight = _midnight(company, now)
    today = midnight.date()
    rows = rep_figures.first_attempts(connection, Between(midnight - LOOKS_BACK, None), known.id)
    told = told_days(company, in_force(connection, now), rows).get(known.key, [])
    start = next((each.found.start for each in told if each.day == today), None)
    earlier = [each.found for each in told if each.day < today]
    alike = of_days(earlier, bad_start=start.is_bad) if start else Days(0, 0)
    return DayStart(rep=known.key, day=today, start=start, alike=alike)


def first_of_today(connection: sa.Connection, company: Company, rep: str, now: datetime) -> FirstOfToday:
    """What `day_start` begins with, from today's leads alone. Raises Refused where there is no such rep."""
    midnight = _midnight(company, now)
    today = Between(midnight, midnight + timedelta(days=1))
    rows = rep_figures.first_attempts(connection, today, _known(connection, rep).id)[:FIRST]
    return FirstOfToday(len(rows), sum(bool(row.bad) for row in rows))


def _known(connection: sa.Connection, rep: str) -> Row:
    known = reps.known(connection, rep)
    if known is None:
        raise refuse("/rep", "unknown_rep", "a rep of the team is needed")
    return known


def _midnight(company: Company, now: datetime) -> datetime:
    return datetime.combine(now.astimezone(company.timezone).date(), time(), company.timezone)
