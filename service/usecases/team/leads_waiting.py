"""Leads that nobody owns and that may be given: what turns would give next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from model.agreement import Agreement
from service.store import call_samples, lead_pages, waiting_leads
from service.store.columns import Row
from service.usecases.team.run_rotation import MOST_AT_ONCE


@dataclass(frozen=True, slots=True)
class LeadsWaiting:
    """`count` stops at MOST_AT_ONCE; `oldest` are the first of them, as `lead_pages` has leads."""

    count: int
    oldest: Sequence[Row]


def leads_waiting(connection: sa.Connection, agreement: Agreement, now: datetime, shown: int) -> LeadsWaiting:
    """Of the agreed days of trying, oldest first; without those that a call sample holds."""
    since = now - timedelta(days=agreement.retry_days)
    reserved = call_samples.reserved(connection, now)
    found = [
        each.id
        for each in waiting_leads.without_owner(connection, since, MOST_AT_ONCE)
        if each.id not in reserved
    ]
    rows = [lead_pages.shown(connection, lead_id) for lead_id in found[:shown]]
    return LeadsWaiting(len(found), [row for row in rows if row is not None])
