"""The loop for real: a store that learns, training in a process of its own, and the gate."""

import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.lead.schema import Field, LeadSchema
from service.jobs.retrain import retrain_now, retrain_when_due
from service.store import models
from service.usecases.clock import utc_now
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NewLead
from service.usecases.source import Source

CRM = Source("key", "crm")
COURSES = ("IELTS", "TOEIC", "giao tiếp")
SCHEMA = LeadSchema(fields=(Field("course", "category", known="submit"),), horizon_days=10)
DAYS = 400


@pytest.fixture
def database_url(sqlite_url):
    """One kind of store will do: training reads a file."""
    return sqlite_url


@pytest.fixture
def schema_file(tmp_path):
    path = tmp_path / "schema.toml"
    path.write_text(SCHEMA.dumps(), encoding="utf-8")
    return path


@pytest.fixture
def lived(parts):
    """Let so many leads come evenly over these days (ago), each with its outcome a day later."""
    dice = random.Random(3)

    def live(count, first, last):
        now = utc_now()
        leads, outcomes = [], []
        for place in range(count):
            course = dice.choice(COURSES)
            at = now - timedelta(days=first - (first - last) * place / count)
            leads.append(NewLead(submitted_at=at, checked=SCHEMA.check({"course": course})))
            won = dice.random() < (0.5 if course == "IELTS" else 0.15)
            told = {"outcome": "won", "revenue": 1_000_000} if won else {"outcome": "lost"}
            outcomes.append((at + timedelta(days=1), told))
        with parts.database.write() as connection:
            kept = ingest(connection, parts.company, SCHEMA, None, CRM, leads, now)
            events = [
                NewOutcome(lead_id=lead.lead_id, occurred_at=at, **told)
                for lead, (at, told) in zip(kept, outcomes, strict=True)
            ]
            record_outcomes(connection, parts.company, CRM, events, now)

    return live


@pytest.mark.slow
def test_a_store_trains_its_first_model_and_a_better_informed_one_follows(parts, lived, schema_file):
    own = replace(parts, settings=replace(parts.settings, lead_schema=str(schema_file)))
    lived(300, DAYS, 200)
    first = retrain_when_due(own, threading.Event())
    assert first.action == "promote", first.reason
    assert "no model serves yet" in first.reason
    again = retrain_now(own, "a person", threading.Event())
    assert (again.action, again.version) == ("keep", first.version)
    assert again.reason.startswith("too few new outcomes: 0 of 200 leads")
    lived(240, 195, 15)
    second = retrain_now(own, "a person", threading.Event())
    with parts.database.read() as connection:
        newest = models.decisions(connection, 1)[0]
        count = connection.scalar(sa.select(sa.func.count()).select_from(models.models))
    assert newest.evidence["held_out"]["leads"] == 240
    assert second.action == "promote", second.reason
    assert second.version != first.version
    assert count == 2
