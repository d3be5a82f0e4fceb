"""Leads lent to a person of Marketing, who calls them without knowing what Sales said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.campaign_figures import countable
from service.store.campaigns import campaigns
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.contacts import contacts
from service.store.lead_states import lead_states
from service.store.leads import leads

call_samples = sa.Table(
    "call_samples",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id", nullable=False),
    sa.Column("lent_to", sa.String(200), nullable=False),
    # The key with which she may see contacts.
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("lent_at", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    # What the leads were drawn by, so that the draw can be repeated.
    sa.Column("seed", sa.BigInteger, nullable=False),
)

call_sample_leads = sa.Table(
    "call_sample_leads",
    metadata,
    reference("sample_id", "call_samples.id", primary_key=True),
    reference("lead_id", "leads.id", primary_key=True, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    # Whether Sales had called before it was lent; those not yet called are reserved.
    sa.Column("was_called", sa.Boolean, nullable=False),
    # What she found.
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("disposition", sa.String(24)),
    sa.Column("sub_reason", sa.String(24)),
    sa.Column("outcome", sa.String(8)),
    sa.Column("note", sa.Text),
    sa.Column("recorded_at", Instant),
)


def can_be_drawn(connection: sa.Connection, campaign_id: UUID, since: datetime, now: datetime) -> list[UUID]:
    """Countable leads of the campaign since then whose person may be called, and who are not lent now."""
    lent = sa.exists().where(
        call_sample_leads.c.lead_id == leads.c.id,
        call_sample_leads.c.sample_id == call_samples.c.id,
        _is_out(now),
    )
    return list(
        connection.scalars(
            sa.select(leads.c.id)
            .join(lead_states, lead_states.c.lead_id == leads.c.id)
            .join(contacts, contacts.c.lead_id == leads.c.id)
            .where(
                leads.c.campaign_id == campaign_id,
                leads.c.submitted_at >= since,
                countable,
                ~lead_states.c.do_not_contact,
                ~lent,
            )
            .order_by(leads.c.id)
        )
    )


def called(connection: sa.Connection, lead_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the leads that Sales tried to reach, or judged."""
    tried = (lead_states.c.attempts > 0) | lead_states.c.disposition.is_not(None)
    query = sa.select(lead_states.c.lead_id).where(lead_states.c.lead_id.in_(set(lead_ids)), tried)
    return set(connection.scalars(query))


def reserved(connection: sa.Connection, now: datetime) -> set[UUID]:
    """Leads that are lent now and that Sales had not called: reps leave them alone until they come back."""
    return set(
        connection.scalars(
            sa.select(call_sample_leads.c.lead_id)
            .join(call_samples, call_samples.c.id == call_sample_leads.c.sample_id)
            .where(_is_out(now), ~call_sample_leads.c.was_called)
        )
    )


def add(connection: sa.Connection, sample: Mapping[str, Any], drawn: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(sa.insert(call_samples).values(**sample))
    connection.execute(sa.insert(call_sample_leads), list(drawn))


def find(connection: sa.Connection, sample_id: UUID) -> Row | None:
    return connection.execute(_SHOWN.where(call_samples.c.id == sample_id)).one_or_none()


def newest_first(connection: sa.Connection, limit: int) -> Sequence[Row]:
    return connection.execute(_SHOWN.order_by(call_samples.c.id.desc()).limit(limit)).all()


def drawn(connection: sa.Connection, sample_id: UUID) -> Sequence[Row]:
    """Its leads in the order in which they were drawn, with nothing of what Sales said of them."""
    return connection.execute(
        sa.select(
            call_sample_leads,
            leads.c.submitted_at,
            leads.c.attributes,
            leads.c.unknown_attributes,
            leads.c.ad_set,
            leads.c.ad,
            lead_states.c.do_not_contact,
        )
        .join(leads, leads.c.id == call_sample_leads.c.lead_id)
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(call_sample_leads.c.sample_id == sample_id)
        .order_by(call_sample_leads.c.place)
    ).all()


def holds(connection: sa.Connection, sample_id: UUID, lead_id: UUID) -> bool:
    return connection.scalar(sa.select(sa.exists().where(*_one(sample_id, lead_id)))) or False


def change_lead(connection: sa.Connection, sample_id: UUID, lead_id: UUID, **values: Any) -> None:
    connection.execute(sa.update(call_sample_leads).where(*_one(sample_id, lead_id)).values(**values))


def end(connection: sa.Connection, sample_id: UUID, at: datetime) -> None:
    connection.execute(sa.update(call_samples).where(call_samples.c.id == sample_id).values(ended_at=at))


def pairs(connection: sa.Connection, since: datetime | None, until: datetime | None) -> Sequence[Row]:
    """Leads that both judged, recorded in the sample in [since, until): campaign, said (by Sales), found."""
    query = (
        sa.select(
            campaigns.c.key.label("campaign"),
            lead_states.c.disposition.label("said"),
            (lead_states.c.outcome == WON).label("won"),
            call_sample_leads.c.disposition.label("found"),
        )
        .join(call_samples, call_samples.c.id == call_sample_leads.c.sample_id)
        .join(campaigns, campaigns.c.id == call_samples.c.campaign_id)
        .join(lead_states, lead_states.c.lead_id == call_sample_leads.c.lead_id)
        .where(call_sample_leads.c.disposition.is_not(None), lead_states.c.disposition.is_not(None))
    )
    if since is not None:
        query = query.where(call_sample_leads.c.recorded_at >= since)
    if until is not None:
        query = query.where(call_sample_leads.c.recorded_at < until)
    return connection.execute(query).all()


def forget_notes(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    own = call_sample_leads.c.lead_id.in_(set(lead_ids))
    connection.execute(sa.update(call_sample_leads).where(own).values(note=None))


def _one(sample_id: UUID, lead_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (call_sample_leads.c.sample_id == sample_id, call_sample_leads.c.lead_id == lead_id)


def _is_out(now: datetime) -> sa.ColumnElement[bool]:
    return call_samples.c.ended_at.is_(None) & (call_samples.c.until > now)


_LEADS = (
    sa.select(sa.func.count()).where(call_sample_leads.c.sample_id == call_samples.c.id).scalar_subquery()
)
_RECORDED = (
    sa.select(sa.func.count(call_sample_leads.c.recorded_at))
    .where(call_sample_leads.c.sample_id == call_samples.c.id)
    .scalar_subquery()
)
_SHOWN = sa.select(
    call_samples,
    campaigns.c.key.label("campaign"),
    _LEADS.label("leads"),
    _RECORDED.label("recorded"),
).join(campaigns, campaigns.c.id == call_samples.c.campaign_id)
