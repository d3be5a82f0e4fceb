"""How far countable leads got, step by step, in one pass. The steps: `model.campaign.funnel`."""

from datetime import datetime

import sqlalchemy as sa

from model.campaign.funnel import COLLECTED, LEADS, QUALIFIED_STEP, REACHED, TRIED, WON_STEP
from model.vocabulary import TALKED_REASONS
from service.store.campaign_figures import Period, count, countable, qualified, total, within, won
from service.store.columns import Row
from service.store.coming_figures import gone
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.spend import spend
from service.store.worth_figures import matured

# Each holds the next: a win was tried, qualified and reached, whatever else was recorded.
STEPS: dict[str, sa.ColumnElement[bool]] = {
    LEADS: sa.true(),
    REACHED: lead_states.c.reached_at.is_not(None)
    | qualified
    | sa.func.coalesce(lead_states.c.disposition.in_(TALKED_REASONS), sa.false()),
    QUALIFIED_STEP: qualified,
    TRIED: qualified & lead_states.c.outcome.is_not(None),
    WON_STEP: won,
    COLLECTED: won & (lead_states.c.collected > 0),
}


def steps(connection: sa.Connection, period: Period, now: datetime, horizon_days: float) -> Row:
    """For each step <s>: <s>_leads, <s>_expected, <s>_matured, <s>_matured_expected, <s>_matured_wins,
    <s>_matured_revenue; and of the leads that got to the step before and are lost <s>_lost,
    <s>_lost_expected. Then won_revenue and collected of those won.

    Lost is who did not get to a step and is matured, or was given up before.
    """
    old = matured(now, horizon_days)
    worth = sa.func.coalesce(leads.c.expected_revenue, 0)
    columns: list[sa.ColumnElement[int]] = []
    before: sa.ColumnElement[bool] = sa.true()
    for name, step in STEPS.items():
        lost = before & ~step & (old | gone)
        columns += [
            count(step).label(f"{name}_leads"),
            _of(step, worth).label(f"{name}_expected"),
            count(step & old).label(f"{name}_matured"),
            _of(step & old, worth).label(f"{name}_matured_expected"),
            count(step & old & won).label(f"{name}_matured_wins"),
            _of(step & old, lead_states.c.won_revenue).label(f"{name}_matured_revenue"),
            count(lost).label(f"{name}_lost"),
            _of(lost, worth).label(f"{name}_lost_expected"),
        ]
        before = step
    query = (
        sa.select(
            *columns,
            _of(won, lead_states.c.won_revenue).label("won_revenue"),
            _of(won, lead_states.c.collected).label("collected"),
        )
        .select_from(leads.join(lead_states, lead_states.c.lead_id == leads.c.id))
        .where(countable, *within(leads.c.submitted_at, period.since, period.until))
    )
    return connection.execute(query).one()


def received(connection: sa.Connection, period: Period) -> int:
    """Every lead submitted in the period, countable or not."""
    submitted = within(leads.c.submitted_at, period.since, period.until)
    return connection.scalar(sa.select(sa.func.count()).select_from(leads).where(*submitted)) or 0


def spent(connection: sa.Connection, period: Period) -> int:
    """On the period's days, in minor units."""
    days = within(spend.c.day, period.since_day, period.until_day)
    return connection.scalar(sa.select(total(spend.c.amount)).where(*days)) or 0


def _of(wanted: sa.ColumnElement[bool], amount: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return total(sa.case((wanted, amount), else_=0))
