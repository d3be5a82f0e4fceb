"""Sales to leads: one row a deal, with where it stands now (its history is in `outcomes`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.database import upsert
from service.store.ids import new_id

# What a company's single deal with a lead is called when it names none.
ONLY_DEAL = "1"

deals = sa.Table(
    "deals",
    metadata,
    identifier(primary_key=True),
    reference("lead_id", "leads.id"),
    # The company's own id; ONLY_DEAL where it names none.
    sa.Column("key", sa.String(200), nullable=False),
    sa.Column("outcome", sa.String(8), nullable=False),
    sa.Column("revenue", sa.BigInteger),
    sa.Column("closed_at", Instant),
    sa.Column("collected", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("lead_id", "key"),
)


Ids = dict[tuple[UUID, str], UUID]


def ids(connection: sa.Connection, wanted: Iterable[tuple[UUID, str]]) -> Ids:
    """Ids by (lead, key); a deal that was not known is opened."""
    pairs = sorted(set(wanted))
    if not pairs:
        return {}
    rows = [
        {"id": new_id(), "lead_id": lead, "key": key, "outcome": "open", "collected": 0}
        for lead, key in pairs
    ]
    connection.execute(
        upsert(connection, deals).on_conflict_do_nothing(index_elements=["lead_id", "key"]), rows
    )
    found = of_leads(connection, {lead for lead, _ in pairs})
    return {(row.lead_id, row.key): row.id for row in found}


def of_leads(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Sequence[Row]:
    return connection.execute(
        sa.select(deals).where(deals.c.lead_id.in_(set(lead_ids))).order_by(deals.c.id)
    ).all()


def set_states(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """`rows` hold `deal` (its id), `outcome`, `revenue`, `closed_at`, `collected`."""
    if not rows:
        return
    connection.execute(sa.update(deals).where(deals.c.id == sa.bindparam("deal")), list(rows))
