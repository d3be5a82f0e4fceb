"""The leads of one person: of a phone, an e-mail address or an external id that is known of her."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from model.reading.emails import read_email
from model.reading.phones import read_phones
from service.store import contacts, desk_leads, leads
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.arrival import person_hashes
from service.usecases.leads.new_lead import Contact
from service.usecases.problems import NotFound

MOST_SHOWN: Final = 50


def find_person(connection: sa.Connection, company: Company, text: str) -> Sequence[Row]:
    """The newest first, also those that she gave another phone or address; [] where nobody is known by it."""
    contact = Contact(phones=tuple(read_phones(text, company.region)), email=read_email(text))
    named = [lead for ids in leads.by_external_ids(connection, [text]).values() for lead in ids]
    hashes = person_hashes(company, contact)
    direct = {row.id for row in desk_leads.of_person(connection, hashes, named, MOST_SHOWN)}
    return desk_leads.of_person(connection, contacts.hashes_of(connection, direct), direct, MOST_SHOWN)


def leads_of_same_person(connection: sa.Connection, lead_id: UUID) -> Sequence[Row]:
    """The person's other leads, the newest first. Raises NotFound where there is no such lead."""
    if leads.find(connection, lead_id) is None:
        raise NotFound("there is no such lead")
    hashes = contacts.hashes_of(connection, [lead_id])
    found = desk_leads.of_person(connection, hashes, [], MOST_SHOWN)
    return [row for row in found if row.id != lead_id]
