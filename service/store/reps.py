"""Reps, by the name or code that the company's own systems give them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Json, identifier, metadata, reference
from service.store.database import upsert
from service.store.ids import new_id

reps = sa.Table(
    "reps",
    metadata,
    identifier(primary_key=True),
    sa.Column("key", sa.String(200), nullable=False, unique=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("is_active", sa.Boolean, nullable=False, default=True, server_default=sa.true()),
    # Her own working hours, as the agreement writes them; NULL where hers are the team's.
    sa.Column("shifts", Json),
    sa.Column("calls_per_day", sa.Integer),
)

rep_absences = sa.Table(
    "rep_absences",
    metadata,
    reference("rep_id", "reps.id", primary_key=True),
    # A day of the company's time zone.
    sa.Column("day", sa.Date, primary_key=True),
)


def ids(connection: sa.Connection, keys: Iterable[str | None], at: datetime) -> dict[str, UUID]:
    """Ids by key; a rep who was not known is added."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    rows = [{"id": new_id(), "key": key, "created_at": at} for key in wanted]
    connection.execute(upsert(connection, reps).on_conflict_do_nothing(index_elements=["key"]), rows)
    found = connection.execute(sa.select(reps.c.key, reps.c.id).where(reps.c.key.in_(wanted)))
    return {row.key: row.id for row in found}
