"""What people wrote for a week's review: read as it stands, however old the figures beside it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from model.campaign.alerts.kinds import OF_A_REP
from service.store import actions, alerts, closed_periods, feedback, review_notes
from service.store.columns import Row
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company
from service.usecases.review.iso_week import WEEK, name_of

# Actions are shown again after so many weeks, with what they moved.
AGAIN: Final = (2, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`closed` is None until figures are frozen; `earlier` are the actions of 2 and 4 weeks ago."""

    closed: Row | None
    notes: Sequence[Row]
    alerts: Sequence[Row]
    heard: Sequence[Row]
    actions: Sequence[Row]
    earlier: Sequence[Row]


def said_in_week(connection: sa.Connection, company: Company, monday: date) -> Said:
    """Of the week that begins on that day of the company's time zone. Alerts about a rep are left out."""
    week = name_of(monday)
    since, until = start_of(company, monday), start_of(company, monday + WEEK)
    assert since is not None
    assert until is not None
    return Said(
        closed=closed_periods.find(connection, week),
        notes=review_notes.of_week(connection, week),
        alerts=[row for row in alerts.open_between(connection, since, until) if row.kind not in OF_A_REP],
        heard=feedback.said_between(connection, since, until),
        actions=actions.of_week(connection, week),
        earlier=_earlier(connection, monday),
    )


def _earlier(connection: sa.Connection, monday: date) -> list[Row]:
    weeks = (name_of(monday - timedelta(weeks=count)) for count in AGAIN)
    return [action for week in weeks for action in actions.of_week(connection, week)]
