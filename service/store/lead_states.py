"""Where each lead stands now: derived from its events, kept so that figures need one join."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, metadata, reference

lead_states = sa.Table(
    "lead_states",
    metadata,
    reference("lead_id", "leads.id", primary_key=True),
    reference("owner_id", "reps.id"),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("first_attempt_at", Instant),
    sa.Column("last_attempt_at", Instant),
    sa.Column("reached_at", Instant),
    sa.Column("disposition", sa.String(24)),
    sa.Column("sub_reason", sa.String(24)),
    sa.Column("disposed_at", Instant),
    # Who said so.
    reference("judged_by_id", "reps.id"),
    sa.Column("unverified", sa.Boolean, nullable=False, server_default=sa.false()),
    # Whether any of its dispositions was changed late.
    sa.Column("late_change", sa.Boolean, nullable=False, server_default=sa.false()),
    # "won", "lost", "open", or NULL where Sales said nothing of any deal.
    sa.Column("outcome", sa.String(8)),
    sa.Column("closed_at", Instant),
    sa.Column("lost_reason", sa.String(24)),
    sa.Column("won_revenue", sa.BigInteger, nullable=False),
    sa.Column("wins_without_revenue", sa.Integer, nullable=False),
    sa.Column("collected", sa.BigInteger, nullable=False),
    sa.Column("do_not_contact", sa.Boolean, nullable=False),
    sa.Column("erased_at", Instant),
    sa.Index("ix_lead_states_owner_id_first_attempt_at", "owner_id", "first_attempt_at"),
)

EMPTY: dict[str, Any] = {
    "attempts": 0,
    "unverified": False,
    "late_change": False,
    "won_revenue": 0,
    "wins_without_revenue": 0,
    "collected": 0,
    "do_not_contact": False,
}


def add(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(lead_states), list(rows))


def find(connection: sa.Connection, lead_id: UUID) -> Row:
    return connection.execute(sa.select(lead_states).where(lead_states.c.lead_id == lead_id)).one()


def hold(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """Make other writers of these leads wait, so that two events cannot each miss the other."""
    if connection.dialect.name == "postgresql":
        ids = sorted(set(lead_ids))
        connection.execute(
            sa.select(lead_states.c.lead_id)
            .where(lead_states.c.lead_id.in_(ids))
            .order_by(lead_states.c.lead_id)
            .with_for_update()
        )


def change(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """`rows` hold `lead` (its id) and the same changed columns each."""
    if not rows:
        return
    connection.execute(
        sa.update(lead_states).where(lead_states.c.lead_id == sa.bindparam("lead")), list(rows)
    )


def mark(connection: sa.Connection, lead_ids: Iterable[UUID], **values: Any) -> None:
    connection.execute(
        sa.update(lead_states).where(lead_states.c.lead_id.in_(set(lead_ids))).values(**values)
    )


def with_outcome(connection: sa.Connection, lead_ids: Iterable[UUID], outcome: str) -> set[UUID]:
    """Those of the leads that stand so."""
    return set(
        connection.scalars(
            sa.select(lead_states.c.lead_id).where(
                lead_states.c.lead_id.in_(set(lead_ids)), lead_states.c.outcome == outcome
            )
        )
    )
