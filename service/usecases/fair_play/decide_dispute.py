"""Another person calls a disputed lead blind, and what she finds decides."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.campaign.dispute import OVERTURNED, verdict
from model.reading.text import folded
from model.vocabulary import UNREACHABLE
from service.store import audit, contacts, disputes, lead_states
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.events.lead_event import one
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.problems import Conflict, NotFound, refuse
from service.usecases.source import DISPUTE, Source


def assign_dispute(connection: sa.Connection, dispute_id: UUID, to: str) -> None:
    """She may then see whom to call. Raises NotFound, Conflict where it is decided, or Refused."""
    found = _undecided(connection, dispute_id)
    _check_person(found, "/to", to)
    disputes.change(connection, dispute_id, assigned_to=to)


def contact_of(
    connection: sa.Connection, company: Company, source: Source, dispute_id: UUID, now: datetime
) -> tuple[Row, Mapping[str, Any]]:
    """The dispute, of which the caller may see what the lead asked for, and the contact.

    That the person was looked at is kept in the audit. Raises NotFound; Conflict where nobody is to call, or
    the person must not be called.
    """
    found = _undecided(connection, dispute_id)
    if found.assigned_to is None:
        raise Conflict("nobody is to call this lead yet", found.lead_id)
    sealed = contacts.find(connection, found.lead_id)
    if sealed is None or lead_states.find(connection, found.lead_id).do_not_contact:
        raise Conflict("this person must not be called", found.lead_id)
    audit.add(
        connection,
        id=new_id(),
        occurred_at=now,
        source=source.name,
        action="view_contact",
        lead_id=found.lead_id,
    )
    return found, company.vault.open(found.lead_id, sealed.key_version, sealed.sealed)


def decide_dispute(
    connection: sa.Connection,
    company: Company,
    dispute_id: UUID,
    by: str,
    found: str,
    note: str | None,
    now: datetime,
) -> None:
    """Where Sales' word is overturned, what was found becomes the lead's disposition, so that figures follow.

    Raises NotFound; Conflict where it is decided already; Refused where the judge is a party.
    """
    dispute = _undecided(connection, dispute_id)
    _check_person(dispute, "/by", by)
    if found == UNREACHABLE and dispute.said != UNREACHABLE:
        raise refuse("/found", "not_reached", "what a conversation showed is needed; call again")
    decided = verdict(dispute.said, found)
    disputes.change(
        connection, dispute_id, decided_at=now, decided_by=by, found=found, verdict=decided, note=note
    )
    if decided == OVERTURNED:
        new = NewDisposition(lead_id=dispute.lead_id, occurred_at=now, disposition=found, note=note)
        one(record_dispositions(connection, company, DISPUTE, [new], now))


def _undecided(connection: sa.Connection, dispute_id: UUID) -> Row:
    """Held against others who would decide it at the same time."""
    known = disputes.find(connection, dispute_id)
    if known is None:
        raise NotFound("there is no such dispute")
    lead_states.hold(connection, [known.lead_id])
    found = disputes.find(connection, dispute_id)
    assert found is not None
    if found.decided_at is not None:
        raise Conflict("this dispute is decided", found.lead_id)
    return found


def _check_person(dispute: Row, field: str, name: str) -> None:
    """Raises Refused for the rep whose word is disputed, and for who disputes it."""
    if folded(name) in {folded(party) for party in (dispute.rep, dispute.opened_by) if party}:
        raise refuse(field, "same_person", "a person is needed who neither judged nor disputed this lead")
