"""Leads that nobody owns are given to the reps on duty, so that each gets her share of their worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.rotation import Turn, share_out
from model.vocabulary import BY_ROTATION, SAME_PERSON
from service.store import call_samples, lead_states, waiting_leads
from service.store.waiting_leads import Waiting
from service.usecases.company import Company
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.source import ROTATION
from service.usecases.team.manage_team import Member, team_of
from service.usecases.team.rep_shares import rep_shares

MOST_AT_ONCE = 500
_MEAN_OF_DAYS = 30
# What a lead counts as while none has a score: turns then are by count.
_ONE = 1.0


@dataclass(frozen=True, slots=True)
class Given:
    """A lead, the key of the rep who got it, and why: by rotation, or as the same person's last owner."""

    lead_id: UUID
    rep: str
    reason: str


def run_rotation(
    connection: sa.Connection, company: Company, agreement: Agreement, now: datetime
) -> list[Given]:
    """Give at most MOST_AT_ONCE leads; none while nobody is on duty.

    Never a duplicate, spam, who must not be called, a lead that a call sample holds, or one that is older
    than the agreed days of trying.
    """
    team = team_of(connection, company, agreement)
    if not any(each.is_on_duty(now) for each in team):
        return []
    waiting = _waiting(connection, now - timedelta(days=agreement.retry_days), now)
    returned = _to_last_owners(connection, company, team, waiting, now)
    known = {each.lead_id for each in returned}
    rest = [each for each in waiting if each.id not in known]
    given = [*returned, *_by_turns(connection, company, team, rest, now)]
    new = [
        NewAssignment(lead_id=each.lead_id, occurred_at=now, rep=each.rep, reason=each.reason)
        for each in given
    ]
    assign_leads(connection, company, ROTATION, new, now)
    return given


def _waiting(connection: sa.Connection, since: datetime, now: datetime) -> list[Waiting]:
    """Held, so that nobody gives them by hand meanwhile; looked at again for who did before."""
    found = waiting_leads.without_owner(connection, since, MOST_AT_ONCE)
    lead_states.hold(connection, [each.id for each in found])
    held = {each.id for each in found} - call_samples.reserved(connection, now)
    return [each for each in waiting_leads.without_owner(connection, since, MOST_AT_ONCE) if each.id in held]


def _to_last_owners(
    connection: sa.Connection,
    company: Company,
    team: Sequence[Member],
    waiting: Sequence[Waiting],
    now: datetime,
) -> list[Given]:
    """Leads of people whom a rep knows who works today; not back to her from whom it was taken."""
    today = now.astimezone(company.timezone).date()
    here = {each.id: each.key for each in team if each.works_on(today)}
    owners = waiting_leads.last_owners(connection, [each.id for each in waiting])
    return [
        Given(each.id, here[owners[each.id]], SAME_PERSON)
        for each in waiting
        if owners.get(each.id) in here and owners[each.id] != each.taken_from
    ]


def _by_turns(
    connection: sa.Connection,
    company: Company,
    team: Sequence[Member],
    waiting: Sequence[Waiting],
    now: datetime,
) -> list[Given]:
    mean = waiting_leads.mean_worth(connection, now - timedelta(days=_MEAN_OF_DAYS)) or _ONE
    keys = {each.id: each.key for each in team}
    shares = rep_shares(connection, company, team, now.astimezone(company.timezone).date())
    turns = [
        Turn(share.rep.key, share.working_minutes, share.leads, share.worth(mean))
        for share in shares
        if share.rep.is_on_duty(now)
    ]
    leads = [
        (each.id, each.worth, None if each.taken_from is None else keys[each.taken_from]) for each in waiting
    ]
    return [Given(lead, rep, BY_ROTATION) for lead, rep in share_out(turns, leads, mean)]
