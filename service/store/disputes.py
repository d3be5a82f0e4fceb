"""Dispositions that Marketing disputes, and what another person found."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.events import dispositions
from service.store.leads import leads
from service.store.reps import reps

disputes = sa.Table(
    "disputes",
    metadata,
    identifier(primary_key=True),
    reference("lead_id", "leads.id", nullable=False),
    # One dispute a disposition.
    reference("disposition_id", "dispositions.id", nullable=False, index=False),
    sa.Column("said", sa.String(24), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("opened_by", sa.String(200), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("assigned_to", sa.String(200)),
    sa.Column("decided_at", Instant),
    sa.Column("decided_by", sa.String(200)),
    # The disposition that the other person found, without knowing what was said.
    sa.Column("found", sa.String(24)),
    # "upheld" where Sales' word stands, "overturned" where it does not.
    sa.Column("verdict", sa.String(12)),
    sa.Column("note", sa.Text),
    sa.UniqueConstraint("disposition_id"),
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(disputes).values(**values))


def change(connection: sa.Connection, dispute_id: UUID, **values: Any) -> None:
    connection.execute(sa.update(disputes).where(disputes.c.id == dispute_id).values(**values))


def is_disputed(connection: sa.Connection, disposition_id: UUID) -> bool:
    query = sa.select(sa.exists().where(disputes.c.disposition_id == disposition_id))
    return bool(connection.scalar(query))


def find(connection: sa.Connection, dispute_id: UUID) -> Row | None:
    """With `campaign` (its key), and of what is disputed `rep` (who said it), `judged_at`, `told_at`."""
    return connection.execute(_SHOWN.where(disputes.c.id == dispute_id)).one_or_none()


def of_lead(connection: sa.Connection, lead_id: UUID) -> Sequence[Row]:
    """All of this lead, the oldest first."""
    mine = sa.select(disputes).where(disputes.c.lead_id == lead_id)
    return connection.execute(mine.order_by(disputes.c.opened_at, disputes.c.id)).all()


def open_of_leads(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Sequence[Row]:
    """Those of these leads that are not decided."""
    mine = disputes.c.lead_id.in_(set(lead_ids))
    return connection.execute(sa.select(disputes).where(mine, disputes.c.decided_at.is_(None))).all()


def newest_first(
    connection: sa.Connection, decided: bool | None, campaign: str | None, limit: int
) -> Sequence[Row]:
    """As `find` has them; `decided` and `campaign` None leave it open."""
    query = _SHOWN.order_by(disputes.c.opened_at.desc(), disputes.c.id.desc()).limit(limit)
    if decided is not None:
        at = disputes.c.decided_at
        query = query.where(at.is_not(None) if decided else at.is_(None))
    return connection.execute(query if campaign is None else query.where(campaigns.c.key == campaign)).all()


def counts(connection: sa.Connection) -> dict[str | None, int]:
    """How many there are by their verdict; None are those not decided."""
    query = sa.select(disputes.c.verdict, sa.func.count().label("leads")).group_by(disputes.c.verdict)
    return {row.verdict: row.leads for row in connection.execute(query)}


def forget_notes(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """What was written of a person who asked to be forgotten."""
    mine = disputes.c.lead_id.in_(set(lead_ids))
    connection.execute(sa.update(disputes).where(mine).values(reason="", note=None))


_SHOWN = (
    sa.select(
        disputes,
        campaigns.c.key.label("campaign"),
        campaigns.c.message.label("message"),
        leads.c.product,
        leads.c.submitted_at,
        reps.c.key.label("rep"),
        dispositions.c.occurred_at.label("judged_at"),
        dispositions.c.recorded_at.label("told_at"),
    )
    .join(leads, leads.c.id == disputes.c.lead_id)
    .join(dispositions, dispositions.c.id == disputes.c.disposition_id)
    .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
    .outerjoin(reps, reps.c.id == dispositions.c.rep_id)
)
