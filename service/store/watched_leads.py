"""Leads as watching reads them: sums in the database, and samples in pieces, never all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.campaign_figures import countable
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.lead_states import lead_states
from service.store.leads import leads

_AT_ONCE = 1000
_JOINED = leads.join(lead_states, lead_states.c.lead_id == leads.c.id)

worked = (
    (lead_states.c.attempts > 0) | lead_states.c.disposition.is_not(None) | lead_states.c.outcome.is_not(None)
)
# The score of its own submit: one that came later may be of a model that learnt from the lead.
scored = (leads.c.score_origin == "submit") & leads.c.probability.is_not(None)


@dataclass(frozen=True, slots=True)
class Span:
    """`[since, until)` of `submitted_at`."""

    since: datetime
    until: datetime


def cohorts(connection: sa.Connection, span: Span, horizons: Mapping[str, float]) -> Sequence[Row]:
    """By model version, of worked leads: `leads`, `won` within the horizon in days, and Σp, Σp², Σp³."""
    p = leads.c.probability
    horizon = sa.case(dict(horizons), value=leads.c.model_version)
    return connection.execute(
        sa.select(
            leads.c.model_version,
            sa.func.count().label("leads"),
            sa.func.sum(sa.case((_won_within(connection, horizon), 1), else_=0)).label("won"),
            sa.func.sum(p).label("first"),
            sa.func.sum(p * p).label("second"),
            sa.func.sum(p * p * p).label("third"),
        )
        .select_from(_JOINED)
        .where(*_judged(span), leads.c.model_version.in_(list(horizons)))
        .group_by(leads.c.model_version)
    ).all()


def outcomes(
    connection: sa.Connection, span: Span, version: str, horizon: float, most: int
) -> Iterator[Sequence[Row]]:
    """`probability` and whether it `won` within the horizon, of a sample of the same leads."""
    wanted = (*_judged(span), leads.c.model_version == version)
    won = _won_within(connection, sa.literal(horizon)).label("won")
    return _sample(connection, (leads.c.probability, won), wanted, most)


def recent(connection: sa.Connection, span: Span, most: int) -> Iterator[Sequence[Row]]:
    """What a model sees of a lead, and the score it got, of a sample of the countable leads."""
    seen = (
        leads.c.submitted_at,
        leads.c.campaign_text,
        leads.c.attributes,
        leads.c.tracking,
        leads.c.score_origin,
        leads.c.model_version,
        leads.c.probability,
        campaigns.c.key.label("campaign"),
        campaigns.c.channel,
    )
    return _sample(connection, seen, (countable, *_within(span)), most)


def counted(connection: sa.Connection, span: Span) -> int:
    """How many countable leads there are."""
    return _count(connection, (countable, *_within(span)))


def unworked(connection: sa.Connection, span: Span, outcomes_only: str | None) -> tuple[int, int]:
    """How many countable leads there are, and how many of them nobody tried, judged or closed.

    Leads of the source `outcomes_only` are left out: its silence does not say that nobody tried.
    """
    wanted = (countable, *_within(span))
    if outcomes_only is not None:
        wanted = (*wanted, leads.c.source != outcomes_only)
    return _count(connection, wanted), _count(connection, (*wanted, ~worked))


def _judged(span: Span) -> tuple[sa.ColumnElement[bool], ...]:
    return (countable, worked, scored, *_within(span))


def _within(span: Span) -> tuple[sa.ColumnElement[bool], ...]:
    return (leads.c.submitted_at >= span.since, leads.c.submitted_at < span.until)


def _won_within(connection: sa.Connection, horizon: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """As training takes it: a win whose time is unknown counts."""
    in_time = lead_states.c.closed_at.is_(None) | (_days_to_close(connection) <= horizon)
    return sa.func.coalesce(lead_states.c.outcome == WON, sa.false()) & in_time


def _days_to_close(connection: sa.Connection) -> sa.ColumnElement[Any]:
    closed, submitted = lead_states.c.closed_at, leads.c.submitted_at
    if connection.dialect.name == "postgresql":
        return sa.func.extract("epoch", closed - submitted) / 86400.0
    return sa.func.julianday(closed) - sa.func.julianday(submitted)


def _sample(
    connection: sa.Connection,
    columns: Sequence[sa.ColumnElement[Any]],
    wanted: Sequence[sa.ColumnElement[bool]],
    most: int,
) -> Iterator[Sequence[Row]]:
    """Every k-th of the leads by id, so that it is the same sample for the same leads."""
    every = -(-_count(connection, wanted) // most) or 1
    place = sa.func.row_number().over(order_by=leads.c.id).label("place")
    ranked = sa.select(leads.c.id, place).select_from(_JOINED).where(*wanted).subquery()
    query = (
        sa.select(*columns)
        .select_from(_JOINED)
        .join(ranked, ranked.c.id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .where(ranked.c.place % every == 0)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from connection.execute(query).partitions(_AT_ONCE)


def _count(connection: sa.Connection, wanted: Sequence[sa.ColumnElement[bool]]) -> int:
    counting = sa.select(sa.func.count()).select_from(_JOINED).where(*wanted)
    return connection.scalar(counting) or 0
