"""Another person calls a disputed lead blind, and what she finds decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.campaign.dispute import OVERTURNED, verdict
from model.reading.text import folded
from model.vocabulary import UNREACHABLE
from service.store import audit, contacts, disputes, events, lead_states, reps
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.events.lead_event import one
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.mask_contacts import mask_contacts
from service.usecases.problems import Conflict, NotFound, refuse
from service.usecases.source import DISPUTE, Source


def assign_dispute(connection: sa.Connection, dispute_id: UUID, to: str) -> None:
    """She may then see whom to call. Raises NotFound, Conflict where it is decided, or Refused.

    Refused are who is no rep that works here, and the parties.
    """
    found = _undecided(connection, dispute_id)
    _check_person(connection, found, "/to", to)
    rep = reps.known(connection, to)
    if rep is None or not rep.is_active:
        raise refuse("/to", "unknown_rep", "an active rep of the team is needed")
    disputes.change(connection, dispute_id, assigned_to=rep.key)


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

    Raises NotFound; Conflict where it is decided already; Refused where who decides is a party, or is not
    who was to call.
    """
    dispute = _undecided(connection, dispute_id)
    _check_person(connection, dispute, "/by", by)
    if folded(by) != folded(dispute.assigned_to or ""):
        raise refuse("/by", "not_assigned", "the person in `assigned_to` is needed, who called the lead")
    if found == UNREACHABLE and dispute.said != UNREACHABLE:
        raise refuse("/found", "not_reached", "what a conversation showed is needed; call again")
    note = mask_contacts(note) if note else None
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


def _check_person(connection: sa.Connection, dispute: Row, field: str, name: str) -> None:
    """Raises Refused for who gave the word that is disputed, and for who disputes it."""
    judges = {dispute.rep} if dispute.rep else _owners(connection, dispute)
    if folded(name) in {folded(party) for party in (*judges, dispute.opened_by)}:
        raise refuse(field, "same_person", "a person is needed who neither judged nor disputed this lead")


def _owners(connection: sa.Connection, dispute: Row) -> set[str]:
    """Whose the lead was when it was judged, and when that was told: a word without a rep is an owner's."""
    given = events.of_leads(connection, events.assignments, [dispute.lead_id])
    keys = reps.keys_of(connection)
    owners = (_owner(given, at) for at in (dispute.judged_at, dispute.told_at) if at is not None)
    return {keys[owner] for owner in owners if owner is not None}


def _owner(given: Sequence[Row], at: datetime) -> UUID | None:
    before = [each.rep_id for each in given if each.occurred_at is None or each.occurred_at <= at]
    return before[-1] if before else None
