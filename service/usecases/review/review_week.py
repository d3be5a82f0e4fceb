"""The weekly review: what both sides did, what came of it, why, and what is done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import sqlalchemy as sa

from model.agreement import Agreement
from service.store import feedback, review_figures
from service.store.columns import Row
from service.usecases.bridge.explain_revenue import Bridge, explain_revenue
from service.usecases.bridge.period_figures import Figure, period_figures
from service.usecases.campaigns.compare_campaigns import compare, start_of
from service.usecases.company import Company
from service.usecases.review.iso_week import WEEK, begun_week
from service.usecases.review.said_in_week import said_in_week

Days = tuple[date, date]
THANKS, CHANGE, TEST, RUNNING = NOTE_KINDS = ("thanks", "change", "test", "running")
REVIEW: Final = "review"
_CHANGES_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class ReviewFigure:
    """`now` is the week as it stands, `last` the week before; `frozen` what it was when the review ended."""

    name: str
    now: Figure
    last: Figure
    frozen: float | None

    @property
    def since_frozen(self) -> float | None:
        """What came or went after the review; None where it is not frozen, or undefined."""
        if self.frozen is None or self.now.value is None:
            return None
        return self.now.value - self.frozen


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign that brought leads or cost something in the week."""

    campaign: str
    message: str | None
    leads: int
    spend: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`week` is ISO's, as 2026-W47, of the days [since, until). `closed` is None until figures are frozen."""

    week: str
    days: Days
    as_of: datetime
    closed: Row | None
    changes: Sequence[Row]
    calls: Row
    notes: Sequence[Row]
    answered: int
    figures: Sequence[ReviewFigure]
    bridge: Bridge
    alerts: Sequence[Row]
    running: Sequence[Running]
    heard: Sequence[Row]
    actions: Sequence[Row]
    earlier: Sequence[Row]

    def noted(self, kind: str, side: str | None = None) -> list[Row]:
        """What was written of a kind, by one side or both."""
        return [note for note in self.notes if note.kind == kind and side in (None, note.side)]


def review_week(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    week: str,
    now: datetime,
) -> Review:
    """Of a week that has begun, by the company's time zone. Raises Refused for one to come, or that is none.

    Alerts about a rep are left out: the review is for both teams.
    """
    monday = begun_week(company, week, now, "/week")
    days, before = (monday, monday + WEEK), (monday - WEEK, monday)
    since, until = _instants(company, days)
    said = said_in_week(connection, company, monday)
    return Review(
        week=week,
        days=days,
        as_of=now,
        closed=said.closed,
        changes=review_figures.changes(connection, since, until, _CHANGES_SHOWN),
        calls=review_figures.calls(connection, since, until),
        notes=said.notes,
        answered=feedback.answered_between(connection, since, until),
        figures=_figures(connection, company, agreement, horizon_days, days, before, said.closed, now),
        bridge=explain_revenue(connection, company, agreement, now, before, days),
        alerts=said.alerts,
        running=_running(connection, company, horizon_days, days, now),
        heard=said.heard,
        actions=said.actions,
        earlier=said.earlier,
    )


def _instants(company: Company, days: Days) -> tuple[datetime, datetime]:
    since, until = start_of(company, days[0]), start_of(company, days[1])
    assert since is not None
    assert until is not None
    return since, until


def _figures(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    days: Days,
    before: Days,
    closed: Row | None,
    now: datetime,
) -> list[ReviewFigure]:
    seen, last = (
        period_figures(connection, company, agreement, horizon_days, now, each) for each in (days, before)
    )
    frozen = closed.figures.get(REVIEW, {}) if closed is not None else {}
    return [ReviewFigure(name, figure, last[name], frozen.get(name)) for name, figure in seen.items()]


def _running(
    connection: sa.Connection, company: Company, horizon_days: float, days: Days, now: datetime
) -> list[Running]:
    compared = compare(connection, company, horizon_days, now, since=days[0], until=days[1])
    busy = [line for line in compared.lines if line.about and (line.figures.leads or line.figures.spend)]
    busy.sort(key=lambda line: (-line.figures.spend, -line.figures.leads, line.key))
    return [
        Running(line.about.key, line.about.message, line.figures.leads, line.figures.spend)
        for line in busy
        if line.about
    ]
