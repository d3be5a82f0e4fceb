"""Leads as they arrived. A row changes only when something of it is told late (a first
score, that its person had bought before), or when the person is forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, identifier, metadata, reference

SUBMIT, HELD_OUT, LATER = "submit", "held_out", "later"


def _partial(name: str, column: str, where: str) -> sa.Index:
    return sa.Index(name, column, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


leads = sa.Table(
    "leads",
    metadata,
    identifier(primary_key=True),
    # Who sent it: an API key's id, or "import".
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("submitted_at", Instant),
    reference("campaign_id", "campaigns.id", index=False),
    # What the sender wrote, where that drafted no campaign.
    sa.Column("campaign_text", sa.String(200)),
    # "" where the lead's tracking names none, as in `spend`, which is grouped by the same words.
    sa.Column("ad_set", sa.String(200), nullable=False),
    sa.Column("ad", sa.String(200), nullable=False),
    sa.Column("external_id", sa.String(200)),
    # "source:external_id" where the source may send each external id once; else NULL.
    sa.Column("external_key", sa.String(280), unique=True),
    sa.Column("body_hmac", sa.LargeBinary(32)),
    sa.Column("attributes", Json, nullable=False),
    sa.Column("unknown_attributes", Json, nullable=False),
    sa.Column("tracking", Json, nullable=False),
    sa.Column("product", sa.String(200)),
    reference("duplicate_of", "leads.id", index=False),
    sa.Column("existing_customer", sa.Boolean, nullable=False),
    sa.Column("auto_spam", sa.Boolean, nullable=False),
    # The score at submit. `score_origin` says "submit"; of a lead that came while no model served "later",
    # or "held_out" where a model that had not seen it scored it.
    sa.Column("score_origin", sa.String(8)),
    sa.Column("model_version", sa.String(64)),
    sa.Column("probability", sa.Float),
    sa.Column("deal_value", sa.BigInteger),
    sa.Column("expected_revenue", sa.BigInteger),
    sa.Column("grade", sa.String(1)),
    sa.Column("factors", Json),
    # The 95 % interval of the probability, and what it rests on; NULL where outcomes were enough.
    sa.Column("probability_low", sa.Float),
    sa.Column("probability_high", sa.Float),
    sa.Column("score_basis", sa.String(64)),
    # P(qualified, if judged) at submit; P(won) by all but where it came from. NULL where the model has none.
    sa.Column("quality_probability", sa.Float),
    sa.Column("probability_without_campaign", sa.Float),
    # The chance that it had to be marked for work at random; NULL where it is not marked.
    sa.Column("work_probability", sa.Float),
    sa.Index("ix_leads_campaign_id_submitted_at", "campaign_id", "submitted_at"),
    sa.Index("ix_leads_submitted_at", "submitted_at"),
    sa.Index("ix_leads_external_id", "external_id"),
    # Partial, so that a planner without statistics never takes them for the many other leads.
    _partial("ix_leads_duplicate_of", "duplicate_of", "duplicate_of IS NOT NULL"),
    _partial("ix_leads_without_score", "id", "probability IS NULL"),
    _partial("ix_leads_work_at_random", "id", "work_probability IS NOT NULL"),
)


# What "worth first" sorts by: leads without a score come last.
worth = sa.func.coalesce(leads.c.expected_revenue, sa.literal_column("-1"))
sa.Index("ix_leads_worth", worth, leads.c.id)


def add(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(leads), list(rows))


def find(connection: sa.Connection, lead_id: UUID) -> Row | None:
    return connection.execute(sa.select(leads).where(leads.c.id == lead_id)).one_or_none()


def find_many(connection: sa.Connection, lead_ids: Iterable[UUID]) -> Sequence[Row]:
    return connection.execute(sa.select(leads).where(leads.c.id.in_(set(lead_ids)))).all()


def forget(
    connection: sa.Connection, lead_id: UUID, attributes: Mapping[str, Any], tracking: Mapping[str, Any]
) -> None:
    """Keep these attributes and this tracking only."""
    connection.execute(
        sa.update(leads)
        .where(leads.c.id == lead_id)
        .values(attributes=dict(attributes), unknown_attributes=[], tracking=dict(tracking))
    )


def present(connection: sa.Connection, ids: Iterable[UUID]) -> dict[UUID, datetime | None]:
    """`submitted_at` of those of the leads that are there, by id."""
    rows = connection.execute(sa.select(leads.c.id, leads.c.submitted_at).where(leads.c.id.in_(set(ids))))
    return {row.id: row.submitted_at for row in rows}


def by_external_keys(connection: sa.Connection, keys: Iterable[str]) -> dict[str, Row]:
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    columns = (leads.c.external_key, leads.c.id, leads.c.body_hmac)
    rows = connection.execute(sa.select(*columns).where(leads.c.external_key.in_(wanted)))
    return {row.external_key: row for row in rows}


def by_external_ids(connection: sa.Connection, external_ids: Iterable[str]) -> dict[str, list[UUID]]:
    """The leads that were sent under these external ids, by whichever source; duplicates left out."""
    found: dict[str, list[UUID]] = {}
    rows = connection.execute(
        sa.select(leads.c.external_id, leads.c.id).where(
            leads.c.external_id.in_(set(external_ids)), leads.c.duplicate_of.is_(None)
        )
    )
    for row in rows:
        found.setdefault(row.external_id, []).append(row.id)
    return found


def without_score(connection: sa.Connection, after: UUID | None, limit: int) -> Sequence[Row]:
    """The next leads that no model has scored, by id."""
    query = sa.select(leads).where(leads.c.probability.is_(None)).order_by(leads.c.id).limit(limit)
    return connection.execute(query if after is None else query.where(leads.c.id > after)).all()


def scored_later(connection: sa.Connection, after: UUID | None, limit: int) -> Sequence[Row]:
    """The next leads that were scored by a model which may have learnt from them, by id: who they are."""
    columns = (leads.c.id, leads.c.source, leads.c.external_id)
    query = sa.select(*columns).where(leads.c.score_origin == LATER).order_by(leads.c.id).limit(limit)
    return connection.execute(query if after is None else query.where(leads.c.id > after)).all()


def replace_later_scores(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """`rows` hold `lead` (its id) and the score's columns; any other score than a later one is kept."""
    if not rows:
        return
    later = (leads.c.id == sa.bindparam("lead"), leads.c.score_origin == LATER)
    connection.execute(sa.update(leads).where(*later), list(rows))


def set_scores(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """`rows` hold `lead` (its id) and the score's columns; a lead that has a score keeps it."""
    if not rows:
        return
    missing = (leads.c.id == sa.bindparam("lead"), leads.c.probability.is_(None))
    connection.execute(sa.update(leads).where(*missing), list(rows))
