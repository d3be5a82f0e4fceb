"""A company to which leads, calls and spend are put as the service would keep them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from service.store import alerts, campaigns, deals, events, lead_states, leads, reps, spend
from service.store.database import Database
from service.store.ids import new_id
from service.usecases.alerts.watch_for_alerts import watch_for_alerts

# A Sunday: the whole weeks before the one that runs end on Monday, 16 November.
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SIGNED = Agreement(version=1, quality_target=0.5)


class Company:
    """`lead(days_ago, …)` and `spent(…)` put rows where the service would."""

    def __init__(self, parts: Any, connection: sa.Connection) -> None:
        self.company, self.connection = parts.company, connection
        self._campaigns: dict[str, Any] = {}

    def campaign(self, key: str) -> Any:
        if key not in self._campaigns:
            self._campaigns[key] = new_id()
            row = {"id": self._campaigns[key], "key": key, "is_draft": False, "source": "test"}
            campaigns.insert_missing(self.connection, [{**row, "created_at": NOW, "updated_at": NOW}])
        return self._campaigns[key]

    def leads(
        self, count: int, days_ago: float, campaign: str = "tết", qualified: int = 0, **state: Any
    ) -> list[Any]:
        """So many judged leads, of which the first are qualified, and won where there is a `revenue`.

        `judged=False` leaves them unjudged; what else is said is of their states.
        """
        at, ids = NOW - timedelta(days=days_ago), [new_id() for _ in range(count)]
        judged, revenue = state.pop("judged", True), state.pop("revenue", 0)
        self._arrive(ids, at, campaign)
        words = ["qualified" if place < qualified else "no_need" for place in range(count)]
        said = dict(zip(ids, words, strict=True)) if judged else {}
        won = ids[:qualified] if revenue else []
        sold = {"outcome": "won", "closed_at": at + timedelta(hours=3), "won_revenue": revenue}
        standing = {**lead_states.EMPTY, "attempts": 1, "outcome": None, "closed_at": None}
        states = [
            {"lead_id": lead, **standing, **(sold if lead in won else {}), **state}
            | {"disposition": said.get(lead), "disposed_at": at + timedelta(hours=2)}
            for lead in ids
        ]
        lead_states.add(self.connection, states)
        self._say(said, at + timedelta(hours=2), state.get("judged_by_id"))
        self._sell(won, at + timedelta(hours=3), revenue)
        return ids

    def _arrive(self, ids: list[Any], at: datetime, campaign: str) -> None:
        texts = {"source": "test", "ad_set": "", "ad": "", "received_at": at, "submitted_at": at}
        empty = {"attributes": {}, "unknown_attributes": [], "tracking": {}}
        flags = {"existing_customer": False, "auto_spam": False}
        plain = {**texts, **empty, **flags, "campaign_id": self.campaign(campaign)}
        leads.add(self.connection, [{"id": each, **plain} for each in ids])

    def _say(self, said: dict[Any, str], at: datetime, rep: Any) -> None:
        common = {"occurred_at": at, "recorded_at": NOW, "source": "test", "rep_id": rep}
        rows = [
            {**common, "id": new_id(), "lead_id": lead, "disposition": word} for lead, word in said.items()
        ]
        events.add(self.connection, events.dispositions, rows)

    def _sell(self, won: list[Any], at: datetime, revenue: int) -> None:
        deal = {"key": "d", "outcome": "won", "collected": 0, "revenue": revenue, "closed_at": at}
        if won:
            rows = [{**deal, "id": new_id(), "lead_id": lead} for lead in won]
            self.connection.execute(sa.insert(deals.deals), rows)

    def rep(self, key: str) -> Any:
        return reps.ids(self.connection, [key], NOW)[key]

    def spent(self, day: date, amount: int, campaign: str = "tết") -> None:
        row = {
            "id": new_id(),
            "campaign_id": self.campaign(campaign),
            "day": day,
            "ad_set": "",
            "ad": "",
            "amount": amount,
            "recorded_at": NOW,
            "paid_amount": None,
            "paid_currency": None,
            "rate": None,
            "impressions": None,
            "clicks": None,
        }
        spend.put(self.connection, [row])

    def called(
        self, lead: Any, at: datetime, rep: Any, word: str, minutes: float, seconds: int | None
    ) -> None:
        """An attempt at `at`, and what was said of it so many minutes later."""
        common = {"lead_id": lead, "recorded_at": NOW, "source": "test", "rep_id": rep}
        events.add(
            self.connection,
            events.contact_attempts,
            [
                {
                    "id": new_id(),
                    **common,
                    "occurred_at": at,
                    "channel": "phone",
                    "result": "reached",
                    "duration_seconds": seconds,
                    "attempt_source": "dialler",
                }
            ],
        )
        said = {"occurred_at": at + timedelta(minutes=minutes), "disposition": word}
        events.add(self.connection, events.dispositions, [{"id": new_id(), **common, **said}])

    def look(self, now: datetime = NOW, agreement: Agreement = SIGNED) -> set[tuple[str, str]]:
        watch_for_alerts(self.connection, self.company, agreement, now)
        return set(alerts.open_ones(self.connection))


@pytest.fixture
def known(parts) -> Any:
    with parts.database.write() as connection:
        yield Company(parts, connection)


@pytest.fixture
def database_url(sqlite_url) -> str:
    """The rules are the same over every store; that PostgreSQL runs the queries has a test of its own."""
    return sqlite_url


@pytest.fixture
def known_to_postgresql(parts, postgresql_url) -> Any:
    database = Database(postgresql_url)
    with database.write() as connection:
        yield Company(parts, connection)
    database.close()
