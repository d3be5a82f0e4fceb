"""Forget a person and keep the figures; or stop contacting her."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store import audit, call_samples, contacts, disputes, events, feedback, lead_states, leads
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.leads.new_lead import UTM
from service.usecases.problems import NotFound
from service.usecases.source import Source


def forget_person(connection: sa.Connection, source: Source, lead_id: UUID, now: datetime) -> None:
    """Erase the person in every lead of hers; a tombstone keeps imports from bringing her back.

    Gone are the contact, what an ad platform knows her by, attributes that no schema declares (nobody
    said that they are not personal), and notes, which may name her. Figures stay. Raises NotFound. Once
    more is no error: there is nothing left to erase.
    """
    hashes, hers = _person(connection, lead_id)
    contacts.remember_erased(connection, hashes, now)
    contacts.erase(connection, hers)
    for lead in leads.find_many(connection, hers):
        leads.forget(connection, lead.id, _declared(lead), _nameless(lead.tracking))
    events.forget_notes(connection, hers)
    call_samples.forget_notes(connection, hers)
    disputes.forget_notes(connection, hers)
    feedback.forget(connection, hers)
    lead_states.mark(connection, hers, erased_at=now, do_not_contact=True)
    _note(connection, source, "erase", lead_id, now)


def stop_contact(connection: sa.Connection, source: Source, lead_id: UUID, now: datetime) -> None:
    """Mark every lead of this person, and every later one. Raises NotFound."""
    hashes, hers = _person(connection, lead_id)
    contacts.remember_do_not_contact(connection, hashes, now)
    lead_states.mark(connection, hers, do_not_contact=True)
    _note(connection, source, "do_not_contact", lead_id, now)


def _person(connection: sa.Connection, lead_id: UUID) -> tuple[set[bytes], set[UUID]]:
    """What stands for this lead's person, and all leads of hers, both locked against new ones.

    A person who left a phone once, phone and e-mail the next time, and then the e-mail alone, is known
    by both in all three.
    """
    if leads.find(connection, lead_id) is None:
        raise NotFound("there is no such lead")
    locked: set[bytes] = set()
    while True:
        hashes, hers = _reach(connection, lead_id)
        if hashes <= locked:
            return hashes, hers
        lock(connection, hashes)
        locked = hashes


def _reach(connection: sa.Connection, lead_id: UUID) -> tuple[set[bytes], set[UUID]]:
    """From phone to lead to e-mail to lead, until nothing is added."""
    hers, seen = {lead_id}, 0
    hashes: set[bytes] = set()
    while len(hers) > seen:
        seen = len(hers)
        hashes = set(contacts.hashes_of(connection, hers))
        hers |= contacts.leads_of(connection, hashes)
    return hashes, hers


def _declared(lead: Row) -> dict[str, Any]:
    unknown = set(lead.unknown_attributes)
    return {name: value for name, value in lead.attributes.items() if name not in unknown}


def _nameless(tracking: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tracking[name] for name in (*UTM, "ad_set", "ad", "form_id", "page_id") if name in tracking}


def _note(connection: sa.Connection, source: Source, action: str, lead_id: UUID, now: datetime) -> None:
    audit.add(connection, id=new_id(), occurred_at=now, source=source.name, action=action, lead_id=lead_id)
