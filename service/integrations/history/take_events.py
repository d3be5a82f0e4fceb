"""Records of what happened to leads → the use cases that record it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from model.money import to_minor
from model.vocabulary import REFUND
from service.integrations.history.canonical import Fingerprints
from service.integrations.history.records import Record
from service.integrations.history.rejects import Reject
from service.integrations.history.target import Answer, Target
from service.store import leads
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.events.lead_event import EventAnswer
from service.usecases.events.record_attempt import NewAttempt, record_attempts
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.events.record_payment import NewPayment, record_payments
from service.usecases.problems import NotFound, Refused
from service.usecases.source import IMPORT


@dataclass(frozen=True, slots=True)
class EventKind:
    """`renamed` are the words that the use case calls otherwise; `amount` is the word that is money."""

    event: Callable[..., Any]
    record: Callable[..., list[EventAnswer]]
    renamed: Mapping[str, str] = field(default_factory=dict)
    amount: str | None = None


EVENT_KINDS: Final = {
    "attempts": EventKind(NewAttempt, record_attempts, {"source": "attempt_source"}),
    "dispositions": EventKind(NewDisposition, record_dispositions),
    "outcomes": EventKind(NewOutcome, record_outcomes, amount="revenue"),
    "payments": EventKind(NewPayment, record_payments, {"paid_at": "occurred_at"}, amount="amount"),
    "assignments": EventKind(NewAssignment, assign_leads),
}


class EventTaker:
    """Takes the events of one file, chunk after chunk."""

    def __init__(self, kind: str, target: Target) -> None:
        self._kind = EVENT_KINDS[kind]
        self._target = target
        self._fingerprints = Fingerprints(kind, target.company.vault)

    def __call__(self, connection: sa.Connection, records: Sequence[Record], now: datetime) -> list[Answer]:
        ids = self._lead_ids(connection, records)
        read = [self._event(record, ids) for record in records]
        events = [each for each in read if not isinstance(each, Reject)]
        recorded = iter(self._kind.record(connection, self._target.company, IMPORT, events, now))
        return [
            each if isinstance(each, Reject) else self._answer(record, next(recorded))
            for record, each in zip(records, read, strict=True)
        ]

    def _lead_ids(self, connection: sa.Connection, records: Sequence[Record]) -> dict[str, UUID]:
        """By external id: the imported lead of that id, else the only one that another source sent."""
        names = {record.values["lead"] for record in records}
        sent = leads.by_external_ids(connection, names)
        ids = {name: found[0] for name, found in sent.items() if len(found) == 1}
        keys = {name: IMPORT.external_key(name) for name in names}
        known = leads.by_external_keys(connection, filter(None, keys.values()))
        return ids | {name: known[key].id for name, key in keys.items() if key in known}

    def _event(self, record: Record, ids: Mapping[str, UUID]) -> Any | Reject:
        values = dict(record.values)
        fingerprint = self._fingerprints.of(record)  # of every row: a lead that is not there yet may come
        lead_id = ids.get(values.pop("lead"))
        if lead_id is None:
            return self._target.reject(record, "lead", "no lead has this id, or several sources use it")
        if self._kind.amount in values:
            try:
                values |= _money(self._kind.amount, values, self._target.company.currency)
            except ValueError:
                return self._target.reject(record, self._kind.amount, "is no amount that can be kept")
        named = {self._kind.renamed.get(name, name): value for name, value in values.items()}
        named.setdefault("occurred_at", None)
        return self._kind.event(lead_id=lead_id, fingerprint=fingerprint, **named)

    def _answer(self, record: Record, answer: EventAnswer) -> Answer:
        if isinstance(answer, Refused):
            problem = answer.problems[0]
            word = problem.field.removeprefix("/")
            ours = next((name for name, theirs in self._kind.renamed.items() if theirs == word), word)
            return self._target.reject(record, ours, problem.message)
        if isinstance(answer, NotFound):
            return self._target.reject(record, "lead", str(answer))
        return answer is not None


def _money(word: str, values: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Minor units; of payments the kind too: what is below 0 was paid back. Raises ValueError.

    >>> from decimal import Decimal
    >>> _money("amount", {"amount": Decimal("-1.5")}, "USD")
    {'amount': 150, 'kind': 'refund'}
    >>> _money("revenue", {"revenue": Decimal(0)}, "USD")
    {'revenue': 0}
    """
    minor = to_minor(values[word], currency)
    if word != "amount":
        return {word: minor}
    if minor == 0:
        raise ValueError("a payment of nothing")
    return {word: abs(minor), "kind": REFUND if minor < 0 else values.get("kind", "instalment")}
