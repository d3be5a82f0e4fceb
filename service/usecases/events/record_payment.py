"""What was paid for a deal, or paid back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.money import LARGEST_SENT
from service.store import deals, events
from service.store.deals import ONLY_DEAL
from service.usecases.company import Company
from service.usecases.events.lead_event import EventAnswer, NewEvent, record
from service.usecases.problems import Conflict, FieldProblem, amount_problem
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment(NewEvent):
    """`amount` is positive, in minor units, a refund's too. `payment` is the company's own id."""

    kind: str
    amount: int
    deal: str = ONLY_DEAL
    payment: str | None = None

    def problem(self) -> FieldProblem | None:
        return None if 0 <= self.amount <= LARGEST_SENT else amount_problem("/amount")


def record_payments(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewPayment], now: datetime
) -> list[EventAnswer]:
    """One answer each: see `lead_event.record`. A payment that has an id is recorded once by it."""

    def columns(kept: Sequence[NewPayment]) -> list[dict[str, Any]]:
        ids = deals.ids(connection, ((each.lead_id, each.deal) for each in kept))
        return [
            {
                "deal_id": ids[each.lead_id, each.deal],
                "kind": each.kind,
                "amount": each.amount,
                "payment_id": each.payment,
            }
            for each in kept
        ]

    known_by_id = [_known_by_id(company, each) for each in new]
    return record(connection, company, source, events.payments, known_by_id, now, columns)


def stored_payment(connection: sa.Connection, company: Company, new: NewPayment) -> UUID:
    """The id of the payment that was recorded under the same id. Raises Conflict where it differs.

    Its time is no difference: where none is sent it is the time of the call.
    """
    fingerprint = _known_by_id(company, new).fingerprint
    assert fingerprint is not None
    stored = events.by_fingerprint(connection, events.payments, fingerprint)
    if (stored.kind, stored.amount) != (new.kind, new.amount):
        raise Conflict("this payment_id is stored with another body", new.lead_id)
    found: UUID = stored.id
    return found


def _known_by_id(company: Company, new: NewPayment) -> NewPayment:
    if new.payment is None:
        return new
    name = f"{new.lead_id} {new.deal!r} {new.payment!r}"
    return replace(new, fingerprint=company.vault.name_hash("payment", name))
