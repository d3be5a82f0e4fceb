"""Answers of pages that take long to count, kept for some minutes. They hold no contact."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, metadata
from service.store.database import upsert

# What nobody asked for in this time is not counted anew.
_ASKED_WITHIN: Final = timedelta(hours=24)
_YOUNGEST: Final = timedelta(seconds=300)
# At most one hundredth of the time goes into counting an answer anew.
_AGE_PER_TIME_TAKEN: Final = 100

kept_answers = sa.Table(
    "kept_answers",
    metadata,
    # SHA-256 of what was asked, in hexadecimal digits.
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("view", sa.String(64), nullable=False),
    sa.Column("asked", Json, nullable=False),
    sa.Column("answer", Json, nullable=False),
    sa.Column("as_of", Instant, nullable=False),
    sa.Column("took_ms", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant, nullable=False, index=True),
)


def find(connection: sa.Connection, key: str) -> Row | None:
    return connection.execute(sa.select(kept_answers).where(kept_answers.c.key == key)).one_or_none()


def keep(connection: sa.Connection, **values: Any) -> None:
    """In place of an answer that is not newer; when it was last asked for only moves on."""
    new = upsert(connection, kept_answers).values(**values)
    asked_at = sa.case(
        (kept_answers.c.asked_at > new.excluded.asked_at, kept_answers.c.asked_at),
        else_=new.excluded.asked_at,
    )
    said = {name: new.excluded[name] for name in ("view", "asked", "answer", "as_of", "took_ms")}
    connection.execute(
        new.on_conflict_do_update(
            index_elements=["key"],
            set_={**said, "asked_at": asked_at},
            where=kept_answers.c.as_of <= new.excluded.as_of,
        )
    )


def touch(connection: sa.Connection, key: str, asked_at: datetime) -> None:
    this = sa.update(kept_answers).where(kept_answers.c.key == key, kept_answers.c.asked_at < asked_at)
    connection.execute(this.values(asked_at=asked_at))


def due(connection: sa.Connection, views: Iterable[str], now: datetime, limit: int) -> Sequence[Row]:
    """Without their answers, oldest first: those of these views that are still asked for, and old for the
    time that they take."""
    asked = sa.select(*(column for column in kept_answers.c if column is not kept_answers.c.answer)).where(
        kept_answers.c.view.in_(list(views)),
        kept_answers.c.asked_at > now - _ASKED_WITHIN,
        kept_answers.c.as_of < now - _YOUNGEST,
    )
    rows = connection.execute(asked.order_by(kept_answers.c.as_of, kept_answers.c.key))
    old = (row for row in rows if now - row.as_of > _AGE_PER_TIME_TAKEN * timedelta(milliseconds=row.took_ms))
    return [row for row, _ in zip(old, range(limit), strict=False)]


def forget(connection: sa.Connection, views: Iterable[str]) -> None:
    connection.execute(sa.delete(kept_answers).where(kept_answers.c.view.in_(list(views))))


def clean(connection: sa.Connection, before: datetime) -> int:
    """How many were last asked for before and are gone."""
    return connection.execute(sa.delete(kept_answers).where(kept_answers.c.asked_at < before)).rowcount
