"""Whether any lead came or anything was spent, ever or in a period."""

import sqlalchemy as sa

from service.store.campaign_figures import Period, in_period, within
from service.store.leads import leads
from service.store.spend import spend


def any_in(connection: sa.Connection, period: Period) -> bool:
    """A lead without a time is in the unbounded period only."""
    came = sa.select(leads.c.id).where(*in_period(leads.c.submitted_at, period))
    spent = sa.select(spend.c.id).where(
        spend.c.amount != 0, *within(spend.c.day, period.since_day, period.until_day)
    )
    return bool(connection.execute(sa.select(sa.or_(came.exists(), spent.exists()))).scalar_one())
