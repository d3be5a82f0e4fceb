"""A company in the store in which anything can be missing, and the same leads as plain values."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import sqlalchemy as sa

from model.vocabulary import LOST, WON
from service.store import campaigns, lead_states, leads, reps
from service.store.database import Database
from service.store.deals import deals
from service.store.ids import new_id

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def kept_company(database_url):
    """An open connection to a store of 250 such leads, and what each of them is."""
    rng = np.random.default_rng(4)
    company = [_drawn(rng) for _ in range(250)]
    opened = Database(database_url)
    with opened.write() as connection:
        _keep(connection, company)
        yield connection, company
    opened.close()


def _drawn(rng):
    """One lead of a company in which anything can be missing."""
    age = rng.choice([0.5, 12.0, 59.0, 61.0, 300.0, np.nan])
    outcome = rng.choice([None, WON, LOST, "open"], p=[0.5, 0.2, 0.2, 0.1])
    said = rng.choice([None, "qualified", "no_need", "duplicate"], p=[0.3, 0.4, 0.25, 0.05])
    after = float(rng.uniform(0, min(age, 90.0))) if age == age else np.nan
    return {
        "campaign": rng.choice(["tet", "he"]),
        "age": None if np.isnan(age) else float(age),
        "p": None if rng.random() < 0.15 else float(rng.uniform(0.01, 0.6)),
        "value": int(rng.integers(1, 10**9)),
        "origin": rng.choice(["submit", "held_out", "later"]),
        "attempts": int(rng.integers(0, 3)),
        "reached": bool(rng.random() < 0.5),
        "said": said,
        "outcome": outcome,
        "after": None if np.isnan(after) or rng.random() < 0.1 else after,
        "revenue": int(rng.integers(1, 10**9)) if outcome == WON else 0,
    }


def _keep(connection, company):
    names = {key: new_id() for key in ("tet", "he")}
    said = {"is_draft": False, "source": "x", "created_at": NOW, "updated_at": NOW}
    campaigns.insert_missing(connection, [{"id": i, "key": key, **said} for key, i in names.items()])
    rep = reps.ids(connection, ["sale-01"], NOW)["sale-01"]
    for lead in company:
        lead_id = new_id()
        submitted = None if lead["age"] is None else NOW - lead["age"] * DAY
        then = None if submitted is None or lead["after"] is None else submitted + lead["after"] * DAY
        scored = {"probability": lead["p"], "deal_value": lead["value"] if lead["p"] else None}
        expected = None if lead["p"] is None else round(lead["p"] * lead["value"])
        row = {
            "id": lead_id,
            "source": "x",
            "received_at": NOW,
            "submitted_at": submitted,
            "ad_set": "",
            "ad": "",
        }
        row |= {
            "campaign_id": names[lead["campaign"]],
            "attributes": {},
            "unknown_attributes": [],
            "tracking": {},
        }
        row |= {"existing_customer": False, "auto_spam": False, "score_origin": lead["origin"]}
        leads.add(connection, [row | scored | {"expected_revenue": expected}])
        state = {
            "owner_id": rep,
            "attempts": lead["attempts"],
            "disposition": lead["said"],
            "disposed_at": then,
        }
        state |= {"outcome": lead["outcome"], "closed_at": then, "won_revenue": lead["revenue"]}
        state |= {"reached_at": then if lead["reached"] else None}
        lead_states.add(connection, [{**lead_states.EMPTY, **state, "lead_id": lead_id}])
        if lead["outcome"]:
            deal = {
                "id": new_id(),
                "lead_id": lead_id,
                "key": "1",
                "outcome": lead["outcome"],
                "collected": 0,
            }
            revenue = lead["revenue"] if lead["outcome"] == WON else None
            connection.execute(sa.insert(deals), [deal | {"revenue": revenue, "closed_at": then}])
