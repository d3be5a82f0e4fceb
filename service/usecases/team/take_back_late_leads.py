"""A lead that waits too long with its owner is taken back, so that another can call it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.vocabulary import TAKEN_BACK
from service.store import call_samples, waiting_leads
from service.usecases.company import Company
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.source import ROTATION
from service.usecases.team.manage_team import office_hours, team_of
from service.usecases.team.team_capacity import full_days


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A lead, and who had it."""

    lead_id: UUID
    owner_id: UUID


def take_back_late_leads(
    connection: sa.Connection, company: Company, agreement: Agreement, now: datetime
) -> list[TakenBack]:
    """Open leads that their owners have not tried within the agreed working minutes of the team.

    None where none were agreed, or nobody else is on duty, or the team made all of today's calls: another
    would be no sooner. The team's hours count, not the owner's own: a lead does not wait while she is away.
    """
    minutes = agreement.take_back_minutes
    if minutes is None:
        return []
    team = team_of(connection, company, agreement)
    on_duty = {each.id for each in team if each.is_on_duty(now)}
    today = now.astimezone(company.timezone).date()
    members = {each.id: each for each in team}
    if not on_duty or full_days(connection, company, members, [today]).is_full(None, today):
        return []
    hours = office_hours(company, agreement)
    lent = call_samples.reserved(connection, now)
    since = now - timedelta(days=agreement.retry_days)
    late = [
        TakenBack(row.id, row.owner_id)
        for row in waiting_leads.with_owner(connection, since, now - timedelta(minutes=minutes))
        if row.id not in lent and on_duty - {row.owner_id} and hours.between(row.given_at, now) > minutes
    ]
    new = [NewAssignment(lead_id=each.lead_id, occurred_at=now, rep=None, reason=TAKEN_BACK) for each in late]
    assign_leads(connection, company, ROTATION, new, now)
    return late
