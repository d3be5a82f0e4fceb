"""Records of leads → the use case that keeps leads."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import inf
from typing import Any, Final

import sqlalchemy as sa

from service.integrations.history.canonical import canonical
from service.integrations.history.records import Record
from service.integrations.history.rejects import Reject
from service.integrations.history.target import Answer, Target
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import Consent, Contact, NewLead, check_submitted_at
from service.usecases.leads.recognise_lead import Kept
from service.usecases.problems import Conflict, Refused
from service.usecases.source import IMPORT

SAID_OTHERWISE: Final = "is there already and said otherwise"


def by_arrival(records: Iterable[Record]) -> list[Record]:
    """As the leads arrived, whatever the file's order: a person's first lead is the original of the others.

    Those without a time come last; those of one time as the file has them.

    >>> [each.row for each in by_arrival([Record(2, {}), Record(3, {"submitted_at": datetime(2026, 1, 1)})])]
    [3, 2]
    """
    return sorted(records, key=_arrival)


def _arrival(record: Record) -> float:
    submitted_at: datetime | None = record.values.get("submitted_at")
    return inf if submitted_at is None else submitted_at.timestamp()


class LeadTaker:
    """Takes the leads of one file, chunk after chunk.

    They are kept without a score: the model that serves now may have learnt from them.
    """

    def __init__(self, target: Target, dry_run: bool) -> None:
        self._target = target
        # A dry run keeps no lead by which one that comes again in a later chunk would be known.
        self._seen: dict[str, object] | None = {} if dry_run else None

    def __call__(self, connection: sa.Connection, records: Sequence[Record], now: datetime) -> list[Answer]:
        read = [self._new_lead(record, now) for record in records]
        new = [each for each in read if isinstance(each, NewLead)]
        kept = iter(ingest(connection, self._target.company, self._target.schema, None, IMPORT, new, now))
        return [
            self._answer(record, each, next(kept)) if isinstance(each, NewLead) else each
            for record, each in zip(records, read, strict=True)
        ]

    def _answer(self, record: Record, lead: NewLead, answer: Kept | Conflict) -> Answer:
        is_new = isinstance(answer, Kept) and answer.is_new
        first = lead.body
        if self._seen is not None and lead.external_id in self._seen:
            is_new, first = False, self._seen[lead.external_id]
        elif self._seen is not None and lead.external_id and is_new:
            self._seen[lead.external_id] = lead.body
        if isinstance(answer, Conflict) or first != lead.body:
            return self._target.reject(record, "external_id", SAID_OTHERWISE)
        return is_new

    def _new_lead(self, record: Record, now: datetime) -> NewLead | Reject:
        lead = _lead_of(record)
        try:
            check_submitted_at(self._target.company, lead.submitted_at, now)
        except Refused as refused:
            return self._target.reject(record, "submitted_at", refused.problems[0].message)
        return lead


def _lead_of(record: Record) -> NewLead:
    values = record.values
    consent = _below(values, "consent.")
    return NewLead(
        campaign=values.get("campaign"),
        external_id=values["external_id"],
        submitted_at=values.get("submitted_at"),
        contact=Contact(name=values.get("name"), phones=values.get("phone", ()), email=values.get("email")),
        consent=Consent(**consent) if consent else None,
        tracking=_below(values, "tracking."),
        checked=record.checked,
        body=canonical({**values, "attributes": dict(record.attributes)}),
    )


def _below(values: Any, prefix: str) -> dict[str, Any]:
    """
    >>> _below({"tracking.ad": "a", "name": "b"}, "tracking.")
    {'ad': 'a'}
    """
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
