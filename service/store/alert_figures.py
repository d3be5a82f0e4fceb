"""What alerts are looked for in: counts of some weeks by campaign or rep, each in one query."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa

from model.vocabulary import QUALIFIED
from service.store.campaign_figures import countable, judged, qualified
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.events import contact_attempts, dispositions
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.reps import reps
from service.store.spend import spend

_BANDS: Final = 20


def quality_bands(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """Countable leads submitted in [since, until): campaign, band of the quality score at submit (NULL
    without one), probability (the band's mean), countable, judged, qualified."""
    score = leads.c.quality_probability
    band = sa.cast(sa.func.round(score * _BANDS), sa.Integer)
    return connection.execute(
        sa.select(
            campaigns.c.key.label("campaign"),
            band.label("band"),
            sa.func.avg(score).label("probability"),
            sa.func.count().label("countable"),
            _count(judged).label("judged"),
            _count(qualified).label("qualified"),
        )
        .select_from(leads)
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .where(countable, leads.c.submitted_at >= since, leads.c.submitted_at < until)
        .group_by(campaigns.c.key, band)
        .order_by(campaigns.c.key, band)
    ).all()


def spending(connection: sa.Connection, since: date, until: date) -> Sequence[Row]:
    """Campaigns that cost something on the days [since, until): campaign, spend, days."""
    return connection.execute(
        sa.select(
            campaigns.c.key.label("campaign"),
            sa.func.sum(spend.c.amount).label("spend"),
            sa.func.count(spend.c.day.distinct()).label("days"),
        )
        .join(campaigns, campaigns.c.id == spend.c.campaign_id)
        .where(spend.c.amount > 0, spend.c.day >= since, spend.c.day < until)
        .group_by(campaigns.c.key)
    ).all()


def leads_by_campaign(connection: sa.Connection, since: datetime, until: datetime) -> dict[str | None, int]:
    """Every lead submitted in [since, until)."""
    rows = connection.execute(
        sa.select(campaigns.c.key, sa.func.count())
        .select_from(leads)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .where(leads.c.submitted_at >= since, leads.c.submitted_at < until)
        .group_by(campaigns.c.key)
    )
    return {row[0]: int(row[1]) for row in rows}


def judged_weeks(connection: sa.Connection, starts: Sequence[datetime]) -> Sequence[Row]:
    """Leads by who judged them in which week: rep, week (its place among `starts`, of which the last only
    ends the one before), judged, qualified."""
    said = lead_states.c.disposed_at
    week = sa.case(*((said < end, place) for place, end in enumerate(starts[1:])))
    return connection.execute(
        sa.select(
            reps.c.key.label("rep"),
            week.label("week"),
            sa.func.count().label("judged"),
            _count(lead_states.c.disposition == QUALIFIED).label("qualified"),
        )
        .select_from(lead_states)
        .join(reps, reps.c.id == lead_states.c.judged_by_id)
        .where(said >= starts[0], said < starts[-1])
        .group_by(reps.c.key, week)
    ).all()


def said_after_calls(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[Row]:
    """Dispositions of reps given in [since, until), each with the last attempt on its lead by then: rep,
    said_at, disposition, attempt_at, duration_seconds, attempt_source. Those of leads never tried are left
    out, as are imported ones, whose times are another system's."""
    place = sa.func.row_number().over(
        partition_by=dispositions.c.id,
        order_by=(contact_attempts.c.occurred_at.desc(), contact_attempts.c.id.desc()),
    )
    both = (
        sa.select(
            reps.c.key.label("rep"),
            dispositions.c.occurred_at.label("said_at"),
            dispositions.c.disposition,
            contact_attempts.c.occurred_at.label("attempt_at"),
            contact_attempts.c.duration_seconds,
            contact_attempts.c.attempt_source,
            place.label("place"),
        )
        .select_from(dispositions)
        .join(reps, reps.c.id == dispositions.c.rep_id)
        .join(contact_attempts, contact_attempts.c.lead_id == dispositions.c.lead_id)
        .where(
            dispositions.c.occurred_at >= since,
            dispositions.c.occurred_at < until,
            dispositions.c.source != "import",
            contact_attempts.c.occurred_at <= dispositions.c.occurred_at,
        )
        .subquery()
    )
    newest: sa.Select[Any] = sa.select(both).where(both.c.place == 1).order_by(both.c.rep, both.c.said_at)
    return connection.execute(newest).all()


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
