"""Leads as they are listed and shown: with their campaign's key, their owner and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.lead_states import lead_states
from service.store.leads import leads, worth
from service.store.reps import reps


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is of; None leaves a part open. Instants half open."""

    campaign: str | None = None
    owner: str | None = None
    grade: str | None = None
    disposition: str | None = None
    outcome: str | None = None
    external_id: str | None = None
    work_at_random: bool | None = None
    since: datetime | None = None
    until: datetime | None = None


_SHOWN = (
    sa.select(
        leads,
        campaigns.c.key.label("campaign"),
        reps.c.key.label("owner"),
        *(column for column in lead_states.c if column.name not in ("lead_id", "owner_id")),
    )
    .select_from(leads)
    .join(lead_states, lead_states.c.lead_id == leads.c.id)
    .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
    .outerjoin(reps, reps.c.id == lead_states.c.owner_id)
)


def shown(connection: sa.Connection, lead_id: UUID) -> Row | None:
    return connection.execute(_SHOWN.where(leads.c.id == lead_id)).one_or_none()


def newest_by_source(
    connection: sa.Connection, source: str, limit: int, looked_at: int = 2_000
) -> Sequence[Row]:
    """Of so many newest leads of all, those that this source sent, newest first."""
    newest = sa.select(leads.c.id).order_by(leads.c.id.desc()).limit(looked_at)
    own = _SHOWN.where(leads.c.id.in_(newest), leads.c.source == source)
    return connection.execute(own.order_by(leads.c.id.desc()).limit(limit)).all()


def newest_first(connection: sa.Connection, wanted: Filter, after: UUID | None, limit: int) -> Sequence[Row]:
    """By id, falling: ids sort by time."""
    query = _SHOWN.where(*_conditions(wanted)).order_by(leads.c.id.desc()).limit(limit)
    return connection.execute(query if after is None else query.where(leads.c.id < after)).all()


def worth_first(
    connection: sa.Connection, wanted: Filter, after: tuple[int, UUID] | None, limit: int
) -> Sequence[Row]:
    """By the expected revenue at submit, falling; leads without a score last."""
    query = _SHOWN.where(*_conditions(wanted)).order_by(worth.desc(), leads.c.id.desc()).limit(limit)
    if after is not None:
        query = query.where(
            sa.tuple_(worth, leads.c.id) < sa.tuple_(sa.literal(after[0]), sa.literal(after[1], sa.Uuid()))
        )
    return connection.execute(query).all()


def _conditions(wanted: Filter) -> list[sa.ColumnElement[bool]]:
    equal = (
        (campaigns.c.key, wanted.campaign),
        (reps.c.key, wanted.owner),
        (leads.c.grade, wanted.grade),
        (lead_states.c.disposition, wanted.disposition),
        (lead_states.c.outcome, wanted.outcome),
        (leads.c.external_id, wanted.external_id),
    )
    conditions = [column == value for column, value in equal if value is not None]
    if wanted.work_at_random is not None:
        marked = leads.c.work_probability
        conditions.append(marked.is_not(None) if wanted.work_at_random else marked.is_(None))
    if wanted.since is not None:
        conditions.append(leads.c.submitted_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(leads.c.submitted_at < wanted.until)
    return conditions
