"""Show one lead, with the person and all that happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store import audit, contacts, disputes, events, lead_pages
from service.store import deals as store_deals
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import NotFound
from service.usecases.source import Source

HISTORY = {
    "contact_attempts": events.contact_attempts,
    "dispositions": events.dispositions,
    "assignments": events.assignments,
    "outcomes": events.outcomes,
    "payments": events.payments,
}


@dataclass(frozen=True, slots=True)
class LeadPage:
    """`history` holds the events by kind, oldest first; `contact` is None where the person is forgotten."""

    lead: Row
    contact: Mapping[str, Any] | None
    history: Mapping[str, list[Mapping[str, Any]]]
    disputes: Sequence[Row]


def read_lead(
    connection: sa.Connection, company: Company, source: Source, lead_id: UUID, now: datetime
) -> LeadPage:
    """Raises NotFound. That the person was looked at is kept in the audit."""
    lead = lead_pages.shown(connection, lead_id)
    if lead is None:
        raise NotFound("there is no such lead")
    sealed = contacts.find(connection, lead_id)
    contact = None
    if sealed is not None:
        contact = company.vault.open(lead_id, sealed.key_version, sealed.sealed)
        audit.add(
            connection,
            id=new_id(),
            occurred_at=now,
            source=source.name,
            action="view_contact",
            lead_id=lead_id,
        )
    return LeadPage(lead, contact, _history(connection, lead_id), disputes.of_lead(connection, lead_id))


def _history(connection: sa.Connection, lead_id: UUID) -> dict[str, list[Mapping[str, Any]]]:
    deal_keys = {deal.id: deal.key for deal in store_deals.of_leads(connection, [lead_id])}
    rep_keys = events.rep_keys(connection, lead_id)
    return {
        kind: [
            _named(dict(row._mapping), rep_keys, deal_keys)
            for row in events.of_leads(connection, table, [lead_id])
        ]
        for kind, table in HISTORY.items()
    }


def _named(event: dict[str, Any], reps: Mapping[UUID, str], deals: Mapping[UUID, str]) -> dict[str, Any]:
    """The rep and the deal by the names that the company gives them."""
    for name, known in (("rep", reps), ("deal", deals)):
        if f"{name}_id" in event:
            event[name] = known.get(event[f"{name}_id"])
    return event
