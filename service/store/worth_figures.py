"""Sums of what was expected of leads and what became of it, by group. The formulas: `model.campaign`."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.campaign_figures import (
    LEAD_GROUPS,
    Period,
    count,
    countable,
    grouped_leads,
    in_period,
    named,
    of_leads,
    total,
    won,
)
from service.store.columns import Instant, Row
from service.store.deals import deals
from service.store.lead_states import lead_states
from service.store.leads import HELD_OUT, SUBMIT, leads
from service.store.spend import spend

# Probability and value at submit, as floats: their squares are beyond a database's integers.
p = leads.c.probability
value_at_submit = sa.cast(leads.c.deal_value, sa.Float)
scored = countable & p.is_not(None) & leads.c.deal_value.is_not(None)
worked = (
    (lead_states.c.attempts > 0) | lead_states.c.disposition.is_not(None) | lead_states.c.outcome.is_not(None)
)
# Scores by a model that did not learn from the lead itself.
blind = leads.c.score_origin.in_((SUBMIT, HELD_OUT))
MOST_WINS = 1_000
EVER = Period(since=None, until=None, since_day=None, until_day=None)


def promised(
    connection: sa.Connection, by: str, period: Period, now: datetime, horizon_days: float
) -> Sequence[Row]:
    """A row a group: sums over its scored leads, and over those of them that are matured, were worked and
    have a blind score.

    Of all: scored, p, pp (p²), pv, pvv, ppvv with v the value in minor units, and brought, their won revenue
    so far. Of the others: matured, won (within the horizon), expected (p) and expected_square (p²).
    """
    group, submitted = LEAD_GROUPS[by], leads.c.submitted_at
    known = worked & blind & matured(now, horizon_days)
    sums = {
        "p": p,
        "pp": p * p,
        "pv": p * value_at_submit,
        "pvv": p * value_at_submit * value_at_submit,
        "ppvv": p * p * value_at_submit * value_at_submit,
        "expected": sa.case((known, p), else_=0.0),
        "expected_square": sa.case((known, p * p), else_=0.0),
    }
    query = (
        sa.select(
            *named(group),
            sa.func.count().label("scored"),
            count(known).label("matured"),
            count(won & known & won_within(connection, horizon_days)).label("won"),
            total(lead_states.c.won_revenue).label("brought"),
            *(sa.func.sum(value).label(name) for name, value in sums.items()),
        )
        .select_from(grouped_leads)
        .where(scored, *in_period(submitted, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def tried_leads(
    connection: sa.Connection, by: str, period: Period, now: datetime, horizon_days: float
) -> Sequence[Row]:
    """A row a scored lead with an attempt: its group's keys, submitted_at, first_attempt_at, `p`, `value`,
    `known` (matured, with a blind score), `won` (within the horizon) and `brought`, its won revenue."""
    submitted, tried = leads.c.submitted_at, lead_states.c.first_attempt_at
    query = (
        sa.select(
            *named(LEAD_GROUPS[by]),
            submitted,
            tried,
            p.label("p"),
            value_at_submit.label("value"),
            (blind & matured(now, horizon_days)).label("known"),
            (won & won_within(connection, horizon_days)).label("won"),
            lead_states.c.won_revenue.label("brought"),
        )
        .select_from(grouped_leads)
        .where(
            scored,
            tried.is_not(None),
            submitted.is_not(None),
            *in_period(submitted, period),
        )
    )
    return connection.execute(query).all()


def largest_deals(connection: sa.Connection, by: str, period: Period, deals_closed: bool) -> Sequence[Row]:
    """A row a group with wins: the revenue of its `largest` deal, by arrival or by closing."""
    group = LEAD_GROUPS[by]
    clock = deals.c.closed_at if deals_closed else leads.c.submitted_at
    query = (
        sa.select(*named(group), sa.func.coalesce(sa.func.max(deals.c.revenue), 0).label("largest"))
        .select_from(of_leads(deals))
        .where(deals.c.outcome == WON, *in_period(clock, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def newest_wins(connection: sa.Connection) -> Sequence[Row]:
    """The newest 1,000 won leads: submitted_at, closed_at, won_revenue, deal_value (at submit)."""
    query = (
        sa.select(
            leads.c.submitted_at, lead_states.c.closed_at, lead_states.c.won_revenue, leads.c.deal_value
        )
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(lead_states.c.outcome == WON)
        .order_by(leads.c.id.desc())
        .limit(MOST_WINS)
    )
    return connection.execute(query).all()


def weekly_leads(connection: sa.Connection, campaign_id: UUID, monday: datetime) -> Sequence[Row]:
    """A row a week (`week`, from 0) of a campaign since that instant: countable `leads`, expected_revenue."""
    weeks = days(connection, leads.c.submitted_at, sa.literal(monday, Instant)) / 7.0
    week = whole(connection, weeks).label("week")
    query = (
        sa.select(
            week,
            count(countable).label("leads"),
            total(sa.case((countable, leads.c.expected_revenue), else_=0)).label("expected_revenue"),
        )
        .select_from(grouped_leads)
        .where(leads.c.campaign_id == campaign_id, leads.c.submitted_at >= monday)
        .group_by(week)
    )
    return connection.execute(query).all()


def daily_spend(connection: sa.Connection, campaign_id: UUID, since: date) -> Sequence[Row]:
    """A row a day of a campaign since then: `day`, `amount`."""
    query = (
        sa.select(spend.c.day, total(spend.c.amount).label("amount"))
        .where(spend.c.campaign_id == campaign_id, spend.c.day >= since)
        .group_by(spend.c.day)
    )
    return connection.execute(query).all()


def matured(now: datetime, horizon_days: float) -> sa.ColumnElement[bool]:
    """A lead without a time is taken as matured: only imported history has such."""
    submitted = leads.c.submitted_at
    return submitted.is_(None) | (submitted <= now - timedelta(days=horizon_days))


def won_within(connection: sa.Connection, horizon_days: float) -> sa.ColumnElement[bool]:
    """As training takes it: a win whose time is unknown counts."""
    closed, submitted = lead_states.c.closed_at, leads.c.submitted_at
    timeless = closed.is_(None) | submitted.is_(None)
    return won & (timeless | (days(connection, closed, submitted) <= horizon_days))


def days(connection: sa.Connection, later: Any, earlier: Any) -> sa.ColumnElement[Any]:
    """Days from one instant to another."""
    if connection.dialect.name == "postgresql":
        return sa.func.extract("epoch", later - earlier) / 86400.0
    return sa.func.julianday(later) - sa.func.julianday(earlier)


def whole(connection: sa.Connection, number: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """A number from 0 cut to its whole part; a cast alone cuts on SQLite and rounds on PostgreSQL."""
    return sa.cast(sa.func.floor(number) if connection.dialect.name == "postgresql" else number, sa.Integer)
