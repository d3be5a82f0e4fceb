"""Records of campaigns, their changes and what they cost → the use cases that keep them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.money import to_minor
from service.integrations.history.canonical import Fingerprints
from service.integrations.history.records import Record
from service.integrations.history.rejects import Reject
from service.integrations.history.target import Answer, Target
from service.usecases.campaigns.declare_campaign import (
    NewChange,
    NewSpend,
    declare_campaign,
    record_changes,
    record_spend,
)
from service.usecases.source import IMPORT


def take_campaigns(
    connection: sa.Connection, _: Target, records: Sequence[Record], now: datetime
) -> list[Answer]:
    """A campaign that is there is brought up to date, and so is not new."""
    return [
        declare_campaign(
            connection,
            IMPORT,
            record.values["campaign"],
            {name: value for name, value in record.values.items() if name != "campaign"},
            now,
        )
        for record in records
    ]


class ChangeTaker:
    """Takes the changes of one file, chunk after chunk."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._fingerprints = Fingerprints("changes", target.company.vault)

    def __call__(self, connection: sa.Connection, records: Sequence[Record], now: datetime) -> list[Answer]:
        changes = [
            NewChange(**record.values, fingerprint=self._fingerprints.of(record)) for record in records
        ]
        taken = len(record_changes(connection, self._target.company, IMPORT, changes, now))
        return [place < taken for place in range(len(records))]


def take_spend(
    connection: sa.Connection, target: Target, records: Sequence[Record], now: datetime
) -> list[Answer]:
    """What is kept of a day already is replaced where it differs; a day that does not differ is not new."""
    read = [_spend(target, record, now) for record in records]
    spend = [each for each in read if isinstance(each, NewSpend)]
    taken = record_spend(connection, target.company, IMPORT, spend, now)
    places = iter(range(len(spend)))
    return [each if isinstance(each, Reject) else next(places) < taken for each in read]


def _spend(target: Target, record: Record, now: datetime) -> NewSpend | Reject:
    if record.values["day"] > now.astimezone(target.company.timezone).date():
        return target.reject(record, "day", "a day that has begun is needed")
    try:
        amount = to_minor(record.values["amount"], target.company.currency)
    except ValueError:
        return target.reject(record, "amount", "is no amount that can be kept")
    return NewSpend(**{**record.values, "amount": amount})


def sum_days(records: Iterable[Record]) -> list[Record]:
    """One record a campaign, ad set, ad and day: what a file says of it more than once is summed.

    >>> a, b = ({"campaign": "x", "ad_set": "y", "day": 21, "amount": n} for n in (1, 2))
    >>> [day.values["amount"] for day in sum_days([Record(2, a), Record(3, b)])]
    [3]
    """
    days: dict[tuple[Any, ...], Record] = {}
    for record in records:
        key = tuple(record.values.get(name) for name in ("campaign", "ad_set", "ad", "day"))
        days[key] = _added(days[key], record) if key in days else record
    return list(days.values())


def _added(first: Record, more: Record) -> Record:
    sums: dict[str, Any] = defaultdict(int)
    for values in (first.values, more.values):
        for name in ("amount", "impressions", "clicks"):
            if name in values:
                sums[name] += values[name]
    return replace(first, values={**first.values, **sums})
