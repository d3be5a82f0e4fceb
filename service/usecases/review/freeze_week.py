"""A review ends: its figures stay as they were, and what changes later is shown beside them."""

from datetime import datetime

import sqlalchemy as sa

from model.agreement import Agreement
from service.store import closed_periods, review_notes
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.bridge.close_period import close_period
from service.usecases.company import Company
from service.usecases.mask_contacts import mask_contacts
from service.usecases.problems import Conflict, refuse
from service.usecases.review.iso_week import WEEK, begun_week, today


def freeze_week(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    horizon_days: float,
    week: str,
    by: str,
    now: datetime,
) -> None:
    """Keep the figures of a week that is over, as they stand.

    Raises Refused for a week that is not over or has nothing to keep, Conflict where its review ended before.
    """
    monday = begun_week(company, week, now, "/week")
    if monday + WEEK > today(company, now):
        raise refuse("/week", "in_the_future", "a week that is over is needed")
    if not close_period(connection, company, agreement, horizon_days, now, week, by, "/week"):
        raise Conflict("this review ended before")


def write_note(
    connection: sa.Connection,
    company: Company,
    week: str,
    *,
    side: str,
    kind: str,
    text: str,
    by: str,
    now: datetime,
) -> None:
    """What a side says in the review of a week that has begun. Raises Refused, Conflict where it ended."""
    begun_week(company, week, now, "/week")
    check_open(connection, week)
    note = {"side": side, "kind": kind, "text": mask_contacts(text), "by": by}
    review_notes.add(connection, id=new_id(), week=week, written_at=now, **note)


def check_open(connection: sa.Connection, week: str) -> None:
    """Raises Conflict where the week's review ended: what people see as frozen takes nothing more."""
    lock(connection, [b"closed_periods"])  # it does not end between this and what is written
    if closed_periods.find(connection, week) is not None:
        raise Conflict("this review ended")
