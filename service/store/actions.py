"""Who does what by when, and which figure it should move."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Row, identifier, metadata
from service.store.reps import reps

actions = sa.Table(
    "actions",
    metadata,
    identifier(primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("side", sa.String(16), nullable=False),
    # The figure that it should move, of this campaign or rep ("" is the company's), and what it was.
    sa.Column("figure", sa.String(40)),
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("figure_at_start", sa.Float),
    # The ISO week of the review that it came from, as 2026-W47.
    sa.Column("week", sa.String(8), index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("created_by", sa.String(200), nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("done_by", sa.String(200)),
    # The figure two and four weeks later.
    sa.Column("figure_after_2_weeks", sa.Float),
    sa.Column("figure_after_4_weeks", sa.Float),
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(actions).values(**values))


def find(connection: sa.Connection, action_id: UUID) -> Row | None:
    return connection.execute(sa.select(actions).where(actions.c.id == action_id)).one_or_none()


def held(connection: sa.Connection, action_id: UUID) -> Row | None:
    """As it stays until the transaction ends, but for what this one changes."""
    query = sa.select(actions).where(actions.c.id == action_id).with_for_update()
    return connection.execute(query).one_or_none()


def is_rep(connection: sa.Connection, key: str) -> bool:
    return connection.scalar(sa.select(reps.c.id).where(reps.c.key == key)) is not None


def by_due(connection: sa.Connection, is_open: bool | None, limit: int) -> Sequence[Row]:
    """The first due first; None is all of them."""
    query = sa.select(actions).order_by(actions.c.due, actions.c.id).limit(limit)
    if is_open is not None:
        query = query.where(actions.c.done_at.is_(None) if is_open else actions.c.done_at.is_not(None))
    return connection.execute(query).all()


def of_week(connection: sa.Connection, week: str) -> Sequence[Row]:
    """Those of a review, in the order in which they were said."""
    return connection.execute(sa.select(actions).where(actions.c.week == week).order_by(actions.c.id)).all()


def open_of_week(connection: sa.Connection, week: str) -> int:
    query = sa.select(sa.func.count()).select_from(actions)
    return connection.scalar(query.where(actions.c.week == week, actions.c.done_at.is_(None))) or 0


def change(connection: sa.Connection, action_id: UUID, **values: Any) -> None:
    connection.execute(sa.update(actions).where(actions.c.id == action_id).values(**values))


def done(connection: sa.Connection, action_id: UUID, by: str, at: datetime) -> bool:
    """Whether it was open before; who did it first stays."""
    still = sa.update(actions).where(actions.c.id == action_id, actions.c.done_at.is_(None))
    return connection.execute(still.values(done_at=at, done_by=by)).rowcount > 0


def without_result(
    connection: sa.Connection, weeks: int, made_after: datetime, made_before: datetime
) -> Sequence[Row]:
    """Actions made in that time that should move a figure, which nobody could tell `weeks` after."""
    result = actions.c[f"figure_after_{weeks}_weeks"]
    return connection.execute(
        sa.select(actions).where(
            actions.c.figure.is_not(None),
            result.is_(None),
            actions.c.created_at.between(made_after, made_before),
        )
    ).all()


def set_result(
    connection: sa.Connection, action_id: UUID, figure: str, subject: str, weeks: int, value: float
) -> None:
    """Nothing where it should move another figure by now."""
    still = (actions.c.id == action_id, actions.c.figure == figure, actions.c.subject == subject)
    connection.execute(sa.update(actions).where(*still).values({f"figure_after_{weeks}_weeks": value}))
