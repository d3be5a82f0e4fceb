"""What each campaign cost and brought week by week, and what its matured leads became."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store.campaign_figures import countable, won
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.spend import spend


def daily_spend(connection: sa.Connection, since: date, until: date) -> Sequence[Row]:
    """campaign, channel, day, amount: a row a campaign and day on which it paid, days half open."""
    amount = sa.cast(sa.func.sum(spend.c.amount), sa.BigInteger)
    return connection.execute(
        sa.select(campaigns.c.key.label("campaign"), campaigns.c.channel, spend.c.day, amount.label("amount"))
        .join(campaigns, campaigns.c.id == spend.c.campaign_id)
        .where(spend.c.day >= since, spend.c.day < until)
        .group_by(campaigns.c.key, campaigns.c.channel, spend.c.day)
        .having(amount > 0)
    ).all()


def weekly_leads(connection: sa.Connection, edges: Sequence[datetime]) -> Sequence[Row]:
    """campaign, week, leads: countable ones submitted between the week's edge and the next."""
    submitted = leads.c.submitted_at
    week = sa.case(
        *((submitted < edge, sa.literal_column(str(place))) for place, edge in enumerate(edges[1:])),
    ).label("week")
    numbered = (
        sa.select(leads.c.campaign_id, week)
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(countable, submitted >= edges[0], submitted < edges[-1])
        .subquery()
    )
    return connection.execute(
        sa.select(campaigns.c.key.label("campaign"), numbered.c.week, sa.func.count().label("leads"))
        .join(campaigns, campaigns.c.id == numbered.c.campaign_id)
        .group_by(campaigns.c.key, numbered.c.week)
    ).all()


def matured_leads(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """campaign, leads, won: countable leads submitted then."""
    key, counted = campaigns.c.key, sa.func.sum(sa.case((won, 1), else_=0))
    query = sa.select(key.label("campaign"), sa.func.count().label("leads"), counted.label("won"))
    return connection.execute(_of_leads(query, since, until).group_by(key)).all()


def matured_deals(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """campaign, revenue: a row a won lead of those whose revenue is known."""
    query = sa.select(campaigns.c.key.label("campaign"), lead_states.c.won_revenue.label("revenue"))
    query = query.where(won, lead_states.c.won_revenue > 0).order_by(leads.c.id)
    return connection.execute(_of_leads(query, since, until)).all()


def _of_leads(query: sa.Select[Any], since: datetime, until: datetime) -> sa.Select[Any]:
    tables = leads.join(lead_states, lead_states.c.lead_id == leads.c.id)
    tables = tables.join(campaigns, campaigns.c.id == leads.c.campaign_id)
    return query.select_from(tables).where(
        countable, leads.c.submitted_at >= since, leads.c.submitted_at < until
    )
