"""Actions: who does what by when, and which figure it should move, looked at again 2 and 4 weeks later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from service.store import actions
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import Conflict, NotFound, refuse
from service.usecases.review.action_figures import Figure, figure_value, has_subject
from service.usecases.review.iso_week import begun_week, today

# A meeting that ends in more than this ends in none.
MOST_OPEN: Final = 5
RESULT_WEEKS: Final = (2, 4)
_BEFORE: Final = timedelta(weeks=4)
# A figure that was still undefined so long after its weeks stays so.
_GIVEN_UP: Final = timedelta(weeks=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """`week` names the review it comes from; `subject` is a campaign's or a rep's key, "" the company."""

    what: str
    who: str
    due: date
    side: str
    by: str
    figure: Figure | None = None
    subject: str = ""
    week: str | None = None


def keep_action(
    connection: sa.Connection, company: Company, horizon_days: float, new: NewAction, now: datetime
) -> Row:
    """The action, with its figure over the four weeks before it.

    Raises Refused for a due day that has passed, a week to come or with 5 open actions, a figure's subject
    that is not there.
    """
    _check(connection, company, new, now)
    action_id, day = new_id(), today(company, now)
    value = None
    if new.figure is not None:
        value = figure_value(
            connection, company, horizon_days, now, new.figure, new.subject, day - _BEFORE, day
        )
    actions.add(
        connection,
        id=action_id,
        what=new.what,
        who=new.who,
        due=new.due,
        side=new.side,
        figure=new.figure,
        subject=new.subject,
        figure_at_start=value,
        week=new.week,
        created_at=now,
        created_by=new.by,
    )
    return found(connection, action_id)


def finish_action(connection: sa.Connection, action_id: UUID, by: str, now: datetime) -> Row:
    """Raises NotFound, or Conflict where it is done already."""
    found(connection, action_id)
    if not actions.done(connection, action_id, by, now):
        raise Conflict("this action was done before")
    return found(connection, action_id)


def found(connection: sa.Connection, action_id: UUID) -> Row:
    """Raises NotFound."""
    row = actions.find(connection, action_id)
    if row is None:
        raise NotFound("there is no such action")
    return row


@dataclass(frozen=True, slots=True)
class Result:
    """What an action's figure was over the weeks since."""

    action_id: UUID
    weeks: int
    value: float


def find_results(
    connection: sa.Connection, company: Company, horizon_days: float, now: datetime
) -> list[Result]:
    """The figures of actions that were made 2 and 4 weeks ago, not looked at since; only reads."""
    found = []
    for weeks in RESULT_WEEKS:
        made_by = now - timedelta(weeks=weeks)
        for row in actions.without_result(connection, weeks, made_by - _GIVEN_UP, made_by):
            since = today(company, row.created_at)
            until = since + timedelta(weeks=weeks)
            value = figure_value(
                connection, company, horizon_days, now, row.figure, row.subject, since, until
            )
            if value is not None:
                found.append(Result(row.id, weeks, value))
    return found


def keep_results(connection: sa.Connection, found: Sequence[Result]) -> None:
    for result in found:
        actions.set_result(connection, result.action_id, result.weeks, result.value)


def _check(connection: sa.Connection, company: Company, new: NewAction, now: datetime) -> None:
    if new.due < today(company, now):
        raise refuse("/due", "out_of_range", "a day from today on is needed")
    if new.subject and new.figure is None:
        raise refuse("/figure", "required", "the figure of this subject is needed")
    if new.figure is not None and not has_subject(connection, new.figure, new.subject):
        raise refuse("/subject", "unknown", "the key of a campaign or a rep that has this figure is needed")
    if new.week is not None:
        begun_week(company, new.week, now, "/week")
        lock(connection, [f"actions {new.week}".encode()])
        if actions.open_of_week(connection, new.week) >= MOST_OPEN:
            raise refuse("/week", "too_many", f"a review has at most {MOST_OPEN} open actions")
