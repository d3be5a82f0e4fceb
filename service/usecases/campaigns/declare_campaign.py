"""What Marketing says of a campaign: what it is, what it cost, what changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.money import LARGEST_SENT
from service.store import campaigns, changes, spend
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.campaigns.name_campaign import name_campaigns
from service.usecases.company import Company
from service.usecases.problems import NotFound, refuse
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSpend:
    """`amount` is in the company's minor units; `paid_*` say what was paid in another currency."""

    campaign: str
    day: date
    amount: int
    ad_set: str = ""
    ad: str = ""
    paid_amount: int | None = None
    paid_currency: str | None = None
    rate: float | None = None
    impressions: int | None = None
    clicks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """`kind` is a word of `model.vocabulary`; `fingerprint` is what an imported row is known by."""

    campaign: str
    occurred_at: datetime
    kind: str
    note: str | None = None
    fingerprint: bytes | None = None


def find_campaign(connection: sa.Connection, key: str) -> Row:
    """Raises NotFound."""
    found = campaigns.find(connection, key)
    if found is None:
        raise NotFound("there is no such campaign")
    return found


def declare_campaign(
    connection: sa.Connection, source: Source, key: str, values: Mapping[str, Any], now: datetime
) -> bool:
    """Keep what is said of a campaign (name, channel, owner, message); what is not said stays.

    True where the campaign is new. One that a lead drafted is a draft no more.
    """
    is_new = campaigns.find(connection, key) is None
    if is_new:
        draft = {"is_draft": False, "source": source.name, "created_at": now, "updated_at": now}
        campaigns.insert_missing(connection, [{"id": new_id(), "key": key, **draft}])
    stored = find_campaign(connection, key)
    campaigns.change(connection, stored.id, {**values, "is_draft": False, "updated_at": now})
    return is_new


def record_spend(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewSpend], now: datetime
) -> int:
    """Keep what each day cost; what was kept for the same day before is replaced. How many differed.

    Campaigns that are new are drafted.
    """
    ids = name_campaigns(connection, company, source, (each.campaign for each in new), now)
    rows = {spend.key(row): row for row in (_spend_row(each, ids, now) for each in new)}
    before = spend.stored(connection, list(rows.values()))
    changed = [row for key, row in rows.items() if before.get(key) != spend.figures(row)]
    spend.put(connection, changed)
    return len(changed)


def convert(amount: int, digits: int, rate: float, own_digits: int, field: str) -> int:
    """An amount in minor units at a rate (our currency for one unit of theirs), rounded half-even once.

    Raises Refused, naming `field`, where it leaves what an amount can hold.

    >>> convert(1050, 2, 25_000.0, 0, "/rate")  # 10.50 USD in VND
    262500
    """
    converted = Decimal(amount) * Decimal(str(rate)) * Decimal(10) ** (own_digits - digits)
    if abs(converted) > LARGEST_SENT:
        raise refuse(field, "out_of_range", f"an amount of at most {LARGEST_SENT} minor units is needed")
    return int(converted.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def record_changes(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewChange], now: datetime
) -> list[UUID]:
    """Keep what changed; the ids of what was not kept before. Campaigns that are new are drafted."""
    ids = name_campaigns(connection, company, source, (each.campaign for each in new), now)
    known = changes.known(connection, filter(None, (each.fingerprint for each in new)))
    rows = [
        {
            "id": new_id(),
            "campaign_id": ids[each.campaign].id,
            "occurred_at": each.occurred_at,
            "recorded_at": now,
            "kind": each.kind,
            "note": each.note,
            "source": source.name,
            "fingerprint": each.fingerprint,
        }
        for each in new
        if each.fingerprint not in known
    ]
    changes.add(connection, rows)
    return [row["id"] for row in rows]


def _spend_row(new: NewSpend, ids: Mapping[str, Row], now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "campaign_id": ids[new.campaign].id,
        "day": new.day,
        "ad_set": new.ad_set,
        "ad": new.ad,
        "amount": new.amount,
        "paid_amount": new.paid_amount,
        "paid_currency": new.paid_currency,
        "rate": new.rate,
        "impressions": new.impressions,
        "clicks": new.clicks,
        "recorded_at": now,
    }
