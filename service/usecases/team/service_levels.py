"""How often Sales and Marketing kept what they promised each other, per rep, campaign and side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.service_level import LATE, SalesCounts, retried
from model.vocabulary import OPEN, UNREACHABLE
from service.store import service_level_figures as figures
from service.usecases.company import Company
from service.usecases.team.first_attempts import Handled, Stands, Verdicts, handled_leads
from service.usecases.team.manage_team import team_of
from service.usecases.team.marketing_levels import MarketingLevels, marketing_levels
from service.usecases.team.team_capacity import Days, full_days, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesLevels:
    """`total` and `campaigns` (by key; None is no campaign) run from a lead's arrival by the team's hours.

    `reps` (by key) run from when the lead was given to her, by her own hours; `unassigned` are the leads that
    nobody owned or tried. The leads of the lines sum to the total's both ways.
    """

    total: SalesCounts
    campaigns: Mapping[str | None, SalesCounts]
    reps: Mapping[str, SalesCounts]
    unassigned: SalesCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevels:
    """Of the leads submitted on the days [since, until), as of `as_of`, under version `version` of what was
    agreed; where nobody signed it is 0, and these are the defaults' promises, which nobody made.

    `undated` is how many leads no period can hold.
    """

    as_of: datetime
    since: date
    until: date
    version: int
    undated: int
    sales: SalesLevels
    marketing: MarketingLevels

    @property
    def agreed(self) -> bool:
        return self.version > 0


def service_levels(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    since: date,
    until: date,
) -> ServiceLevels:
    """`since` and `until` are days of the company's time zone, half open."""
    first, last = (datetime.combine(day, time(), company.timezone) for day in (since, until))
    team = {each.id: each for each in team_of(connection, company, agreement)}
    handled = handled_leads(connection, first, last)
    verdicts = Verdicts(company, agreement, team, now)
    judged = [_Judged(each, verdicts.of_lead(each), verdicts.of_rep(each)) for each in handled]
    full = full_days(connection, company, team, _late_days(judged))
    return ServiceLevels(
        as_of=now,
        since=since,
        until=until,
        version=agreement.version,
        undated=figures.undated(connection),
        sales=_sales(verdicts, full, judged),
        marketing=marketing_levels(connection, company, agreement, now, (since, until), handled, team),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    handled: Handled
    of_lead: Stands
    of_rep: Stands


def _late_days(judged: Iterable[_Judged]) -> list[date]:
    """The days on which somebody would have had to call in time, and did not."""
    days = {stands.due_day for each in judged for stands in (each.of_lead, each.of_rep)}
    return sorted(day for day in days if day is not None)


def _sales(verdicts: Verdicts, full: Days, judged: Iterable[_Judged]) -> SalesLevels:
    campaigns: dict[str | None, SalesCounts] = defaultdict(SalesCounts)
    reps: dict[UUID | None, SalesCounts] = defaultdict(SalesCounts)
    for each in judged:
        handled, campaign = each.handled, campaigns[each.handled.lead.campaign]
        tried_again = _retried(verdicts, handled)
        _count(campaign, settle(each.of_lead, full), handled, tried_again)
        _count(reps[handled.rep], settle(each.of_rep, full, handled.rep), handled, tried_again)
        campaign.taken_back += len(handled.lost_by)
        for rep in handled.lost_by:
            reps[rep].taken_back += 1
    return SalesLevels(
        total=sum(campaigns.values(), SalesCounts()),
        campaigns=dict(sorted(campaigns.items(), key=lambda line: line[0] or "")),
        unassigned=reps.pop(None, SalesCounts()),
        reps=_by_key(verdicts, reps),
    )


def _by_key(verdicts: Verdicts, reps: Mapping[UUID | None, SalesCounts]) -> dict[str, SalesCounts]:
    named = {verdicts.team[rep].key: counts for rep, counts in reps.items() if rep is not None}
    return dict(sorted(named.items()))


def _count(counts: SalesCounts, word: str, handled: Handled, tried_again: bool | None) -> None:
    counts.leads += 1
    setattr(counts, word, getattr(counts, word) + 1)
    counts.untried += word == LATE and handled.tried_at is None
    if tried_again is not None:
        counts.retry_due += 1
        counts.retried += tried_again


def _retried(verdicts: Verdicts, handled: Handled) -> bool | None:
    """Whether a lead was tried often enough; None where it was reached or settled, or has time left."""
    lead = handled.lead
    is_settled = lead.disposition not in (None, UNREACHABLE) or lead.outcome not in (None, OPEN)
    if lead.reached_at is not None or is_settled:
        return None
    terms = verdicts.agreement
    return retried(handled.given_at, handled.times, terms.retry_attempts, terms.retry_days, verdicts.now)
