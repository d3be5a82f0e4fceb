"""The SQL that counts, held against the predicates of `model.campaign.counts` on random companies."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from model.campaign.counts import is_countable, is_judged, is_qualified
from model.vocabulary import DISPOSITIONS, OUTCOMES, WON
from service.store import campaigns, lead_states, leads, reps
from service.store.campaign_figures import Period, closing_figures, lead_figures
from service.store.database import Database
from service.store.deals import deals
from service.store.ids import new_id

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MATURED, DUE = NOW - timedelta(days=60), NOW - timedelta(days=3)
ALWAYS = Period(since=None, until=None, since_day=None, until_day=None)
GROUPS = ("campaign", "ad_set", "ad", "channel", "rep", "product")

LEADS = st.fixed_dictionaries(
    {
        "campaign": st.sampled_from(["tet", "he", None]),
        "ad_set": st.sampled_from(["", "a"]),
        "ad": st.sampled_from(["", "1"]),
        "product": st.sampled_from(["IELTS", "TOEIC", None]),
        "rep": st.sampled_from(["Hoa", "Minh", None]),
        "age_days": st.none() | st.sampled_from([0.0, 2.9, 3.0, 3.1, 59.9, 60.0, 60.1, 400.0]),
        "duplicate": st.booleans(),
        "auto_spam": st.booleans(),
        "existing_customer": st.booleans(),
        "disposition": st.none() | st.sampled_from(DISPOSITIONS),
        "outcome": st.none() | st.sampled_from(OUTCOMES),
        "revenue": st.integers(0, 2**53 - 1),
        "score": st.none() | st.integers(0, 2**53 - 1),
    }
)
CHANNELS = {"tet": "facebook", "he": None, None: None}


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


def _keep(connection: sa.Connection, company: list[dict[str, Any]]) -> None:
    names = {key: new_id() for key in ("tet", "he")}
    said = {"is_draft": False, "source": "x", "created_at": NOW, "updated_at": NOW}
    campaigns.insert_missing(
        connection, [{"id": i, "key": k, "channel": CHANNELS[k], **said} for k, i in names.items()]
    )
    rep_ids = reps.ids(connection, ["Hoa", "Minh"], NOW)
    ids = [new_id() for _ in company]
    pairs = list(zip(company, ids, strict=True))
    leads.add(connection, [_lead(lead, lead_id, ids[0], names) for lead, lead_id in pairs])
    lead_states.add(connection, [_state(lead, lead_id, rep_ids) for lead, lead_id in pairs])
    closed = [_deal(lead, lead_id) for lead, lead_id in pairs if lead["outcome"]]
    if closed:
        connection.execute(sa.insert(deals), closed)


def _lead(lead: dict[str, Any], lead_id: UUID, first: UUID, names: dict[str, UUID]) -> dict[str, Any]:
    age = lead["age_days"]
    return {
        "id": lead_id,
        "source": "x",
        "received_at": NOW,
        "submitted_at": None if age is None else NOW - timedelta(days=age),
        "campaign_id": names.get(lead["campaign"]),
        "ad_set": lead["ad_set"],
        "ad": lead["ad"],
        "attributes": {},
        "unknown_attributes": [],
        "tracking": {},
        "product": lead["product"],
        "duplicate_of": first if lead["duplicate"] else None,
        "existing_customer": lead["existing_customer"],
        "auto_spam": lead["auto_spam"],
        "probability": None if lead["score"] is None else 0.5,
        "expected_revenue": lead["score"],
    }


def _state(lead: dict[str, Any], lead_id: UUID, rep_ids: dict[str, UUID]) -> dict[str, Any]:
    return {
        **lead_states.EMPTY,
        "lead_id": lead_id,
        "owner_id": rep_ids.get(lead["rep"]),
        "disposition": lead["disposition"],
        "outcome": lead["outcome"],
        "won_revenue": lead["revenue"] if lead["outcome"] == WON else 0,
    }


def _deal(lead: dict[str, Any], lead_id: UUID) -> dict[str, Any]:
    won = lead["outcome"] == WON
    return {
        "id": new_id(),
        "lead_id": lead_id,
        "key": "1",
        "outcome": lead["outcome"],
        "revenue": lead["revenue"] if won else None,
        "closed_at": NOW if won else None,
        "collected": 0,
    }


def _key(by: str, lead: dict[str, Any]) -> tuple[Any, ...]:
    return {
        "campaign": (lead["campaign"],),
        "ad_set": (lead["campaign"], lead["ad_set"]),
        "ad": (lead["campaign"], lead["ad_set"], lead["ad"]),
        "channel": (CHANNELS[lead["campaign"]],),
        "rep": (lead["rep"],),
        "product": (lead["product"],),
    }[by]


def _counted(by: str, company: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, int]]:
    """The same figures by the pure predicates."""
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    for lead in company:
        won, said = lead["outcome"] == WON, lead["disposition"]
        marks = {name: lead[name] for name in ("duplicate", "auto_spam", "existing_customer")}
        countable = is_countable(**marks, disposition=said, won=won)
        age = lead["age_days"]
        one = {
            "leads": True,
            "duplicates": lead["duplicate"] or (said == "duplicate" and not won),
            "spam": lead["auto_spam"],
            "countable": countable,
            "due": countable and (age is None or age >= 3),
            "judged": countable and is_judged(disposition=said, won=won),
            "qualified": countable and is_qualified(disposition=said, won=won),
            "matured": countable and (age is None or age >= 60),
            "scored": countable and lead["score"] is not None,
            "won": won,
            "expected_revenue": lead["score"] or 0 if countable else 0,
            "won_revenue": lead["revenue"] if won else 0,
            "won_without_revenue": 0,
            "collected": 0,
        }
        sums = found.setdefault(_key(by, lead), dict.fromkeys(one, 0))
        for name, value in one.items():
            sums[name] += int(value)
    return found


def _answered(rows: Any) -> dict[tuple[Any, ...], dict[str, int]]:
    answered = {}
    for row in rows:
        values = {name: value for name, value in row._mapping.items() if not name.startswith("key_")}
        key = tuple(value for name, value in row._mapping.items() if name.startswith("key_"))
        answered[key] = {name: int(value) for name, value in values.items()}
    return answered


def _hold(database: Database, company: list[dict[str, Any]]) -> None:
    with database.write() as connection:
        _keep(connection, company)
        for by in GROUPS:
            assert _answered(lead_figures(connection, by, ALWAYS, MATURED, DUE)) == _counted(by, company)
            closed = sum(row.won_revenue for row in closing_figures(connection, by, ALWAYS))
            assert closed == sum(lead["revenue"] for lead in company if lead["outcome"] == WON)
        connection.rollback()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(company=st.lists(LEADS, max_size=25))
def test_the_stores_groups_are_those_of_the_pure_predicates(database, company):
    _hold(database, company)


def test_so_they_are_for_every_combination_of_what_decides(database):
    names = ("duplicate", "auto_spam", "existing_customer", "disposition", "outcome")
    flags, said, became = (False, True), (None, *DISPOSITIONS), (None, *OUTCOMES)
    other = {"campaign": "tet", "ad_set": "", "ad": "", "product": None, "rep": None, "age_days": 4.0}
    _hold(
        database,
        [
            {**other, **dict(zip(names, values, strict=True)), "revenue": number, "score": 1000 * number}
            for number, values in enumerate(product(flags, flags, flags, said, became))
        ],
    )
