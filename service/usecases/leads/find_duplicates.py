"""Which of some new leads are the same person again, and which person bought before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store import contacts
from service.usecases.company import Company
from service.usecases.leads.arrival import Arrival


@dataclass(frozen=True, slots=True)
class _Original:
    lead_id: UUID
    submitted_at: datetime | None
    product: str | None


def find_duplicates(
    connection: sa.Connection, company: Company, arrivals: Sequence[Arrival]
) -> list[UUID | None]:
    """For each arrival the earliest lead of that person in the window, or None. In the arrivals' order.

    The same person means the same phone or e-mail and, where both name one, the same product. A lead
    that is spam is nobody's original, so that it takes no later, real lead out of the count. The caller
    holds the locks of all hashes.
    """
    known = _known(connection, arrivals)
    found: list[UUID | None] = []
    for arrival in arrivals:
        me = _Original(arrival.lead_id, arrival.lead.submitted_at, arrival.product)
        same = [other for value in arrival.hashes for other in known[value] if _same(company, me, other)]
        found.append(min(same, key=_age).lead_id if same else None)
        for value in () if same or arrival.lead.auto_spam else arrival.hashes:
            known[value].append(me)
    return found


def bought_before(arrival: Arrival, customers: Mapping[bytes, datetime]) -> bool:
    """Whether this person had bought when she came; without a time nobody can say so."""
    came = arrival.lead.submitted_at
    bought = [customers[value] for value in arrival.hashes if value in customers]
    return came is not None and any(at < came for at in bought)


def _known(connection: sa.Connection, arrivals: Sequence[Arrival]) -> dict[bytes, list[_Original]]:
    known: dict[bytes, list[_Original]] = defaultdict(list)
    everyone = {value for arrival in arrivals for value in arrival.hashes}
    for row in contacts.originals(connection, everyone):
        known[row.hash].append(_Original(row.id, row.submitted_at, row.product))
    return known


def _same(company: Company, new: _Original, old: _Original) -> bool:
    if new.product is not None and old.product is not None and new.product != old.product:
        return False
    if new.submitted_at is None or old.submitted_at is None:
        return True
    return abs(new.submitted_at - old.submitted_at) <= company.duplicate_window


def _age(original: _Original) -> tuple[bool, float, UUID]:
    at = original.submitted_at
    return (at is None, at.timestamp() if at else 0.0, original.lead_id)
