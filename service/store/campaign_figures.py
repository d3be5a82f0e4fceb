"""Counts and sums by campaign, ad set, ad, channel, rep or product. Who counts: `model.campaign.counts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from model.vocabulary import QUALIFIED, UNCOUNTED_REASONS, WON
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.deals import deals
from service.store.events import payments
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.reps import reps
from service.store.spend import spend

won = sa.func.coalesce(lead_states.c.outcome == WON, sa.false())
found_late = sa.func.coalesce(lead_states.c.disposition.in_(UNCOUNTED_REASONS), sa.false()) & ~won
countable = leads.c.duplicate_of.is_(None) & ~leads.c.auto_spam & ~leads.c.existing_customer & ~found_late
judged = countable & (won | lead_states.c.disposition.is_not(None))
qualified = countable & (won | sa.func.coalesce(lead_states.c.disposition == QUALIFIED, sa.false()))
duplicate = leads.c.duplicate_of.is_not(None) | (
    sa.func.coalesce(lead_states.c.disposition == "duplicate", sa.false()) & ~won
)

LEAD_GROUPS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "campaign": (campaigns.c.key,),
    "ad_set": (campaigns.c.key, leads.c.ad_set),
    "ad": (campaigns.c.key, leads.c.ad_set, leads.c.ad),
    "channel": (campaigns.c.channel,),
    "rep": (reps.c.key,),
    "product": (leads.c.product,),
}
# Spend has no rep and no product.
_SPEND_GROUPS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "campaign": (campaigns.c.key,),
    "ad_set": (campaigns.c.key, spend.c.ad_set),
    "ad": (campaigns.c.key, spend.c.ad_set, spend.c.ad),
    "channel": (campaigns.c.channel,),
}
WITHOUT_SPEND = LEAD_GROUPS.keys() - _SPEND_GROUPS.keys()


grouped_leads = (
    leads.join(lead_states, lead_states.c.lead_id == leads.c.id)
    .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
    .outerjoin(reps, reps.c.id == lead_states.c.owner_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Half open; None is unbounded. Instants for leads and deals, days in the company's zone for spend.

    Of leads of one `product` only, where it is named: then there is no spend, which has none.
    """

    since: datetime | None
    until: datetime | None
    since_day: date | None
    until_day: date | None
    product: str | None = None


def lead_figures(
    connection: sa.Connection, by: str, period: Period, matured_before: datetime, due_before: datetime
) -> Sequence[Row]:
    """A row a group that has leads submitted in the period; undated leads where it is unbounded.

    A lead without a time is taken as due and matured: only imported history has such.
    """
    group = LEAD_GROUPS[by]
    submitted = leads.c.submitted_at
    figures = {
        "leads": sa.true(),
        "duplicates": duplicate,
        "spam": leads.c.auto_spam,
        "countable": countable,
        "due": countable & (submitted.is_(None) | (submitted <= due_before)),
        "judged": judged,
        "qualified": qualified,
        "matured": countable & (submitted.is_(None) | (submitted <= matured_before)),
        "scored": countable & leads.c.probability.is_not(None),
        "won": won,
    }
    sums = {
        "expected_revenue": sa.case((countable, leads.c.expected_revenue), else_=0),
        "won_revenue": lead_states.c.won_revenue,
        "won_without_revenue": lead_states.c.wins_without_revenue,
        "collected": lead_states.c.collected,
    }
    query = (
        sa.select(
            *named(group),
            *(count(condition).label(name) for name, condition in figures.items()),
            *(total(value).label(name) for name, value in sums.items()),
        )
        .select_from(grouped_leads)
        .where(*in_period(submitted, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def closing_figures(connection: sa.Connection, by: str, period: Period) -> Sequence[Row]:
    """Won leads and revenue of deals closed in the period: a row a group that has some."""
    group = LEAD_GROUPS[by]
    query = (
        sa.select(
            *named(group),
            sa.func.count(deals.c.lead_id.distinct()).label("won"),
            total(deals.c.revenue).label("won_revenue"),
            count(deals.c.revenue.is_(None)).label("won_without_revenue"),
        )
        .select_from(of_leads(deals))
        .where(deals.c.outcome == WON, *in_period(deals.c.closed_at, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def collected_figures(connection: sa.Connection, by: str, period: Period) -> Sequence[Row]:
    """Payments less refunds made in the period: a row a group that has some."""
    group = LEAD_GROUPS[by]
    amount = sa.case((payments.c.kind == "refund", -payments.c.amount), else_=payments.c.amount)
    query = (
        sa.select(*named(group), total(amount).label("collected"))
        .select_from(of_leads(payments))
        .where(*in_period(payments.c.occurred_at, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def spend_figures(connection: sa.Connection, by: str, period: Period) -> Sequence[Row]:
    """Spend on the period's days: a row a group that has some; none by rep or product."""
    if not has_spend(by, period):
        return []
    group = _SPEND_GROUPS[by]
    query = (
        sa.select(
            *named(group),
            total(spend.c.amount).label("spend"),
            total(spend.c.impressions).label("impressions"),
            total(spend.c.clicks).label("clicks"),
        )
        .join(campaigns, campaigns.c.id == spend.c.campaign_id)
        .where(*within(spend.c.day, period.since_day, period.until_day))
        .group_by(*group)
    )
    return connection.execute(query).all()


def has_spend(by: str, period: Period) -> bool:
    """Spend has no rep and no product."""
    return by in _SPEND_GROUPS and period.product is None


def named(group: tuple[sa.ColumnElement[Any], ...]) -> list[sa.Label[Any]]:
    """The group's columns as key_0, key_1, …"""
    return [column.label(f"key_{place}") for place, column in enumerate(group)]


def count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """How many rows meet it; 0 of none."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def total(value: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """The sum of whole amounts; 0 of none."""
    return sa.cast(sa.func.coalesce(sa.func.sum(value), 0), sa.BigInteger)


def in_period(clock: sa.ColumnElement[Any], period: Period) -> list[sa.ColumnElement[bool]]:
    """Of leads, and what is joined to them, by this clock."""
    own = [] if period.product is None else [leads.c.product == period.product]
    return [*within(clock, period.since, period.until), *own]


def within(column: sa.ColumnElement[Any], since: Any, until: Any) -> list[sa.ColumnElement[bool]]:
    """Half open; None is unbounded."""
    bounds = []
    if since is not None:
        bounds.append(column >= since)
    if until is not None:
        bounds.append(column < until)
    return bounds


def of_leads(table: sa.Table) -> sa.FromClause:
    """Rows of a table of leads' events or deals, with what they are grouped by."""
    return grouped_leads.join(table, table.c.lead_id == leads.c.id)
