"""A rep's leads that may be called now, with what decides their order. Bounded by her own newest leads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import OPEN, QUALIFIED
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.contacts import contact_hashes, contacts
from service.store.events import assignments, contact_attempts
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.reps import reps

# Judged so, a lead is called again only where that was promised.
PROMISED_ONLY = ("bad_timing",)

_may_be_called = (
    leads.c.duplicate_of.is_(None)
    & ~leads.c.auto_spam
    & ~lead_states.c.do_not_contact
    & lead_states.c.erased_at.is_(None)
    & (lead_states.c.outcome.is_(None) | (lead_states.c.outcome == OPEN))
    & (lead_states.c.disposition.is_(None) | lead_states.c.disposition.in_((QUALIFIED, *PROMISED_ONLY)))
)


def waiting_with(
    connection: sa.Connection, rep_id: UUID, since: datetime, promised: tuple[datetime, datetime]
) -> Sequence[Row]:
    """Her leads that were given to her since `since`, or that asked to be called in [from, until].

    Each: id, submitted_at, given_at (None where that has no time), disposition, attempts, existing_customer
    and expected_revenue.
    """
    given = sa.select(assignments.c.lead_id).where(
        assignments.c.rep_id == rep_id, assignments.c.occurred_at >= since
    )
    asked = sa.select(contact_attempts.c.lead_id).where(
        contact_attempts.c.callback_at.between(promised[0], promised[1])
    )
    candidates = sa.union(given, asked).subquery()
    # In words that no index answers: all leads that she ever had are more than those given of late.
    hers = sa.func.coalesce(lead_states.c.owner_id, sa.null()) == rep_id
    given_at = sa.select(sa.func.max(assignments.c.occurred_at)).where(assignments.c.lead_id == leads.c.id)
    return connection.execute(
        sa.select(
            leads.c.id,
            leads.c.submitted_at,
            given_at.scalar_subquery().label("given_at"),
            lead_states.c.disposition,
            lead_states.c.attempts,
            leads.c.existing_customer,
            leads.c.expected_revenue,
        )
        .select_from(candidates)
        .join(lead_states, lead_states.c.lead_id == candidates.c.lead_id)
        .join(leads, leads.c.id == lead_states.c.lead_id)
        .where(hers, _may_be_called)
    ).all()


def promised(connection: sa.Connection, lead_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these leads that ever asked to be called at a time."""
    query = sa.select(contact_attempts.c.lead_id).where(
        contact_attempts.c.lead_id.in_(set(lead_ids)), contact_attempts.c.callback_at.is_not(None)
    )
    return set(connection.scalars(query))


def attempts_of(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Sequence[Row]:
    """The attempts of these leads that have a time, oldest first."""
    at = contact_attempts.c.occurred_at
    return connection.execute(
        sa.select(
            contact_attempts.c.lead_id,
            at,
            contact_attempts.c.recorded_at,
            contact_attempts.c.source,
            contact_attempts.c.attempt_source,
            contact_attempts.c.result,
            contact_attempts.c.callback_at,
        )
        .where(contact_attempts.c.lead_id.in_(set(lead_ids)), at.is_not(None))
        .order_by(at, contact_attempts.c.id)
    ).all()


def shown(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Mapping[UUID, Row]:
    """What a rep sees of each: the lead, its campaign (`campaign` the key, `campaign_name`, `channel`,
    `message`), where it stands, its `owner` (a key), and its sealed contact (NULL where the person is
    forgotten)."""
    rows = connection.execute(
        sa.select(
            leads,
            campaigns.c.key.label("campaign"),
            campaigns.c.name.label("campaign_name"),
            campaigns.c.channel,
            campaigns.c.message,
            lead_states.c.attempts,
            lead_states.c.disposition,
            lead_states.c.sub_reason,
            lead_states.c.outcome,
            lead_states.c.do_not_contact,
            reps.c.key.label("owner"),
            contacts.c.key_version,
            contacts.c.sealed,
        )
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .outerjoin(reps, reps.c.id == lead_states.c.owner_id)
        .outerjoin(contacts, contacts.c.lead_id == leads.c.id)
        .where(leads.c.id.in_(set(lead_ids)))
    )
    return {row.id: row for row in rows}


def of_person(
    connection: sa.Connection, hashes: Iterable[bytes], lead_ids: Iterable[UUID], limit: int
) -> Sequence[Row]:
    """These leads and those of whoever is known by one of the hashes, the newest first: where each stands
    and whose it is."""
    same = sa.select(contact_hashes.c.lead_id).where(contact_hashes.c.hash.in_(set(hashes)))
    return connection.execute(
        sa.select(
            leads.c.id,
            leads.c.submitted_at,
            leads.c.external_id,
            leads.c.product,
            leads.c.duplicate_of,
            sa.func.coalesce(campaigns.c.key, leads.c.campaign_text).label("campaign"),
            reps.c.key.label("owner"),
            lead_states.c.disposition,
            lead_states.c.outcome,
        )
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .outerjoin(reps, reps.c.id == lead_states.c.owner_id)
        .where(leads.c.id.in_(same) | leads.c.id.in_(set(lead_ids)))
        .order_by(leads.c.id.desc())
        .limit(limit)
    ).all()
