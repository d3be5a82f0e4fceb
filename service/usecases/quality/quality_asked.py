"""Which leads a question about lead quality is of: the period as instants, its weeks, what is due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from model.campaign.counts import submitted_before
from service.store import quality_counts
from service.store.quality_counts import Asked, Week
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company
from service.usecases.review.iso_week import WEEK, monday_of, name_of, today

PACE_DAYS: Final = 28
INSIDE_CAMPAIGNS: Final = ("campaign", "ad_set", "ad")


def ask(
    connection: sa.Connection,
    company: Company,
    now: datetime,
    by: str,
    period: tuple[date | None, date | None],
    campaign: str | None,
) -> Asked:
    """Leads of the days [since, until) of the company's zone, those of one campaign only where they are not
    grouped by what is inside campaigns: there all are needed, since they shape each other's rates."""
    start, end = (start_of(company, day) for day in period)
    due = submitted_before(now, company.due_days)
    last = min(due, end) if end is not None else due
    only = None if by in INSIDE_CAMPAIGNS else campaign
    return Asked(
        by=by,
        since=start,
        until=end,
        due_before=due,
        recent_since=last - timedelta(days=PACE_DAYS),
        recent_until=last,
        campaign=only,
        weeks=_weeks(connection, company, start, end, only) if by == "week" else (),
    )


def _weeks(
    connection: sa.Connection,
    company: Company,
    since: datetime | None,
    until: datetime | None,
    campaign: str | None,
) -> Sequence[Week]:
    """From the first dated lead's week to the last one's, by the company's own midnights."""
    span = quality_counts.first_and_last(connection, since, until, campaign)
    if span is None:
        return ()
    monday, last = (monday_of(today(company, at)) for at in span)
    starts = [monday + WEEK * number for number in range((last - monday) // WEEK + 1)]
    edges = [datetime.combine(day, datetime.min.time(), company.timezone) for day in (*starts, last + WEEK)]
    return [
        Week(name=name_of(day), since=edges[place], until=edges[place + 1])
        for place, day in enumerate(starts)
    ]
