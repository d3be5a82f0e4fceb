"""Somebody takes an alert by her name, and makes it an action."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from model.campaign.alerts.kinds import NEVER_JUDGED, OF_A_REP, QUALITY_BELOW_TARGET
from model.vocabulary import MARKETING
from service.store import alerts
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.problems import Conflict, NotFound
from service.usecases.review.keep_actions import Agreed, NewAction, keep_action

# The figure that an action on this alert should move.
_FIGURE_OF = {QUALITY_BELOW_TARGET: "quality_rate", NEVER_JUDGED: "judged_share"}


def found(connection: sa.Connection, alert_id: UUID, of_reps: bool) -> Row:
    """Raises NotFound; an alert about a rep is not there for who may not see those."""
    row = alerts.find(connection, alert_id)
    if row is None or (row.kind in OF_A_REP and not of_reps):
        raise NotFound("there is no such alert")
    return row


def take_alert(connection: sa.Connection, alert: Row, by: str, now: datetime) -> None:
    """The first who takes it has it. Raises Conflict where somebody else took it, or it is closed."""
    _check_open(alert)
    if not alerts.take(connection, alert.id, by, now) and alert.taken_by != by:
        raise Conflict("somebody took this alert before")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAction:
    """What comes of an alert; its side is the alert's where none is named."""

    what: str
    who: str
    due: date
    by: str
    side: str | None = None
    week: str | None = None


def make_action(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    alert: Row,
    asked: AlertAction,
    now: datetime,
) -> Row:
    """The action, which should move the alert's figure. Who makes it takes the alert.

    Raises Conflict where the alert is closed or has an action, Refused as `keep_action` does.
    """
    _check_open(alert)
    figure = _FIGURE_OF.get(alert.kind) if alert.subject else None
    agreed = Agreed(
        what=asked.what,
        who=asked.who,
        due=asked.due,
        side=asked.side or alert.side or MARKETING,
        figure=figure,
        subject=alert.subject if figure else "",
    )
    new = NewAction(agreed=agreed, by=asked.by, week=asked.week)
    action = keep_action(connection, company, horizon_days, new, now)
    if not alerts.become(connection, alert.id, action.id):
        raise Conflict("this alert has an action")
    alerts.take(connection, alert.id, asked.by, now)
    return action


def _check_open(alert: Row) -> None:
    if alert.closed_at is not None:
        raise Conflict("this alert is closed")
