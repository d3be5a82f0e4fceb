"""What Sales heard from leads, what it asks of Marketing, and the answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.reps import reps

feedback = sa.Table(
    "feedback",
    metadata,
    identifier(primary_key=True),
    # "asks", "objection" or "material".
    sa.Column("kind", sa.String(16), nullable=False),
    reference("campaign_id", "campaigns.id"),
    reference("lead_id", "leads.id"),
    reference("rep_id", "reps.id"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("said_at", Instant, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    # A request has somebody who owes the answer, by a day.
    sa.Column("owner", sa.String(200)),
    sa.Column("due", sa.Date),
    sa.Column("answered_at", Instant),
    sa.Column("answered_by", sa.String(200)),
    sa.Column("answer", sa.Text),
    sa.Column("file_url", sa.Text),
    sa.Index("ix_feedback_said_at", "said_at"),
)

_SHOWN = (
    sa.select(feedback, campaigns.c.key.label("campaign"), reps.c.key.label("rep"))
    .outerjoin(campaigns, campaigns.c.id == feedback.c.campaign_id)
    .outerjoin(reps, reps.c.id == feedback.c.rep_id)
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(feedback).values(**values))


def shown(connection: sa.Connection, feedback_id: UUID) -> Row | None:
    return connection.execute(_SHOWN.where(feedback.c.id == feedback_id)).one_or_none()


def newest_first(
    connection: sa.Connection, campaign_id: UUID | None, is_answered: bool | None, limit: int
) -> Sequence[Row]:
    """Of one campaign or of all; answered, waiting, or both where None."""
    query = _SHOWN.order_by(feedback.c.said_at.desc(), feedback.c.id.desc()).limit(limit)
    if campaign_id is not None:
        query = query.where(feedback.c.campaign_id == campaign_id)
    if is_answered is not None:
        answered = feedback.c.answered_at
        query = query.where(answered.is_not(None) if is_answered else answered.is_(None))
    return connection.execute(query).all()


def said_between(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """What was said in [since, until), by campaign, the oldest first."""
    query = _SHOWN.where(feedback.c.said_at >= since, feedback.c.said_at < until)
    return connection.execute(query.order_by(campaigns.c.key, feedback.c.said_at, feedback.c.id)).all()


def answered_between(connection: sa.Connection, since: datetime, until: datetime) -> int:
    query = sa.select(sa.func.count()).select_from(feedback)
    within = (feedback.c.answered_at >= since, feedback.c.answered_at < until)
    return connection.scalar(query.where(*within)) or 0


def answers_of(connection: sa.Connection, campaign_id: UUID, limit: int) -> Sequence[Row]:
    """What a campaign's questions were answered, the newest first."""
    answered = _SHOWN.where(feedback.c.campaign_id == campaign_id, feedback.c.answered_at.is_not(None))
    newest = answered.order_by(feedback.c.answered_at.desc(), feedback.c.id.desc())
    return connection.execute(newest.limit(limit)).all()


def newest_answers(
    connection: sa.Connection, campaign_ids: Iterable[UUID], limit: int
) -> dict[UUID, list[Row]]:
    """The same of several campaigns: so many of each that has some."""
    newest = (feedback.c.answered_at.desc(), feedback.c.id.desc())
    place = sa.func.row_number().over(partition_by=feedback.c.campaign_id, order_by=newest)
    ranked = (
        sa.select(feedback.c.id, place.label("place"))
        .where(feedback.c.campaign_id.in_(set(campaign_ids)), feedback.c.answered_at.is_not(None))
        .subquery()
    )
    found: dict[UUID, list[Row]] = {}
    query = _SHOWN.join(ranked, ranked.c.id == feedback.c.id).where(ranked.c.place <= limit)
    for row in connection.execute(query.order_by(*newest)):
        found.setdefault(row.campaign_id, []).append(row)
    return found


def answer(connection: sa.Connection, feedback_id: UUID, values: Mapping[str, Any]) -> bool:
    """Whether it waited for one; the first answer stays."""
    waiting = sa.update(feedback).where(feedback.c.id == feedback_id, feedback.c.answered_at.is_(None))
    return connection.execute(waiting.values(**values)).rowcount > 0


def forget(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """What was written of a person who asked to be forgotten; that something was said stays."""
    of_hers = sa.update(feedback).where(feedback.c.lead_id.in_(set(lead_ids)))
    connection.execute(of_hers.values(text="", answer=None))
