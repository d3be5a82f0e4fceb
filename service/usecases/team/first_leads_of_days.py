"""Each rep's days by their first leads: what chance explains, and what the rest of such days became."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.first_leads import BAD_START, FIRST, Day, Days, Start, at_least, of_days, start_of_day
from model.lead.arrays import Floats
from service.store import rep_figures
from service.store.columns import Row
from service.store.rep_figures import Between
from service.usecases.company import Company

MOST_UNLIKELY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikelyDay:
    """A start that chance alone hardly gives. `campaign` has at least half of its bad leads, else None."""

    day: date
    start: Start
    campaign: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLeads:
    """Days with three judged leads or more among the first five. `by_chance` bad starts were to be expected.

    `bad_start` are the days that began badly and have a rest to judge, `other` all others; `unlikely` the
    newest five that chance hardly gives.
    """

    days: int
    bad_starts: int
    by_chance: float
    bad_start: Days
    other: Days
    unlikely: Sequence[UnlikelyDay]


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day with three judged leads or more. `campaign` has at least half of its first bad ones."""

    day: date
    found: Day
    by_chance: float
    campaign: str | None


def first_leads_of_days(
    connection: sa.Connection, company: Company, agreement: Agreement, between: Between
) -> Mapping[str, FirstLeads]:
    """By rep, of days of the company's time zone; leads in the order of their first attempt.

    A lead's expected quality is the model's at submit, else the company's rate of these leads. The rest of a
    day is held against the agreed target of its leads' campaigns; without one, against what was expected.
    """
    told = told_days(company, agreement, rep_figures.first_attempts(connection, between))
    return {rep: _first_leads(days) for rep, days in told.items()}


def told_days(company: Company, agreement: Agreement, rows: Sequence[Row]) -> Mapping[str, Sequence[ToldDay]]:
    """The days of each rep in their order, from rows of `rep_figures.first_attempts`."""
    usual = sum(not row.bad for row in rows) / len(rows) if rows else 0.0
    days: dict[str, list[ToldDay]] = {}
    for (rep, day), each in groupby(rows, key=lambda row: (row.rep, _day(company, row))):
        leads = list(each)
        if len(leads) >= BAD_START:
            days.setdefault(rep, []).append(_told(day, leads, agreement, usual))
    return days


def _day(company: Company, row: Row) -> date:
    found: date = row.first_attempt_at.astimezone(company.timezone).date()
    return found


def _told(day: date, leads: Sequence[Row], agreement: Agreement, usual: float) -> ToldDay:
    expected = np.array(
        [usual if row.expected_quality is None else row.expected_quality for row in leads], dtype=float
    )
    bad = np.array([bool(row.bad) for row in leads])
    rest = leads[FIRST:]
    targets = [agreement.target_of(row.campaign) for row in rest]
    against = [q if target is None else target for q, target in zip(expected[FIRST:], targets, strict=True)]
    found = Day(
        start=start_of_day(bad, 1 - expected),
        rest_judged=len(rest),
        rest_qualified=int((~bad[FIRST:]).sum()),
        target=float(np.mean(against)) if against else 0.0,
    )
    return ToldDay(day, found, _chance_of_bad_start(1 - expected), _campaign(leads))


def _chance_of_bad_start(chances: Floats) -> float:
    return at_least(BAD_START, chances[:FIRST])


def _campaign(leads: Iterable[Row]) -> str | None:
    """That of at least half of the bad ones among the first leads."""
    bad = [row.campaign for row in list(leads)[:FIRST] if row.bad]
    named = Counter(campaign for campaign in bad if campaign is not None)
    campaign, count = max(named.items(), key=lambda each: (each[1], each[0]), default=(None, 0))
    return campaign if 2 * count >= len(bad) else None


def _first_leads(told: Sequence[ToldDay]) -> FirstLeads:
    days = [each.found for each in told]
    unlikely = [
        UnlikelyDay(day=each.day, start=each.found.start, campaign=each.campaign)
        for each in reversed(told)
        if each.found.start.is_unlikely
    ]
    return FirstLeads(
        days=len(days),
        bad_starts=sum(day.start.is_bad for day in days),
        by_chance=float(sum(each.by_chance for each in told)),
        bad_start=of_days(days, bad_start=True),
        other=of_days(days, bad_start=False),
        unlikely=unlikely[:MOST_UNLIKELY],
    )
