"""The history snapshot: what training reads."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from model.lead.schema import Field, LeadSchema
from service.store.leads import leads
from service.usecases.events.record_attempt import NewAttempt, record_attempts
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import Contact, NewLead
from service.usecases.models.take_snapshot import take_snapshot
from service.usecases.source import IMPORT, Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CRM = Source("key", "crm")
SCHEMA = LeadSchema(
    fields=(
        Field("course", "category"),
        Field("budget", "number"),
        Field("married", "boolean"),
        Field("nickname", "category", personal=True),
    )
)
OWN = (
    "lead.id lead.submitted_at lead.campaign lead.channel lead.ad_set lead.ad lead.won lead.won_at "
    "lead.revenue lead.worked lead.work_probability lead.disposition "
    "utm_source utm_medium utm_campaign utm_content utm_term"
).split()


@pytest.fixture
def kept(parts):
    """Keep a lead with these attributes; its id."""

    def keep(phone="", **values):
        contact = Contact(phones=(phone,)) if phone else Contact()
        attributes = values.pop("attributes", {})
        new = NewLead(submitted_at=NOW - timedelta(days=9), contact=contact, checked=SCHEMA.check(attributes))
        with parts.database.write() as connection:
            new = replace(new, **values)
            (answer,) = ingest(connection, parts.company, SCHEMA, None, CRM, [new], NOW)
        return answer.lead_id

    return keep


@pytest.fixture
def say(parts):
    def record(recorder, event):
        with parts.database.write() as connection:
            recorder(connection, parts.company, CRM, [event], NOW)

    return record


@pytest.fixture
def snapshot(parts, tmp_path):
    """The written table, by lead id."""

    def take():
        out, told = tmp_path / "history.parquet", []
        with parts.database.read() as connection:
            written = take_snapshot(connection, parts.company, SCHEMA, out, NOW, told.append)
        table = pq.read_table(out)
        assert written == table.num_rows == sum(told)
        assert list(tmp_path.glob("*.partial")) == []
        return table, {row["lead.id"]: row for row in table.to_pylist()}

    return take


def test_its_columns_are_leadworths_own_then_the_attributes(kept, snapshot):
    kept(
        attributes={"course": "IELTS", "budget": 5, "nickname": "Tí", "city": "Huế", "when": [1, {"a": None}]}
    )
    table, rows = snapshot()
    assert table.column_names == [*OWN, "budget", "city", "course", "married", "when"]
    about = json.loads(table.schema.metadata[b"leadworth"])
    assert about == {"kind": "snapshot", "format": 1, "as_of": NOW.isoformat(), "currency": "VND"}
    (row,) = rows.values()
    assert (row["course"], row["budget"], row["married"], row["city"]) == ("IELTS", 5.0, None, "Huế")
    assert json.loads(row["when"]) == [1, {"a": None}]


def test_an_empty_store_has_the_columns_and_no_row(snapshot):
    table, rows = snapshot()
    assert table.column_names == [*OWN, "budget", "course", "married"]
    assert rows == {}


def test_only_countable_leads_are_in_it(kept, say, snapshot):
    first = kept(phone="+84901234567")
    kept(phone="+84901234567")
    kept(auto_spam=True)
    sales_duplicate, sales_spam = kept(), kept()
    for lead, word in ((sales_duplicate, "duplicate"), (sales_spam, "spam")):
        say(record_dispositions, NewDisposition(lead_id=lead, occurred_at=None, disposition=word))
    assert snapshot()[1].keys() == {str(first), str(sales_spam)}


def test_what_became_of_a_lead(kept, say, snapshot):
    won, unknown, lost, opened, called, new = (kept() for _ in range(6))
    at = NOW - timedelta(days=2)
    for lead, more in (
        (won, {"outcome": "won", "revenue": 1_500_000}),
        (unknown, {"outcome": "won"}),
        (lost, {"outcome": "lost"}),
        (opened, {"outcome": "open"}),
    ):
        say(record_outcomes, NewOutcome(lead_id=lead, occurred_at=at, **more))
    say(record_attempts, NewAttempt(lead_id=called, occurred_at=at, result="no_answer"))
    rows = snapshot()[1]

    def became(lead):
        row = rows[str(lead)]
        return tuple(row[f"lead.{name}"] for name in ("won", "won_at", "revenue", "worked"))

    assert became(won) == (True, at, 1_500_000.0, True)
    assert became(unknown) == (True, at, None, True)
    assert became(lost) == (False, None, None, True)
    assert became(opened) == (None, None, None, True)
    assert became(called) == (None, None, None, True)
    assert became(new) == (None, None, None, False)


def test_the_chance_with_which_a_lead_was_marked_for_work_comes_with_it(kept, snapshot, parts):
    marked, other = kept(), kept()
    with parts.database.write() as connection:
        row = sa.update(leads).where(leads.c.id == marked).values(work_probability=0.05)
        connection.execute(row)
    rows = snapshot()[1]
    assert rows[str(marked)]["lead.work_probability"] == 0.05
    assert rows[str(other)]["lead.work_probability"] is None


def test_what_sales_said_of_a_lead_comes_with_it(kept, say, snapshot):
    judged, new = kept(), kept()
    for word in ("no_need", "qualified"):
        say(record_dispositions, NewDisposition(lead_id=judged, occurred_at=None, disposition=word))
    rows = snapshot()[1]
    assert rows[str(judged)]["lead.disposition"] == "qualified"
    assert rows[str(new)]["lead.disposition"] is None


def test_a_leads_campaign_and_tracking_come_with_it(kept, snapshot):
    tracking = {"utm_source": "facebook", "utm_term": "x", "ad_set": "nữ 25+"}
    lead = kept(campaign="tết", tracking=tracking)
    row = snapshot()[1][str(lead)]
    assert (row["lead.campaign"], row["lead.ad_set"], row["lead.ad"]) == ("tết", "nữ 25+", None)
    assert (row["utm_source"], row["utm_medium"]) == ("facebook", None)
    assert row["lead.submitted_at"] == NOW - timedelta(days=9)


def test_no_contact_and_no_personal_field_is_in_the_file(kept, snapshot, tmp_path):
    kept(phone="+84901234567", attributes={"nickname": "Bông Xinh"})
    snapshot()
    written = (tmp_path / "history.parquet").read_bytes()
    assert b"901234567" not in written
    assert "Bông Xinh".encode() not in written


def test_a_value_that_an_older_schema_took_as_another_type_is_missing(kept, snapshot, parts, monkeypatch):
    lead = kept(checked=LeadSchema(fields=()).check({"budget": "much", "married": "perhaps", "course": 5}))
    row = snapshot()[1][str(lead)]
    assert (row["budget"], row["married"], row["course"]) == (None, None, "5")


def test_a_text_that_came_before_its_field_was_declared_is_read_as_todays_type(kept, snapshot):
    checked = LeadSchema(fields=()).check({"budget": "12.000.000", "married": "có"})
    lead = kept(checked=checked)
    row = snapshot()[1][str(lead)]
    assert (row["budget"], row["married"]) == (12_000_000.0, True)


def test_leads_of_an_import_that_tells_outcomes_only_count_as_worked(parts, kept, snapshot):
    with parts.database.write() as connection:
        new = NewLead(submitted_at=NOW - timedelta(days=9), checked=SCHEMA.check({}))
        (imported,) = ingest(connection, parts.company, SCHEMA, None, IMPORT, [new], NOW)
    assert snapshot()[1][str(imported.lead_id)]["lead.worked"] is True
    other = kept()
    with parts.database.write() as connection:
        word = NewDisposition(lead_id=other, occurred_at=None, disposition="no_need")
        record_dispositions(connection, parts.company, IMPORT, [word], NOW)
    assert snapshot()[1][str(imported.lead_id)]["lead.worked"] is False


def test_a_snapshot_that_fails_leaves_no_file(parts, tmp_path, kept):
    kept()
    out = tmp_path / "history.parquet"
    with parts.database.read() as connection, pytest.raises(ZeroDivisionError):
        take_snapshot(connection, parts.company, SCHEMA, out, NOW, lambda _more: 1 / 0)
    assert list(tmp_path.glob("history*")) == []
