"""What Marketing promised Sales: campaigns announced before their leads, answers, leads in the band."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.service_level import IN_TIME, LATE, PENDING, Share, share
from service.store import announcements, feedback
from service.store import service_level_figures as figures
from service.usecases.company import Company
from service.usecases.team.first_attempts import Handled
from service.usecases.team.manage_team import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A campaign whose first lead came in the period. `read_by` are active reps, of `team` such reps."""

    campaign: str
    first_lead_at: datetime
    announced_at: datetime | None
    read_by: int
    team: int

    @property
    def in_time(self) -> bool:
        return self.announced_at is not None and self.announced_at <= self.first_lead_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Of what Sales said in the period; `pending` may still be answered in time."""

    in_time: int
    late: int
    pending: int

    @property
    def share(self) -> Share:
        return share(self.in_time, self.in_time + self.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Whole days of the period by their leads, against the agreed `low` to `high` a day."""

    low: int
    high: int
    inside: int
    below: int
    above: int

    @property
    def share(self) -> Share:
        return share(self.inside, self.inside + self.below + self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingLevels:
    """`days` is None where no band is agreed."""

    campaigns: Sequence[Announced]
    feedback: Answered
    days: Band | None

    @property
    def announced(self) -> Share:
        return share(sum(each.in_time for each in self.campaigns), len(self.campaigns))


def marketing_levels(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    period: tuple[date, date],
    handled: Sequence[Handled],
    team: Mapping[UUID, Member],
) -> MarketingLevels:
    """For the days [since, until) of `period`, of whose leads `handled` are."""
    since, until = (datetime.combine(day, time(), company.timezone) for day in period)
    band = agreement.leads_per_day
    return MarketingLevels(
        campaigns=_announced(connection, since, until, team),
        feedback=_answered(connection, agreement, since, until, now),
        days=None if band is None else _band(connection, company, band, period, handled, now),
    )


def _announced(
    connection: sa.Connection, since: datetime, until: datetime, team: Mapping[UUID, Member]
) -> list[Announced]:
    active = {rep for rep, each in team.items() if each.is_active}
    new = figures.first_leads(connection, since, until)
    told = announcements.of_campaigns(connection, [row.id for row in new])
    reads = announcements.reads(connection, [row.id for row in told])
    found = []
    for campaign in new:
        mine = [row for row in told if row.campaign_id == campaign.id]
        read_by = {rep for row in mine for rep in reads.get(row.id, {})}
        found.append(
            Announced(
                campaign=campaign.key,
                first_lead_at=campaign.first_lead_at,
                announced_at=mine[0].announced_at if mine else None,
                read_by=len(read_by & active),
                team=len(active),
            )
        )
    return found


def _answered(
    connection: sa.Connection, agreement: Agreement, since: datetime, until: datetime, now: datetime
) -> Answered:
    allowed = timedelta(days=agreement.feedback_days)
    stands: Counter[str] = Counter()
    for row in feedback.said_between(connection, since, until):
        if (row.answered_at or now) > row.said_at + allowed:
            stands[LATE] += 1
        else:
            stands[PENDING if row.answered_at is None else IN_TIME] += 1
    return Answered(in_time=stands[IN_TIME], late=stands[LATE], pending=stands[PENDING])


def _band(
    connection: sa.Connection,
    company: Company,
    band: tuple[int, int],
    period: tuple[date, date],
    handled: Sequence[Handled],
    now: datetime,
) -> Band:
    """Days that are over, from the company's first lead on."""
    low, high = band
    zone = company.timezone
    first = figures.first_lead_at(connection)
    today = now.astimezone(zone).date()
    since = max(period[0], first.astimezone(zone).date()) if first else today
    days = [since + timedelta(days=day) for day in range(max(0, (min(period[1], today) - since).days))]
    came = Counter(each.lead.submitted_at.astimezone(zone).date() for each in handled)
    counts = [came[day] for day in days]
    below, above = sum(count < low for count in counts), sum(count > high for count in counts)
    return Band(low=low, high=high, inside=len(days) - below - above, below=below, above=above)
