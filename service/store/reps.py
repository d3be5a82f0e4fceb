"""Reps, by the name or code that the company's own systems give them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.reading.text import clean_text, folded
from service.store.columns import Instant, Json, Row, identifier, metadata, reference
from service.store.database import lock
from service.store.ids import new_id

# What is locked while a rep is added, so that two spellings at once are one rep.
_NEW = b"new rep "

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
    """Ids by key; a rep who was not known is added.

    Who is known by another spelling ("Sale 03" for "sale-03") is that rep, not another one.
    """
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    found = _by_keys(connection, wanted)
    if missing := [key for key in wanted if key not in found]:
        lock(connection, [_NEW], after_others=True)
        found |= _by_spelling(connection, missing, at)
    return found


def _by_keys(connection: sa.Connection, keys: Sequence[str]) -> dict[str, UUID]:
    rows = connection.execute(sa.select(reps.c.key, reps.c.id).where(reps.c.key.in_(keys)))
    return {row.key: row.id for row in rows}


def _by_spelling(connection: sa.Connection, keys: Sequence[str], at: datetime) -> dict[str, UUID]:
    """Of keys that are not there: who is meant, or is new. The caller holds new reps back."""
    rows = connection.execute(sa.select(reps.c.key, reps.c.id).order_by(reps.c.id.desc()))
    known = {folded(row.key): row.id for row in rows}
    new: dict[str, dict[str, object]] = {}
    for key in keys:
        if folded(key) not in known:
            new[key] = {"id": new_id(), "key": clean_text(key) or key, "created_at": at}
            known[folded(key)] = new[key]["id"]
    if new:
        connection.execute(sa.insert(reps), list(new.values()))
    return {key: known[folded(key)] for key in keys}


def known(connection: sa.Connection, key: str) -> Row | None:
    """Who is meant by this key or another spelling of it; None where nobody is. Adds nobody."""
    rows = connection.execute(sa.select(reps).order_by(reps.c.id)).all()
    spelt = (row for row in rows if folded(row.key) == folded(key))
    return next((row for row in rows if row.key == key), None) or next(spelt, None)


def listing(connection: sa.Connection) -> Sequence[Row]:
    return connection.execute(sa.select(reps).order_by(reps.c.key)).all()


def keys_of(connection: sa.Connection) -> dict[UUID, str]:
    return {row.id: row.key for row in connection.execute(sa.select(reps.c.id, reps.c.key))}


def change(connection: sa.Connection, rep_id: UUID, values: Mapping[str, Any]) -> None:
    connection.execute(sa.update(reps).where(reps.c.id == rep_id).values(**values))


def absences(connection: sa.Connection) -> dict[UUID, list[date]]:
    """The days of each rep who has some, in their order."""
    found: dict[UUID, list[date]] = {}
    for row in connection.execute(sa.select(rep_absences).order_by(rep_absences.c.day)):
        found.setdefault(row.rep_id, []).append(row.day)
    return found


def set_absences(connection: sa.Connection, rep_id: UUID, days: Iterable[date]) -> None:
    """These days and no others."""
    connection.execute(sa.delete(rep_absences).where(rep_absences.c.rep_id == rep_id))
    if rows := [{"rep_id": rep_id, "day": day} for day in sorted(set(days))]:
        connection.execute(sa.insert(rep_absences), rows)
