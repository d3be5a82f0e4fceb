"""What each rep got on a day: how many leads, and what they are worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from service.store import waiting_leads
from service.usecases.company import Company
from service.usecases.team.manage_team import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class RepShare:
    """`expected_revenue` in minor units is of the leads that have a score; `without_score` have none."""

    rep: Member
    leads: int
    expected_revenue: int
    without_score: int
    working_minutes: int

    def worth(self, mean: float) -> float:
        """With leads without a score counted as `mean`."""
        return self.expected_revenue + mean * self.without_score


def rep_shares(
    connection: sa.Connection, company: Company, team: Iterable[Member], day: date
) -> list[RepShare]:
    """Of all of the team who work on that day of the company's, and who got something though they do not.

    In the team's order. A lead counts for each rep who got it, also where it was given on or taken back.
    """
    first, last = (
        datetime.combine(each, time(), company.timezone) for each in (day, day + timedelta(days=1))
    )
    got = {row.rep_id: row for row in waiting_leads.given_between(connection, first, last)}
    shares = []
    for rep in team:
        row = got.get(rep.id)
        if row is not None or rep.works_on(day):
            shares.append(
                RepShare(
                    rep=rep,
                    leads=row.leads if row else 0,
                    expected_revenue=row.expected_revenue if row else 0,
                    without_score=row.without_score if row else 0,
                    working_minutes=rep.work.minutes_of(day) if rep.is_active else 0,
                )
            )
    return shares
