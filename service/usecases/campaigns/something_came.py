"""Whether there is anything to count."""

from datetime import date

import sqlalchemy as sa

from service.store import first_figures
from service.usecases.campaigns.compare_campaigns import period_of
from service.usecases.company import Company


def something_came(
    connection: sa.Connection, company: Company, since: date | None = None, until: date | None = None
) -> bool:
    """A lead or spend on the days [since, until) of the company's time zone; without days, ever."""
    return first_figures.any_in(connection, period_of(company, since, until))
