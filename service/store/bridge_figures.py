"""The leads of a period as they stood at an instant: who was judged how by then, and what was won."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import QUALIFIED, UNCOUNTED_REASONS, WON
from service.store.call_samples import call_sample_leads
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.deals import deals
from service.store.disputes import disputes
from service.store.events import dispositions
from service.store.leads import leads

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class AsOf:
    """Leads submitted in [since, until), by what was known at `at`; what has no time was known always."""

    since: datetime
    until: datetime
    at: datetime


def cohorts(connection: sa.Connection, asked: AsOf) -> Sequence[Row]:
    """A row a campaign with leads that count: campaign, channel, countable, judged, qualified, won, revenue,
    expected_quality (the sum over the leads that have one), foreseen (how many have), first_version and
    last_version of the models that said so."""
    known = _known(asked)
    figures = {
        "countable": sa.func.count(),
        "judged": _count(known.c.won | known.c.disposition.is_not(None)),
        "qualified": _count(known.c.won | sa.func.coalesce(known.c.disposition == QUALIFIED, sa.false())),
        "won": _count(known.c.won),
        "revenue": sa.cast(sa.func.sum(known.c.revenue), sa.BigInteger),
        "wins_without_time": sa.func.sum(known.c.timeless),
        "foreseen": _count(known.c.quality_probability.is_not(None)),
        "expected_quality": sa.func.sum(known.c.quality_probability),
        "first_version": sa.func.min(known.c.model_version),
        "last_version": sa.func.max(known.c.model_version),
    }
    return connection.execute(
        sa.select(
            campaigns.c.key.label("campaign"),
            campaigns.c.channel,
            *(figure.label(name) for name, figure in figures.items()),
        )
        .select_from(known)
        .outerjoin(campaigns, campaigns.c.id == known.c.campaign_id)
        .where(known.c.countable)
        .group_by(campaigns.c.key, campaigns.c.channel)
    ).all()


def reasons(connection: sa.Connection, asked: AsOf) -> Sequence[Row]:
    """How many of each campaign's countable leads had each reason: campaign, reason, leads."""
    known = _known(asked)
    return connection.execute(
        sa.select(
            campaigns.c.key.label("campaign"),
            known.c.disposition.label("reason"),
            sa.func.count().label("leads"),
        )
        .select_from(known)
        .outerjoin(campaigns, campaigns.c.id == known.c.campaign_id)
        .where(known.c.countable, ~known.c.won, known.c.disposition != QUALIFIED)
        .group_by(campaigns.c.key, known.c.disposition)
    ).all()


def attributes(connection: sa.Connection, asked: AsOf) -> Iterator[Sequence[Row]]:
    """What a model sees of each countable lead, in pieces: campaign, channel, campaign_text, submitted_at,
    attributes, tracking."""
    known = _known(asked)
    seen = (leads.c.campaign_text, leads.c.submitted_at, leads.c.attributes, leads.c.tracking)
    found = connection.execute(
        sa.select(campaigns.c.key.label("campaign"), campaigns.c.channel, *seen)
        .select_from(known)
        .join(leads, leads.c.id == known.c.id)
        .outerjoin(campaigns, campaigns.c.id == known.c.campaign_id)
        .where(known.c.countable)
    )
    yield from found.partitions(_AT_ONCE)


def other_words(connection: sa.Connection, asked: AsOf) -> dict[str, tuple[int, int, int]]:
    """Of the leads that another person called too, by kind: how many were found better than Sales said, how
    many worse, and how many were looked at."""
    disputed = sa.select(disputes.c.said, disputes.c.found).join(leads, leads.c.id == disputes.c.lead_id)
    disputed = disputed.where(disputes.c.decided_at <= asked.at, disputes.c.found.is_not(None))
    last, called = _newest_words(asked).subquery(), call_sample_leads.c
    sampled = sa.select(last.c.disposition.label("said"), called.disposition.label("found"))
    sampled = sampled.join(leads, leads.c.id == called.lead_id)
    sampled = sampled.join(last, (last.c.lead_id == leads.c.id) & (last.c.place == 1))
    sampled = sampled.where(called.recorded_at <= asked.at, called.disposition.is_not(None))
    queries = {"disputes": disputed, "call_sample": sampled}
    return {kind: _differing(connection, query, asked) for kind, query in queries.items()}


def _differing(connection: sa.Connection, query: sa.Select[Any], asked: AsOf) -> tuple[int, int, int]:
    words = query.where(*_submitted(asked)).subquery()
    said, found = words.c.said == QUALIFIED, words.c.found == QUALIFIED
    row = connection.execute(
        sa.select(_count(~said & found), _count(said & ~found), sa.func.count()).select_from(words)
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def _known(asked: AsOf) -> sa.Subquery:
    """One row a lead of the period: its word, its wins and their revenue as of then, whether it counts."""
    said = _newest_words(asked).subquery()
    won = (
        sa.select(
            deals.c.lead_id,
            _sum(deals.c.revenue).label("revenue"),
            _count(deals.c.closed_at.is_(None)).label("timeless"),
        )
        .where(deals.c.outcome == WON, sa.or_(deals.c.closed_at.is_(None), deals.c.closed_at <= asked.at))
        .group_by(deals.c.lead_id)
        .subquery()
    )
    is_won = won.c.lead_id.is_not(None)
    found_late = sa.func.coalesce(said.c.disposition.in_(UNCOUNTED_REASONS), sa.false()) & ~is_won
    plain = leads.c.duplicate_of.is_(None) & ~leads.c.auto_spam & ~leads.c.existing_customer
    return (
        sa.select(
            leads.c.id,
            leads.c.campaign_id,
            leads.c.quality_probability,
            leads.c.model_version,
            said.c.disposition,
            is_won.label("won"),
            sa.func.coalesce(won.c.revenue, 0).label("revenue"),
            sa.func.coalesce(won.c.timeless, 0).label("timeless"),
            (plain & ~found_late).label("countable"),
        )
        .select_from(leads)
        .outerjoin(said, (said.c.lead_id == leads.c.id) & (said.c.place == 1))
        .outerjoin(won, won.c.lead_id == leads.c.id)
        .where(*_submitted(asked))
        .subquery()
    )


def _submitted(asked: AsOf) -> tuple[sa.ColumnElement[bool], ...]:
    return leads.c.submitted_at >= asked.since, leads.c.submitted_at < min(asked.until, asked.at)


def _newest_words(asked: AsOf) -> sa.Select[Any]:
    """What was said of the leads by then; `place` 1 is what counted, as `service.store.events` has it."""
    newest_first = (
        dispositions.c.occurred_at.is_not(None).desc(),
        dispositions.c.occurred_at.desc(),
        dispositions.c.id.desc(),
    )
    place = sa.func.row_number().over(partition_by=dispositions.c.lead_id, order_by=newest_first)
    said = dispositions.c.occurred_at
    return (
        sa.select(dispositions.c.lead_id, dispositions.c.disposition, place.label("place"))
        .join(leads, leads.c.id == dispositions.c.lead_id)
        .where(*_submitted(asked), sa.or_(said.is_(None), said <= asked.at))
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _sum(value: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(sa.func.coalesce(sa.func.sum(value), 0), sa.BigInteger)
