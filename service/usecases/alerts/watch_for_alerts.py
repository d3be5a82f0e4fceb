"""Look for alerts: open what is new, keep what is still so, close what is gone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.alerts.kinds import CALIBRATION_GONE, SIDE_OF
from service.store import alerts
from service.store.ids import new_id
from service.usecases.alerts import (
    alerts_of_dispositions,
    alerts_of_leads,
    alerts_of_service_levels,
    alerts_of_spend,
)
from service.usecases.alerts.alert_look import Found, Look
from service.usecases.company import Company
from service.usecases.models.watch_model import calibration_alert_open
from service.usecases.review.iso_week import monday_of, today

GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Looked:
    """How many alerts were opened, were there still, and were closed."""

    opened: int
    still_open: int
    closed: int


def watch_for_alerts(
    connection: sa.Connection, company: Company, agreement: Agreement, now: datetime
) -> Looked:
    """Look and keep at once."""
    return keep_alerts(connection, company, find_alerts(connection, company, agreement, now), now)


def find_alerts(
    connection: sa.Connection, company: Company, agreement: Agreement, now: datetime
) -> list[Found]:
    """By every rule, over the whole weeks before the one that runs; only reads."""
    look = Look(
        connection=connection,
        company=company,
        agreement=agreement,
        now=now,
        monday=monday_of(today(company, now)),
        open=alerts.open_ones(connection).keys(),
    )
    return [each for rule in RULES for each in rule(look)]


def keep_alerts(connection: sa.Connection, company: Company, found: Sequence[Found], now: datetime) -> Looked:
    """Open what is new, keep what was found again, close what was not. Twice is the same as once."""
    before = alerts.open_ones(connection)
    seen = {(each.kind, each.subject): each for each in found}
    new = [each for name, each in seen.items() if name not in before]
    alerts.open_new(connection, [_row(each, now) for each in new])
    for name, row in before.items():
        if name in seen:
            alerts.see(connection, row.id, seen[name].figures, now)
        else:
            alerts.close(connection, row.id, GONE, now)
    alerts.put_look(connection, today(company, now), now)
    return Looked(len(new), len(before.keys() & seen.keys()), len(before.keys() - seen.keys()))


def is_due(connection: sa.Connection, company: Company, now: datetime) -> bool:
    """Whether nobody looked yet on this day of the company's."""
    return not alerts.was_looked(connection, today(company, now))


def _calibration(look: Look) -> Iterator[Found]:
    if calibration_alert_open(look.connection):
        yield Found(CALIBRATION_GONE, "", {})


RULES: Final[tuple[Callable[[Look], Iterator[Found]], ...]] = (
    alerts_of_leads.found,
    alerts_of_spend.found,
    alerts_of_service_levels.found,
    alerts_of_dispositions.found,
    _calibration,
)


def _row(found: Found, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "kind": found.kind,
        "subject": found.subject,
        "side": SIDE_OF[found.kind],
        "opened_at": now,
        "last_seen_at": now,
        "figures": dict(found.figures),
    }
