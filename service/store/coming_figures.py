"""What open leads still bring: sums by group over leads that are neither won nor given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.vocabulary import LOST, QUALIFIED
from service.store.campaign_figures import LEAD_GROUPS, Period, grouped_leads, in_period, named, won
from service.store.columns import Instant, Row
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.worth_figures import days, p, scored, value_at_submit, whole, worked

bad = lead_states.c.disposition.is_not(None) & (lead_states.c.disposition != QUALIFIED)
gone = ~won & (sa.func.coalesce(lead_states.c.outcome == LOST, sa.false()) | bad)
_gone_at = sa.case((bad, lead_states.c.disposed_at), else_=lead_states.c.closed_at)

MOST_GIVEN_UP = 5_000
Bands = Sequence[float]  # the rising edges between bands of chance


@dataclass(frozen=True, slots=True)
class Steps:
    """Ages are told apart in ``count`` steps of so many days."""

    count: int
    days: float


def to_come(
    connection: sa.Connection,
    by: str,
    period: Period,
    now: datetime,
    shares: Sequence[tuple[int, int, float, float]],
    bands: Bands,
    steps: Steps,
) -> Sequence[Row]:
    """A row a group with open leads younger than all steps: `to_come` in minor units, `open` leads.

    ``shares`` has for each band of chance and step of age the share of wins that came by then and the share
    of the never won that Sales had given up. The formula: `model.campaign.still_to_come`.
    """
    group = LEAD_GROUPS[by]
    curve = _curve(shares)
    coming, failing = p * (1 - curve.c.column3), (1 - p) * (1 - curve.c.column4)
    left = coming / sa.func.nullif(coming + failing, 0.0)
    submitted = leads.c.submitted_at
    step = _step(connection, days(connection, sa.literal(now, Instant), submitted), steps.days)
    like = (curve.c.column2 == step) & (curve.c.column1 == _band(bands))
    youngest = now - timedelta(days=steps.days * steps.count)
    query = (
        sa.select(
            *named(group),
            sa.func.coalesce(sa.func.sum(left * value_at_submit), 0.0).label("to_come"),
            sa.func.count().label("open"),
        )
        .select_from(grouped_leads.join(curve, like))
        .where(scored, ~won, ~gone, submitted > youngest, *in_period(submitted, period))
        .group_by(*group)
    )
    return connection.execute(query).all()


def _curve(shares: Sequence[tuple[int, int, float, float]]) -> sa.CTE:
    """The shares as a table. Written as one text: as bound values they take ten times as long to compile."""
    rows = ", ".join(f"({band:d}, {step:d}, {came!r}, {gone!r})" for band, step, came, gone in shares)
    # Both databases call the columns of VALUES so.
    kinds = (sa.Integer, sa.Integer, sa.Float, sa.Float)
    columns = (sa.column(f"column{place}", kind()) for place, kind in enumerate(kinds, start=1))
    return sa.text(f"VALUES {rows}").columns(*columns).cte("curve")


def mean_chance(connection: sa.Connection) -> float:
    """Of all scored leads, countable or not: it only sets the bands. 0 of none."""
    return connection.scalar(sa.select(sa.func.avg(p))) or 0.0


def given_up(
    connection: sa.Connection, now: datetime, horizon_days: float, bands: Bands, step_days: float
) -> Sequence[Row]:
    """Of the newest 5,000 matured, dated, worked, scored leads not won how many `leads` Sales gave up, by
    `band` of their chance and `step` of age; `step` is NULL of those that nobody gave up."""
    wanted = (scored, worked, ~won, leads.c.submitted_at <= now - timedelta(days=horizon_days))
    step = _step(connection, days(connection, _gone_at, leads.c.submitted_at), step_days)
    counted = (
        sa.select(_band(bands).label("band"), sa.case((gone, step)).label("step"))
        .select_from(grouped_leads)
        .where(*wanted)
        .order_by(leads.c.submitted_at.desc())
        .limit(MOST_GIVEN_UP)
        .subquery()
    )
    both = (counted.c.band, counted.c.step)
    return connection.execute(sa.select(*both, sa.func.count().label("leads")).group_by(*both)).all()


def _step(connection: sa.Connection, age: sa.ColumnElement[Any], step_days: float) -> sa.ColumnElement[int]:
    return whole(connection, age / sa.literal(step_days, sa.Float))


def _band(bands: Bands) -> sa.ColumnElement[int]:
    """0 up to the first edge, 1 up to the next, …"""
    below = ((p <= edge, place) for place, edge in enumerate(bands))
    return sa.case(*below, else_=len(bands))
