"""An erased person is brought back by no import."""

from datetime import UTC, datetime, timedelta

from service.store import contacts, leads
from service.usecases.leads.forget_person import forget_person
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, Contact, NewLead
from service.usecases.source import IMPORT, Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CRM = Source("key", "crm")


def keep(connection, company, source, **contact):
    new = NewLead(
        submitted_at=NOW - timedelta(days=1), contact=Contact(**contact), checked=NO_SCHEMA.check({})
    )
    (kept,) = ingest(connection, company, NO_SCHEMA, None, source, [new], NOW)
    return kept.lead_id


def test_an_import_keeps_the_lead_of_an_erased_person_without_her(parts):
    phone, email = "+84901234567", "lan@example.com"
    with parts.database.write() as connection:
        first = keep(connection, parts.company, CRM, phones=(phone,))
        keep(connection, parts.company, CRM, phones=(phone,), email=email)
        forget_person(connection, CRM, first, NOW)
        for contact in ({"phones": (phone,)}, {"email": email}, {"name": "Lan", "phones": (phone,)}):
            again = keep(connection, parts.company, IMPORT, **contact)
            assert leads.find(connection, again).duplicate_of is None
            assert contacts.find(connection, again) is None
            assert contacts.hashes_of(connection, [again]) == []
        other = keep(connection, parts.company, IMPORT, phones=("+84912345678",))
        assert contacts.find(connection, other) is not None
