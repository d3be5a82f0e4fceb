"""One look for alerts: at which weeks, and what was found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.agreement import Agreement
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company
from service.usecases.review.iso_week import WEEK

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything is told of whole weeks before `monday`, the first day of the week that runs.

    So the second look of a week sees the same weeks as the first, and a false alarm has one chance a week.
    `open` are the kinds and subjects of the alerts that are open.
    """

    connection: sa.Connection
    company: Company
    agreement: Agreement
    now: datetime
    monday: date
    open: Collection[tuple[str, str]]

    def weeks(self, count: int) -> Days:
        """The newest whole ones, half open."""
        return self.monday - count * WEEK, self.monday

    def due_weeks(self, count: int, *, earlier: int = 0) -> Days:
        """As many weeks of leads that were all due by Monday; `earlier` weeks before those."""
        until = self.monday - timedelta(days=self.company.due_days) - earlier * WEEK
        return until - count * WEEK, until

    def instants(self, days: Days) -> tuple[datetime, datetime]:
        since, until = start_of(self.company, days[0]), start_of(self.company, days[1])
        assert since is not None
        assert until is not None
        return since, until


@dataclass(frozen=True, slots=True)
class Found:
    """`subject` is a campaign's or a rep's key; "" is the company, or the leads of no campaign."""

    kind: str
    subject: str
    figures: Mapping[str, Any]
