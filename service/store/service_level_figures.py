"""What service levels are counted from: the leads of a period, how they were tried, to whom they were given.

Left out are duplicates, auto-marked spam and existing customers: nobody promised to call those; and who asked
not to be called before anybody had.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.events import assignments, contact_attempts
from service.store.lead_states import lead_states
from service.store.leads import leads

_may_be_called = ~lead_states.c.do_not_contact | lead_states.c.first_attempt_at.is_not(None)
_promised = leads.c.duplicate_of.is_(None) & ~leads.c.auto_spam & ~leads.c.existing_customer


def promised_leads(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """The leads submitted in [since, until): when, of which campaign (its key), and where they stand."""
    state = lead_states.c
    return connection.execute(
        sa.select(
            leads.c.id,
            leads.c.submitted_at,
            campaigns.c.key.label("campaign"),
            state.disposition,
            state.outcome,
            state.reached_at,
        )
        .join(lead_states, state.lead_id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .where(_promised, _may_be_called, *_submitted(since, until))
    ).all()


def attempts_of(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """Every attempt that has a time to reach one of those leads, oldest first."""
    return connection.execute(
        sa.select(contact_attempts.c.lead_id, contact_attempts.c.occurred_at, contact_attempts.c.rep_id)
        .join(leads, leads.c.id == contact_attempts.c.lead_id)
        .where(_promised, contact_attempts.c.occurred_at.is_not(None), *_submitted(since, until))
        .order_by(contact_attempts.c.occurred_at, contact_attempts.c.id)
    ).all()


def assignments_of(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """To whom each of those leads was given, when, and why; oldest first, those without a time before."""
    at = assignments.c.occurred_at
    return connection.execute(
        sa.select(assignments.c.lead_id, at, assignments.c.rep_id, assignments.c.reason)
        .join(leads, leads.c.id == assignments.c.lead_id)
        .where(_promised, *_submitted(since, until))
        .order_by(at.is_not(None), at, assignments.c.id)
    ).all()


def calls_between(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """When each attempt was made in [since, until), by whom, of whichever lead."""
    at = contact_attempts.c.occurred_at
    query = sa.select(at, contact_attempts.c.rep_id).where(at >= since, at < until)
    return connection.execute(query).all()


def first_leads(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """The campaigns whose first lead of all came in [since, until): id, key, `first_lead_at`."""
    first = sa.func.min(leads.c.submitted_at)
    return connection.execute(
        sa.select(campaigns.c.id, campaigns.c.key, first.label("first_lead_at"))
        .join(leads, leads.c.campaign_id == campaigns.c.id)
        .group_by(campaigns.c.id, campaigns.c.key)
        .having(first >= since, first < until)
        .order_by(campaigns.c.key)
    ).all()


def first_lead_at(connection: sa.Connection) -> datetime | None:
    """When the company's first lead of all was submitted."""
    query = sa.select(leads.c.submitted_at).where(leads.c.submitted_at.is_not(None))
    found: datetime | None = connection.scalar(query.order_by(leads.c.submitted_at).limit(1))
    return found


def undated(connection: sa.Connection) -> int:
    """How many such leads no period can hold, because they have no time."""
    query = sa.select(sa.func.count(leads.c.id)).where(_promised, leads.c.submitted_at.is_(None))
    return connection.scalar(query) or 0


def _submitted(since: datetime, until: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return leads.c.submitted_at >= since, leads.c.submitted_at < until
