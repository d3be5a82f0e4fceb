"""The boss's page: five figures of the last four whole weeks, three sentences, and who does what by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.alerts.kinds import OF_A_REP
from model.campaign.delay import DelayCurve
from service.store import actions, alerts, feedback, review_figures
from service.store.columns import Row
from service.usecases.bridge.period_figures import (
    BOOKED,
    COST_SHARE,
    IN_TIME,
    QUALITY,
    Figure,
    period_figures,
)
from service.usecases.campaigns.campaign_worth import worth_of
from service.usecases.campaigns.compare_campaigns import compare, start_of
from service.usecases.company import Company
from service.usecases.review.iso_week import WEEK, monday_of, today

Days = tuple[date, date]
WEEKS: Final = 4
STILL_TO_COME: Final = "still_to_come"
SHOWN: Final = (BOOKED, QUALITY, COST_SHARE, STILL_TO_COME, IN_TIME)
_MOST_CHANGES = 10_000
_MOST_ACTIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`now` and `before` are the figures of `days` and of the four weeks before those, by name.

    `still_to_come` is of all open leads that are not matured, in minor units, as of `as_of`; None where no
    model scored any of these. Alerts are the open ones but those about a rep, newest first; actions the open
    ones, the first due first.
    """

    as_of: datetime
    days: Days
    now: dict[str, Figure]
    before: dict[str, Figure]
    still_to_come: int | None
    changes: int
    answered: int
    calls: Row
    alerts: Sequence[Row]
    actions: Sequence[Row]


def overview(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    learnt: DelayCurve | None,
    now: datetime,
) -> Overview:
    """As it stands at `now`. `learnt` is the serving model's delay curve, if it has one."""
    monday = monday_of(today(company, now))
    days, before = (monday - WEEKS * WEEK, monday), (monday - 2 * WEEKS * WEEK, monday - WEEKS * WEEK)
    since, until = start_of(company, days[0]), start_of(company, days[1])
    assert since is not None
    assert until is not None
    seen, last = (
        period_figures(connection, company, agreement, horizon_days, now, each) for each in (days, before)
    )
    open_alerts = alerts.newest_first(connection, "open", _MOST_ACTIONS)
    return Overview(
        as_of=now,
        days=days,
        now=seen,
        before=last,
        still_to_come=_still_to_come(connection, company, horizon_days, learnt, now),
        changes=len(review_figures.changes(connection, since, until, _MOST_CHANGES)),
        answered=feedback.answered_between(connection, since, until),
        calls=review_figures.calls(connection, since, until),
        alerts=[alert for alert in open_alerts if alert.kind not in OF_A_REP],
        actions=actions.by_due(connection, True, _MOST_ACTIONS),
    )


def _still_to_come(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    learnt: DelayCurve | None,
    now: datetime,
) -> int | None:
    """Only leads younger than the horizon have any left."""
    since = today(company, now) - timedelta(days=ceil(horizon_days))
    compared = compare(connection, company, horizon_days, now, since=since)
    if not compared.totals.scored:
        return None
    return worth_of(connection, compared, horizon_days, learnt).total.still_to_come
