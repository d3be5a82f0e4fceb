"""What both sides did in a week: Marketing's changes, Sales' calls."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from model.vocabulary import REACHED_RESULTS
from service.store.campaigns import campaigns
from service.store.changes import campaign_changes
from service.store.columns import Row
from service.store.events import contact_attempts


def changes(connection: sa.Connection, since: datetime, until: datetime, limit: int) -> Sequence[Row]:
    """What was changed in [since, until): campaign, kind, note, occurred_at; the oldest first."""
    made = campaign_changes.c.occurred_at
    return connection.execute(
        sa.select(campaigns.c.key.label("campaign"), campaign_changes.c.kind, campaign_changes.c.note, made)
        .join(campaigns, campaigns.c.id == campaign_changes.c.campaign_id)
        .where(made >= since, made < until)
        .order_by(made, campaign_changes.c.id)
        .limit(limit)
    ).all()


def calls(connection: sa.Connection, since: datetime, until: datetime) -> Row:
    """Of the attempts made in [since, until): attempts, leads, reached (how many reached somebody), reps."""
    reached = sa.case((contact_attempts.c.result.in_(REACHED_RESULTS), 1), else_=0)
    return connection.execute(
        sa.select(
            sa.func.count().label("attempts"),
            sa.func.count(contact_attempts.c.lead_id.distinct()).label("leads"),
            sa.func.coalesce(sa.func.sum(reached), 0).label("reached"),
            sa.func.count(contact_attempts.c.rep_id.distinct()).label("reps"),
        ).where(contact_attempts.c.occurred_at >= since, contact_attempts.c.occurred_at < until)
    ).one()
