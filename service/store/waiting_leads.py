"""Leads that wait to be given to a rep, leads that wait with one, and what each rep was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import TAKEN_BACK
from service.store.columns import Row
from service.store.contacts import contact_hashes
from service.store.events import assignments
from service.store.lead_states import lead_states
from service.store.leads import leads

# Nobody judged or closed it, and it may be called.
_is_open = (
    leads.c.duplicate_of.is_(None)
    & ~leads.c.auto_spam
    & ~lead_states.c.do_not_contact
    & lead_states.c.erased_at.is_(None)
    & lead_states.c.disposition.is_(None)
    & lead_states.c.outcome.is_(None)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A lead that nobody owns. `worth` is its expected revenue; `taken_from` who had it, if it was taken."""

    id: UUID
    worth: int | None
    taken_from: UUID | None


def without_owner(connection: sa.Connection, since: datetime, limit: int) -> list[Waiting]:
    """The oldest `limit` leads since `since` that were never given or tried, or were taken back.

    What a person gave to nobody stays so until a person gives it.
    """
    given = sa.exists().where(assignments.c.lead_id == leads.c.id)
    taken = sa.exists().where(assignments.c.lead_id == leads.c.id, assignments.c.reason == TAKEN_BACK)
    rows = connection.execute(
        sa.select(leads.c.id, leads.c.expected_revenue)
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(
            _is_open,
            leads.c.submitted_at >= since,
            lead_states.c.owner_id.is_(None),
            taken | (~given & (lead_states.c.attempts == 0)),
        )
        .order_by(leads.c.submitted_at, leads.c.id)
        .limit(limit)
    ).all()
    last = _last_two(connection, [row.id for row in rows])
    return [
        Waiting(row.id, row.expected_revenue, _taken_from(last.get(row.id, ())))
        for row in rows
        if row.id not in last or last[row.id][-1].reason == TAKEN_BACK
    ]


def with_owner(connection: sa.Connection, since: datetime, before: datetime) -> Sequence[Row]:
    """Open leads since `since` that their owner, who got them by `before`, has not tried: id, owner, when."""
    newest = sa.select(sa.func.max(assignments.c.occurred_at)).where(assignments.c.lead_id == leads.c.id)
    given_at = newest.scalar_subquery()
    tried_at = lead_states.c.last_attempt_at
    return connection.execute(
        sa.select(leads.c.id, lead_states.c.owner_id, given_at.label("given_at"))
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(
            _is_open,
            leads.c.submitted_at >= since,
            lead_states.c.owner_id.is_not(None),
            given_at <= before,
            tried_at.is_(None) | (tried_at < given_at),
        )
        .order_by(given_at, leads.c.id)
    ).all()


def last_owners(connection: sa.Connection, lead_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who owns the newest other lead of the same person, by lead; people who had no owner are left out."""
    mine, hers, other = contact_hashes.alias(), contact_hashes.alias(), leads.alias()
    rows = connection.execute(
        sa.select(mine.c.lead_id, lead_states.c.owner_id)
        .join(hers, (hers.c.hash == mine.c.hash) & (hers.c.lead_id != mine.c.lead_id))
        .join(lead_states, lead_states.c.lead_id == hers.c.lead_id)
        .join(other, other.c.id == hers.c.lead_id)
        .where(mine.c.lead_id.in_(set(lead_ids)), lead_states.c.owner_id.is_not(None))
        .order_by(other.c.submitted_at.is_not(None), other.c.submitted_at, other.c.id)
    )
    return {row.lead_id: row.owner_id for row in rows}


def given_between(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """What each rep was given in [since, until): `leads`, `expected_revenue`, `without_score`.

    A lead that she was given twice counts once, and also if it was taken back.
    """
    at = assignments.c.occurred_at
    given = (
        sa.select(assignments.c.lead_id, assignments.c.rep_id)
        .where(at >= since, at < until, assignments.c.rep_id.is_not(None))
        .distinct()
        .subquery()
    )
    worth = leads.c.expected_revenue
    return connection.execute(
        sa.select(
            given.c.rep_id,
            sa.func.count().label("leads"),
            sa.cast(sa.func.coalesce(sa.func.sum(worth), 0), sa.BigInteger).label("expected_revenue"),
            sa.func.count().filter(worth.is_(None)).label("without_score"),
        )
        .join(leads, leads.c.id == given.c.lead_id)
        .group_by(given.c.rep_id)
    ).all()


def mean_worth(connection: sa.Connection, since: datetime) -> float | None:
    """The mean expected revenue of the leads since `since`, in minor units; None where none has a score."""
    query = sa.select(sa.func.avg(leads.c.expected_revenue)).where(
        leads.c.submitted_at >= since, leads.c.duplicate_of.is_(None), ~leads.c.auto_spam
    )
    found = connection.scalar(query)
    return None if found is None else float(found)


def _last_two(connection: sa.Connection, lead_ids: Iterable[UUID]) -> dict[UUID, Sequence[Row]]:
    """The newest two assignments of each of these leads that has some, oldest first."""
    at = assignments.c.occurred_at
    found: dict[UUID, list[Row]] = {}
    query = (
        sa.select(assignments.c.lead_id, assignments.c.rep_id, assignments.c.reason)
        .where(assignments.c.lead_id.in_(set(lead_ids)))
        .order_by(at.is_not(None), at, assignments.c.id)
    )
    for row in connection.execute(query):
        found.setdefault(row.lead_id, []).append(row)
    return {lead: rows[-2:] for lead, rows in found.items()}


def _taken_from(last: Sequence[Row]) -> UUID | None:
    return last[-2].rep_id if len(last) == 2 else None
