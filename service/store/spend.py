"""Advertising cost by campaign, ad set, ad and day."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata, reference
from service.store.database import upsert

spend = sa.Table(
    "spend",
    metadata,
    identifier(primary_key=True),
    reference("campaign_id", "campaigns.id", index=False),
    # Empty strings, not NULL, where spend is known for the campaign only: NULLs are never unique.
    sa.Column("ad_set", sa.String(200), nullable=False),
    sa.Column("ad", sa.String(200), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    # What was paid, where that was in another currency, and the dated rate.
    sa.Column("paid_amount", sa.BigInteger),
    sa.Column("paid_currency", sa.String(3)),
    sa.Column("rate", sa.Float),
    sa.Column("impressions", sa.BigInteger),
    sa.Column("clicks", sa.BigInteger),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.UniqueConstraint("campaign_id", "day", "ad_set", "ad"),
)

Values = tuple[Any, ...]
_KEY = ("campaign_id", "day", "ad_set", "ad")
_FIGURES = ("amount", "paid_amount", "paid_currency", "rate", "impressions", "clicks")


def stored(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> dict[Values, Values]:
    """The figures already kept for the campaigns and days of `rows`, by (campaign, day, ad set, ad)."""
    if not rows:
        return {}
    campaigns = {row["campaign_id"] for row in rows}
    days = [row["day"] for row in rows]
    found = connection.execute(
        sa.select(spend).where(spend.c.campaign_id.in_(campaigns), spend.c.day.between(min(days), max(days)))
    )
    return {key(row._mapping): figures(row._mapping) for row in found}


def figures(row: Mapping[Any, Any]) -> Values:
    return tuple(row[name] for name in _FIGURES)


def key(row: Mapping[Any, Any]) -> Values:
    return tuple(row[name] for name in _KEY)


def put(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep each day's figures in place of what was kept before."""
    if not rows:
        return
    insert = upsert(connection, spend)
    replaced = {name: insert.excluded[name] for name in (*_FIGURES, "recorded_at")}
    connection.execute(insert.on_conflict_do_update(index_elements=list(_KEY), set_=replaced), list(rows))
