"""Ads that a rep looks at before they run."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.columns import Instant, Row, identifier, metadata, reference
from service.store.reps import reps

ad_reviews = sa.Table(
    "ad_reviews",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id"),
    sa.Column("ad", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("asked_by", sa.String(200), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    reference("rep_id", "reps.id"),
    # "ready" or "change".
    sa.Column("verdict", sa.String(8)),
    sa.Column("note", sa.Text),
    sa.Column("reviewed_at", Instant),
)

_SHOWN = (
    sa.select(ad_reviews, campaigns.c.key.label("campaign"), reps.c.key.label("rep"))
    .outerjoin(campaigns, campaigns.c.id == ad_reviews.c.campaign_id)
    .outerjoin(reps, reps.c.id == ad_reviews.c.rep_id)
)


def add(connection: sa.Connection, **values: Any) -> None:
    connection.execute(sa.insert(ad_reviews).values(**values))


def find(connection: sa.Connection, review_id: UUID) -> Row | None:
    return connection.execute(_SHOWN.where(ad_reviews.c.id == review_id)).one_or_none()


def newest_first(connection: sa.Connection, limit: int) -> Sequence[Row]:
    return connection.execute(_SHOWN.order_by(ad_reviews.c.id.desc()).limit(limit)).all()


def decide(connection: sa.Connection, review_id: UUID, **values: Any) -> None:
    connection.execute(sa.update(ad_reviews).where(ad_reviews.c.id == review_id).values(**values))
