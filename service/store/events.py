"""What happened to a lead, one table a kind of event. Rows are added, never changed (but for the notes of a
person who is forgotten), never erased.

Of the events of one kind the newest counts: by `occurred_at` (one without a time is oldest), then by
id, which is a UUIDv7 and so the order in which they were recorded.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, identifier, metadata, reference
from service.store.deals import deals
from service.store.reps import reps


def _event(name: str, *columns: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        identifier(primary_key=True),
        reference("lead_id", "leads.id"),
        sa.Column("occurred_at", Instant),
        sa.Column("recorded_at", Instant, nullable=False),
        # Who said so: an API key's id, or "import".
        sa.Column("source", sa.String(64), nullable=False),
        # What an imported row is known by, so that importing it again adds nothing; else NULL.
        sa.Column("fingerprint", sa.LargeBinary(16), unique=True),
        *columns,
    )


contact_attempts = _event(
    "contact_attempts",
    reference("rep_id", "reps.id"),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("result", sa.String(16), nullable=False),
    sa.Column("callback_at", Instant),
    sa.Column("duration_seconds", sa.Integer),
    sa.Column("attempt_source", sa.String(16), nullable=False),
    sa.Index(
        "ix_contact_attempts_callback_at",
        "callback_at",
        sqlite_where=sa.text("callback_at IS NOT NULL"),
        postgresql_where=sa.text("callback_at IS NOT NULL"),
    ),
)

dispositions = _event(
    "dispositions",
    reference("rep_id", "reps.id"),
    sa.Column("disposition", sa.String(24), nullable=False),
    sa.Column("sub_reason", sa.String(24)),
    sa.Column("note", sa.Text),
    sa.Column("checklist", Json),
    sa.Column("checklist_version", sa.Integer),
    # Nobody could hold it against what was agreed: it was imported, or nothing was.
    sa.Column("unverified", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    # What counted before, where that was another word.
    sa.Column("changed_from", sa.String(24)),
    sa.Column("late_change", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
)

assignments = _event(
    "assignments",
    reference("rep_id", "reps.id"),
    # "rotation", "same_person", "by_hand", "taken_back" or "imported"; NULL of old ones.
    sa.Column("reason", sa.String(16)),
    sa.Index("ix_assignments_rep_id_occurred_at", "rep_id", "occurred_at"),
    sa.Index("ix_assignments_occurred_at", "occurred_at"),
)

outcomes = _event(
    "outcomes",
    reference("deal_id", "deals.id"),
    reference("rep_id", "reps.id"),
    sa.Column("outcome", sa.String(8), nullable=False),
    sa.Column("revenue", sa.BigInteger),
    sa.Column("lost_reason", sa.String(24)),
    sa.Column("competitor", sa.String(200)),
    sa.Column("note", sa.Text),
)

payments = _event(
    "payments",
    reference("deal_id", "deals.id"),
    sa.Column("payment_id", sa.String(200)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
)


def add(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), list(rows))


def known(connection: sa.Connection, table: sa.Table, fingerprints: Iterable[bytes]) -> set[bytes]:
    wanted = set(fingerprints)
    if not wanted:
        return set()
    return set(connection.scalars(sa.select(table.c.fingerprint).where(table.c.fingerprint.in_(wanted))))


def by_fingerprint(connection: sa.Connection, table: sa.Table, fingerprint: bytes) -> Row:
    return connection.execute(sa.select(table).where(table.c.fingerprint == fingerprint)).one()


def of_leads(connection: sa.Connection, table: sa.Table, lead_ids: Iterable[UUID]) -> Sequence[Row]:
    """The events of these leads, oldest first."""
    return connection.execute(
        sa.select(table)
        .where(table.c.lead_id.in_(set(lead_ids)))
        .order_by(table.c.occurred_at.is_not(None), table.c.occurred_at, table.c.id)
    ).all()


def forget_notes(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """The one change to events: what was written of a person who asked to be forgotten."""
    for table in (dispositions, outcomes):
        connection.execute(sa.update(table).where(table.c.lead_id.in_(set(lead_ids))).values(note=None))


def rep_keys(connection: sa.Connection, lead_id: UUID) -> dict[UUID, str]:
    """The reps who had to do with this lead: their keys by id."""
    kinds = (contact_attempts, dispositions, assignments, outcomes)
    named = sa.union(*(sa.select(table.c.rep_id).where(table.c.lead_id == lead_id) for table in kinds))
    rows = connection.execute(sa.select(reps.c.id, reps.c.key).where(reps.c.id.in_(named)))
    return {row.id: row.key for row in rows}


def said_otherwise(
    connection: sa.Connection, lead_id: UUID, deal: str, occurred_at: datetime | None, outcome: str
) -> bool:
    """Whether another outcome of this deal is told for the same instant."""
    return bool(
        connection.scalar(
            sa.select(
                sa.exists(
                    sa.select(outcomes.c.id)
                    .join(deals, deals.c.id == outcomes.c.deal_id)
                    .where(
                        outcomes.c.lead_id == lead_id,
                        deals.c.key == deal,
                        outcomes.c.occurred_at == occurred_at,
                        outcomes.c.outcome != outcome,
                    )
                )
            )
        )
    )
