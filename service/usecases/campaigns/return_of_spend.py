"""What one more unit of spend on a campaign brings, from its newest half year."""

from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
import sqlalchemy as sa

from model.campaign.worth_of_more_spend import MarginalReturn, marginal_return
from service.store import worth_figures
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company

_WEEKS = 26


def return_of_spend(
    connection: sa.Connection, company: Company, campaign_id: UUID, now: datetime
) -> MarginalReturn | None:
    """By whole weeks of the company's time zone, of leads by their submit; None where it cannot be told."""
    monday = _first_monday(now.astimezone(company.timezone).date())
    since = start_of(company, monday)
    assert since is not None
    spend, leads, expected = (np.zeros(_WEEKS) for _ in range(3))
    for day in worth_figures.daily_spend(connection, campaign_id, monday):
        week = (day.day - monday).days // 7
        if week < _WEEKS:
            spend[week] += day.amount
    for row in worth_figures.weekly_leads(connection, campaign_id, since):
        if row.week < _WEEKS:
            leads[row.week], expected[row.week] = row.leads, row.expected_revenue
    return marginal_return(spend, leads, expected)


def _first_monday(today: date) -> date:
    """26 whole weeks before this one."""
    return today - timedelta(days=today.weekday(), weeks=_WEEKS)
