"""Lend random leads of a campaign to a named person, who calls them without knowing what Sales said.

To understand each other's work, not to arbitrate: what she finds changes no disposition.
"""

import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from service.store import audit, call_samples, contacts
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import NotFound, refuse
from service.usecases.source import Source

LENT_HOURS: Final = 48
FEWEST, USUAL, MOST = 20, 25, 30
_SEED_BITS = 62


@dataclass(frozen=True, slots=True)
class Lent:
    """One lead of a sample. `contact` is None once it is back, or where the person is not to be called."""

    lead: Row
    contact: Mapping[str, Any] | None


def lend(
    connection: sa.Connection,
    source: Source,
    campaign: Row,
    lent_to: str,
    size: int,
    since: datetime,
    now: datetime,
    seed: int | None = None,
) -> UUID:
    """The sample's id. Leads that Sales has not called are kept from reps until it is back.

    Every lead submitted since then is as likely as another, whatever Sales said of it; a campaign that has
    fewer lends all. Raises Refused where it has none.
    """
    lock(connection, [b"call sample" + campaign.id.bytes])
    candidates = call_samples.can_be_drawn(connection, campaign.id, since, now)
    if not candidates:
        raise refuse("/since", "no_leads", "a day is needed since which the campaign had leads to call")
    seed = secrets.randbits(_SEED_BITS) if seed is None else seed
    draw = random.Random(seed)  # noqa: S311 # a draw that can be repeated
    chosen = draw.sample(candidates, min(size, len(candidates)))
    were_called = call_samples.called(connection, chosen)
    sample_id = new_id()
    call_samples.add(
        connection,
        {
            "id": sample_id,
            "campaign_id": campaign.id,
            "lent_to": lent_to,
            "source": source.name,
            "lent_at": now,
            "until": now + timedelta(hours=LENT_HOURS),
            "seed": seed,
        },
        [
            {
                "sample_id": sample_id,
                "lead_id": lead_id,
                "place": place,
                "was_called": lead_id in were_called,
                "attempts": 0,
            }
            for place, lead_id in enumerate(chosen, start=1)
        ],
    )
    return sample_id


def find_sample(connection: sa.Connection, sample_id: UUID) -> Row:
    """Raises NotFound."""
    sample = call_samples.find(connection, sample_id)
    if sample is None:
        raise NotFound("there is no such call sample")
    return sample


def is_out(sample: Row, now: datetime) -> bool:
    return sample.ended_at is None and bool(now < sample.until)


def show_leads(
    connection: sa.Connection, company: Company, source: Source, sample: Row, now: datetime
) -> list[Lent]:
    """Its leads, with contacts while it is out and only for the key that it was lent to.

    Each contact that is shown is kept in the audit.
    """
    may_see = is_out(sample, now) and sample.source == source.name
    return [
        Lent(lead, _contact(connection, company, source, lead, now) if may_see else None)
        for lead in call_samples.drawn(connection, sample.id)
    ]


def _contact(
    connection: sa.Connection, company: Company, source: Source, lead: Row, now: datetime
) -> Mapping[str, Any] | None:
    sealed = contacts.find(connection, lead.lead_id)
    if sealed is None or lead.do_not_contact:
        return None
    audit.add(
        connection,
        id=new_id(),
        occurred_at=now,
        source=source.name,
        action="view_contact_in_sample",
        lead_id=lead.lead_id,
    )
    return company.vault.open(lead.lead_id, sealed.key_version, sealed.sealed)
