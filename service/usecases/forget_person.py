"""Forget a person and keep the figures; or stop contacting her."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store import audit, contacts, lead_states, leads
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.problems import NotFound
from service.usecases.source import Source


def forget_person(connection: sa.Connection, source: Source, lead_id: UUID, now: datetime) -> None:
    """Erase the contact in every lead of this person; a tombstone keeps imports from bringing her back.

    Raises NotFound. Once more is no error: there is nothing left to erase.
    """
    hashes, hers = _person(connection, lead_id)
    contacts.remember_erased(connection, hashes, now)
    contacts.erase(connection, hers)
    lead_states.mark(connection, hers, erased_at=now, do_not_contact=True)
    _note(connection, source, "erase", lead_id, now)


def stop_contact(connection: sa.Connection, source: Source, lead_id: UUID, now: datetime) -> None:
    """Mark every lead of this person, and every later one. Raises NotFound."""
    hashes, hers = _person(connection, lead_id)
    contacts.remember_do_not_contact(connection, hashes, now)
    lead_states.mark(connection, hers, do_not_contact=True)
    _note(connection, source, "do_not_contact", lead_id, now)


def _person(connection: sa.Connection, lead_id: UUID) -> tuple[list[bytes], set[UUID]]:
    """All leads that share a phone or an e-mail with this one, and every hash that these leads have.

    Of these too: a person who left a phone once and an e-mail the next time is known by both.
    """
    if leads.find(connection, lead_id) is None:
        raise NotFound("there is no such lead")
    own = contacts.hashes_of(connection, [lead_id])
    lock(connection, own)
    hers = contacts.leads_of(connection, own) | {lead_id}
    return contacts.hashes_of(connection, hers), hers


def _note(connection: sa.Connection, source: Source, action: str, lead_id: UUID, now: datetime) -> None:
    audit.add(connection, id=new_id(), occurred_at=now, source=source.name, action=action, lead_id=lead_id)
