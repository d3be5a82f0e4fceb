"""From the campaign that a lead names to the campaign that is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

import sqlalchemy as sa

from model.reading.normal_form import normal_form
from service.store import campaigns
from service.store.columns import Row
from service.store.database import lock
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.problems import refuse
from service.usecases.source import Source

LONGEST_KEY = 200


def campaign_key(text: str | None, field: str = "/campaign") -> str | None:
    """NFC, trimmed, at most 200 characters, case kept; None where nothing is left. Raises Refused.

    >>> campaign_key("  Tết 2026 "), campaign_key("   ")
    ('Tết 2026', None)
    """
    if text is None:
        return None
    key = normal_form("NFC", text).strip()
    if len(key) > LONGEST_KEY:
        raise refuse(field, "too_long", f"at most {LONGEST_KEY} characters are needed")
    return key or None


def name_campaigns(
    connection: sa.Connection, company: Company, source: Source, keys: Iterable[str | None], now: datetime
) -> Mapping[str, Row]:
    """The campaigns of these keys, drafted where they are new.

    A publishable key may draft only so many a day: past that its new keys are left out of the answer.
    """
    wanted = {key for key in keys if key is not None}
    known = campaigns.by_keys(connection, wanted)
    missing = sorted(wanted - known.keys())
    if not missing:
        return known
    if source.is_publishable:
        missing = missing[: _drafts_left(connection, company, source, now)]
    draft = {"is_draft": True, "source": source.name, "created_at": now, "updated_at": now}
    campaigns.insert_missing(connection, [{"id": new_id(), "key": key, **draft} for key in missing])
    return known | campaigns.by_keys(connection, missing)


def _drafts_left(connection: sa.Connection, company: Company, source: Source, now: datetime) -> int:
    lock(connection, [source.name.encode()], after_others=True)
    today = datetime.combine(now.astimezone(company.timezone), time(), company.timezone)
    drafted = campaigns.drafted_since(connection, source.name, today)
    return max(0, company.campaign_drafts_per_day - drafted)
