"""A lead on its way in: its id, and whom it may be the same as."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.lead.schema import LeadSchema
from service.store import contacts
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.leads.new_lead import Contact, NewLead
from service.usecases.source import Source


@dataclass(frozen=True, slots=True)
class Arrival:
    """`hashes` stand for the person's phones and e-mail."""

    lead: NewLead
    lead_id: UUID
    hashes: tuple[bytes, ...]
    product: str | None


def arrive(
    connection: sa.Connection,
    company: Company,
    schema: LeadSchema,
    source: Source,
    new: Sequence[NewLead],
    now: datetime,
) -> list[Arrival]:
    """Give each lead its id: of now, or in imports of when it was submitted.

    People who were erased come back by no import: their leads count without them.
    """
    arrivals = [_arrival(company, schema, source, lead, now) for lead in new]
    if not source.is_import:
        return arrivals
    erased = contacts.erased_among(connection, (value for each in arrivals for value in each.hashes))
    return [_nameless(each) if erased.intersection(each.hashes) else each for each in arrivals]


def person_hashes(company: Company, contact: Contact) -> tuple[bytes, ...]:
    hashes = [company.vault.name_hash("phone", phone) for phone in contact.phones]
    if contact.email:
        hashes.append(company.vault.name_hash("email", contact.email.casefold()))
    return tuple(dict.fromkeys(hashes))


def _arrival(company: Company, schema: LeadSchema, source: Source, lead: NewLead, now: datetime) -> Arrival:
    lead_id = new_id(lead.submitted_at if source.is_import else now)
    return Arrival(lead, lead_id, person_hashes(company, lead.contact), _product(schema, lead))


def _product(schema: LeadSchema, lead: NewLead) -> str | None:
    field = schema.product_field
    value = lead.checked.attributes.get(field.name) if field else None
    return str(value)[:200] if value is not None else None


def _nameless(arrival: Arrival) -> Arrival:
    lead = replace(arrival.lead, contact=Contact(), checked=replace(arrival.lead.checked, personal={}))
    return replace(arrival, lead=lead, hashes=())
