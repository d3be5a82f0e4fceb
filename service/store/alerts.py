"""Alerts: opened once, taken by a name, made an action, closed by themselves."""

import sqlalchemy as sa

from service.store.columns import Instant, Json, identifier, metadata, reference

alerts = sa.Table(
    "alerts",
    metadata,
    identifier(primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    # A campaign's or a rep's key; "" is the company.
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("side", sa.String(16)),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("last_seen_at", Instant, nullable=False),
    sa.Column("figures", Json, nullable=False),
    sa.Column("taken_at", Instant),
    sa.Column("taken_by", sa.String(200)),
    reference("action_id", "actions.id"),
    sa.Column("closed_at", Instant),
    sa.Column("closed_why", sa.String(40)),
    sa.Index("ix_alerts_opened_at", "opened_at"),
    # At most one is open of a kind and a subject.
    sa.Index(
        "uq_alerts_open",
        "kind",
        "subject",
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
)
