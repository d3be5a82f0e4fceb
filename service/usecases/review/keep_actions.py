"""Actions: who does what by when, and which figure it should move, looked at again 2 and 4 weeks later."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
from service.usecases.review.freeze_week import check_open
from service.usecases.review.iso_week import begun_week, today

# A meeting that ends in more than this ends in none.
MOST_OPEN: Final = 5
RESULT_WEEKS: Final = (2, 4)
_BEFORE: Final = timedelta(weeks=4)
# A figure that was still undefined so long after its weeks stays so.
_GIVEN_UP: Final = timedelta(weeks=13)
_NO_SUCH: Final = "there is no such action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """`subject` is a campaign's or a rep's key, "" the company."""

    what: str
    who: str
    due: date
    side: str
    figure: Figure | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """`week` names the review it comes from."""

    agreed: Agreed
    by: str
    week: str | None = None


def keep_action(
    connection: sa.Connection, company: Company, horizon_days: float, new: NewAction, now: datetime
) -> Row:
    """The action, with its figure over the four weeks before it.

    Raises Refused for a due day that has passed, a week to come or with 5 open actions, a figure's subject
    that is not there; Conflict for a week whose review ended.
    """
    _check_due(company, new.agreed, now)
    _check_figure(connection, new.agreed)
    _check_week(connection, company, new.week, now)
    action_id, agreed = new_id(), new.agreed
    actions.add(
        connection,
        id=action_id,
        **asdict(agreed),
        figure_at_start=_figure_before(connection, company, horizon_days, agreed, now, now),
        week=new.week,
        created_at=now,
        created_by=new.by,
    )
    return found(connection, action_id)


def change_action(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    action_id: UUID,
    agreed: Agreed,
    now: datetime,
) -> Row:
    """The action with this agreed instead. Another figure starts anew: what the former one came to goes.

    Raises NotFound, Conflict where it is done, Refused as `keep_action` does for what is other than it was.
    """
    kept = actions.held(connection, action_id)
    if kept is None:
        raise NotFound(_NO_SUCH)
    if kept.done_at is not None:
        raise Conflict("this action is done")
    if agreed.due != kept.due:
        _check_due(company, agreed, now)
    values = asdict(agreed)
    if (agreed.figure, agreed.subject) != (kept.figure, kept.subject):
        _check_figure(connection, agreed)
        values["figure_at_start"] = _figure_before(
            connection, company, horizon_days, agreed, kept.created_at, now
        )
        values |= {f"figure_after_{weeks}_weeks": None for weeks in RESULT_WEEKS}
    actions.change(connection, action_id, **values)
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
        raise NotFound(_NO_SUCH)
    return row


@dataclass(frozen=True, slots=True)
class Result:
    """What an action's figure was over the weeks since."""

    action_id: UUID
    figure: Figure
    subject: str
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
                found.append(Result(row.id, row.figure, row.subject, weeks, value))
    return found


def keep_results(connection: sa.Connection, found: Sequence[Result]) -> None:
    for result in found:
        actions.set_result(connection, **asdict(result))


def _figure_before(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    agreed: Agreed,
    made_at: datetime,
    now: datetime,
) -> float | None:
    """Over the four weeks before the action was made, as it stands now."""
    if agreed.figure is None:
        return None
    day = today(company, made_at)
    return figure_value(
        connection, company, horizon_days, now, agreed.figure, agreed.subject, day - _BEFORE, day
    )


def _check_due(company: Company, agreed: Agreed, now: datetime) -> None:
    if agreed.due < today(company, now):
        raise refuse("/due", "out_of_range", "a day from today on is needed")


def _check_figure(connection: sa.Connection, agreed: Agreed) -> None:
    if agreed.subject and agreed.figure is None:
        raise refuse("/figure", "required", "the figure of this subject is needed")
    if agreed.figure is not None and not has_subject(connection, agreed.figure, agreed.subject):
        raise refuse("/subject", "unknown", "the key of a campaign or a rep that has this figure is needed")


def _check_week(connection: sa.Connection, company: Company, week: str | None, now: datetime) -> None:
    if week is None:
        return
    begun_week(company, week, now, "/week")
    check_open(connection, week)
    lock(connection, [f"actions {week}".encode()])
    if actions.open_of_week(connection, week) >= MOST_OPEN:
        raise refuse("/week", "too_many", f"a review has at most {MOST_OPEN} open actions")
