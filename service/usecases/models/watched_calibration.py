"""Wins by week of submit against the scores of the submit, as figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from model.lead.watch.cohort import Cohort, calibration_of
from model.lead.watch.line import calibration_line
from service.store import watched_leads
from service.store.watched_leads import Span
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company

WEEKS_SHOWN = 26
WEEKS_JUDGED = 8  # the alert's: old weeks would hide for long that something changed
MOST_IN_SAMPLE = 50_000


@dataclass(frozen=True, slots=True)
class Week:
    """One week's leads of one version; `monday` is its first day."""

    monday: date
    cohort: Cohort


def weekly_cohorts(
    connection: sa.Connection, company: Company, horizons: Mapping[str, float], now: datetime
) -> dict[str, list[Week]]:
    """By version the newest 26 whole weeks that are matured by its horizon, the oldest first.

    Weeks without a judged lead of the version are left out.
    """
    weeks: dict[str, list[Week]] = {version: [] for version in horizons}
    for monday in _mondays(company, horizons.values(), now):
        span = week_span(company, monday)
        matured = {
            version: days for version, days in horizons.items() if span.until <= now - timedelta(days=days)
        }
        for row in watched_leads.cohorts(connection, span, matured) if matured else ():
            cohort = Cohort(row.leads, row.won, row.first, row.second, row.third)
            weeks[row.model_version].append(Week(monday, cohort))
    return {version: found[-WEEKS_SHOWN:] for version, found in weeks.items()}


def judged_span(company: Company, horizon: float, now: datetime) -> Span:
    """The newest 8 whole weeks that are matured."""
    until = start_of(company, _last_monday(company, horizon, now))
    since = start_of(company, _last_monday(company, horizon, now) - timedelta(weeks=WEEKS_JUDGED))
    assert since is not None
    assert until is not None
    return Span(since, until)


def judged_cohort(company: Company, weeks: Iterable[Week], horizon: float, now: datetime) -> Cohort:
    """Of those weeks together."""
    first = _last_monday(company, horizon, now) - timedelta(weeks=WEEKS_JUDGED)
    return sum((week.cohort for week in weeks if week.monday >= first), Cohort())


def week_figures(weeks: Iterable[Week], level: float) -> list[dict[str, Any]]:
    return [{"week": week.monday.isoformat(), **asdict(calibration_of(week.cohort, level))} for week in weeks]


def line_figures(
    connection: sa.Connection, span: Span, version: str, horizon: float
) -> dict[str, Any] | None:
    """The calibration line of at most 50,000 of the judged leads; None where too few won or lost."""
    pieces = watched_leads.outcomes(connection, span, version, horizon, MOST_IN_SAMPLE)
    read = [
        (np.array([row.probability for row in piece]), np.array([bool(row.won) for row in piece]))
        for piece in pieces
    ]
    if not read:
        return None
    probability, won = (np.concatenate(parts) for parts in zip(*read, strict=True))
    line = calibration_line(probability, won)
    return asdict(line) if line else None


def week_span(company: Company, monday: date) -> Span:
    since, until = start_of(company, monday), start_of(company, monday + timedelta(weeks=1))
    assert since is not None
    assert until is not None
    return Span(since, until)


def _mondays(company: Company, horizons: Iterable[float], now: datetime) -> Sequence[date]:
    """From 26 weeks before the longest horizon to the shortest one."""
    horizons = list(horizons)
    if not horizons:
        return []
    last = _last_monday(company, min(horizons), now)
    monday = _last_monday(company, max(horizons), now) - timedelta(weeks=WEEKS_SHOWN)
    return [monday + timedelta(weeks=week) for week in range((last - monday).days // 7)]


def _last_monday(company: Company, horizon: float, now: datetime) -> date:
    """The end of the newest whole week that is matured."""
    day = (now - timedelta(days=horizon)).astimezone(company.timezone).date()
    return day - timedelta(days=day.weekday())
