"""The one place of personal data: sealed contacts, and keyed hashes to find them by."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.columns import Instant, Row, metadata, reference
from service.store.database import upsert
from service.store.lead_states import lead_states
from service.store.leads import leads

contacts = sa.Table(
    "contacts",
    metadata,
    reference("lead_id", "leads.id", primary_key=True),
    sa.Column("key_version", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)

contact_hashes = sa.Table(
    "contact_hashes",
    metadata,
    sa.Column("hash", sa.LargeBinary(16), primary_key=True),
    reference("lead_id", "leads.id", primary_key=True, index=True),
)

consents = sa.Table(
    "consents",
    metadata,
    reference("lead_id", "leads.id", primary_key=True),
    sa.Column("text_version", sa.String(64)),
    sa.Column("contact", sa.Boolean),
    sa.Column("ads", sa.Boolean),
    sa.Column("recorded_at", Instant, nullable=False),
)

# A person who was erased: no later import brings her back.
erased_people = sa.Table(
    "erased_people",
    metadata,
    sa.Column("hash", sa.LargeBinary(16), primary_key=True),
    sa.Column("erased_at", Instant, nullable=False),
)

# A person who asked not to be contacted, in this lead and in every later one.
do_not_contact = sa.Table(
    "do_not_contact",
    metadata,
    sa.Column("hash", sa.LargeBinary(16), primary_key=True),
    sa.Column("asked_at", Instant, nullable=False),
)


def add(
    connection: sa.Connection,
    sealed: Sequence[Mapping[str, Any]],
    hashes: Sequence[Mapping[str, Any]],
    consent: Sequence[Mapping[str, Any]],
) -> None:
    for table, rows in ((contacts, sealed), (contact_hashes, hashes), (consents, consent)):
        if rows:
            connection.execute(sa.insert(table), list(rows))


def find(connection: sa.Connection, lead_id: UUID) -> Row | None:
    return connection.execute(sa.select(contacts).where(contacts.c.lead_id == lead_id)).one_or_none()


def hashes_of(connection: sa.Connection, lead_ids: Iterable[UUID]) -> list[bytes]:
    """What stands for the phones and e-mails of these leads, each once."""
    own = contact_hashes.c.lead_id.in_(set(lead_ids))
    return sorted(connection.scalars(sa.select(contact_hashes.c.hash).where(own).distinct()))


def originals(connection: sa.Connection, hashes: Iterable[bytes]) -> Sequence[Row]:
    """Earlier leads of these people, but for duplicates and spam: hash, id, submitted_at, product."""
    return connection.execute(
        sa.select(contact_hashes.c.hash, leads.c.id, leads.c.submitted_at, leads.c.product)
        .join(leads, leads.c.id == contact_hashes.c.lead_id)
        .where(contact_hashes.c.hash.in_(set(hashes)), leads.c.duplicate_of.is_(None), ~leads.c.auto_spam)
    ).all()


def customers(connection: sa.Connection, hashes: Iterable[bytes]) -> dict[bytes, datetime]:
    """When each of these people first bought, by hash; people who did not buy are left out."""
    rows = connection.execute(
        sa.select(contact_hashes.c.hash, sa.func.min(lead_states.c.closed_at).label("bought_at"))
        .join(lead_states, lead_states.c.lead_id == contact_hashes.c.lead_id)
        .where(contact_hashes.c.hash.in_(set(hashes)), lead_states.c.outcome == WON)
        .group_by(contact_hashes.c.hash)
    )
    return {row.hash: row.bought_at for row in rows if row.bought_at is not None}


def mark_returning(connection: sa.Connection, won: Iterable[UUID]) -> None:
    """Mark the later leads of people whose win in one of these leads was told only now."""
    mine, hers, later = contact_hashes.alias(), contact_hashes.alias(), leads.alias()
    returned = (
        sa.select(later.c.id)
        .join(mine, mine.c.lead_id == later.c.id)
        .join(hers, hers.c.hash == mine.c.hash)
        .join(lead_states, lead_states.c.lead_id == hers.c.lead_id)
        .where(
            hers.c.lead_id.in_(set(won)),
            lead_states.c.outcome == WON,
            lead_states.c.closed_at < later.c.submitted_at,
            later.c.duplicate_of.is_(None),
        )
    )
    connection.execute(sa.update(leads).where(leads.c.id.in_(returned)).values(existing_customer=True))


def erase(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """Forget the contacts and hashes of these leads."""
    ids = set(lead_ids)
    connection.execute(sa.delete(contacts).where(contacts.c.lead_id.in_(ids)))
    connection.execute(sa.delete(contact_hashes).where(contact_hashes.c.lead_id.in_(ids)))


def leads_of(connection: sa.Connection, hashes: Iterable[bytes]) -> set[UUID]:
    rows = connection.scalars(
        sa.select(contact_hashes.c.lead_id).where(contact_hashes.c.hash.in_(set(hashes)))
    )
    return set(rows)


def remember_erased(connection: sa.Connection, hashes: Iterable[bytes], at: datetime) -> None:
    _remember(connection, erased_people, "erased_at", hashes, at)


def remember_do_not_contact(connection: sa.Connection, hashes: Iterable[bytes], at: datetime) -> None:
    _remember(connection, do_not_contact, "asked_at", hashes, at)


def erased_among(connection: sa.Connection, hashes: Iterable[bytes]) -> set[bytes]:
    return _among(connection, erased_people, hashes)


def do_not_contact_among(connection: sa.Connection, hashes: Iterable[bytes]) -> set[bytes]:
    return _among(connection, do_not_contact, hashes)


def _remember(
    connection: sa.Connection, table: sa.Table, when: str, hashes: Iterable[bytes], at: datetime
) -> None:
    rows = [{"hash": value, when: at} for value in sorted(set(hashes))]
    if rows:
        connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)


def _among(connection: sa.Connection, table: sa.Table, hashes: Iterable[bytes]) -> set[bytes]:
    wanted = set(hashes)
    if not wanted:
        return set()
    return set(connection.scalars(sa.select(table.c.hash).where(table.c.hash.in_(wanted))))
