"""What history says is taken as it is, and marked where nobody could hold it against what was agreed."""

from datetime import UTC, datetime, timedelta

import pytest

from model.vocabulary import SIDES
from service.parts import create_parts
from service.store import events, lead_states
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.fair_play.agreement import propose, sign
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.source import IMPORT

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url):
    """No query is asked here that other tests do not ask of both databases."""
    return sqlite_url


@pytest.fixture
def history(settings):
    """Tell what was imported of one lead, though an agreement is signed; its dispositions, oldest first."""
    parts = create_parts(settings)
    with parts.database.write() as connection:
        version = propose(connection, {"late_change_hours": 24}, "A", None, NOW - timedelta(days=90))
        for side in SIDES:
            sign(connection, version, side, f"head of {side}", NOW - timedelta(days=90))
        new = NewLead(submitted_at=NOW - timedelta(days=30), checked=NO_SCHEMA.check({}))
        (kept,) = ingest(connection, parts.company, NO_SCHEMA, None, IMPORT, [new], NOW)
        yield connection, parts.company, kept.lead_id
    parts.database.close()


def said(history, *words):
    """(days ago or None, word) each, told in one call; the rows."""
    connection, company, lead = history
    new = [
        NewDisposition(lead_id=lead, occurred_at=days and NOW - timedelta(days=days), disposition=word)
        for days, word in words
    ]
    assert None not in record_dispositions(connection, company, IMPORT, new, NOW)
    return events.of_leads(connection, events.dispositions, [lead])


def test_unreachable_is_taken_without_attempts_and_marked(history):
    (row,) = said(history, (3, "unreachable"))
    assert row.unverified
    connection, _, lead = history
    assert lead_states.find(connection, lead).unverified
    assert not said(history, (2, "no_need"))[-1].unverified
    assert not lead_states.find(connection, lead).unverified


def test_qualified_is_taken_without_a_checklist(history):
    (row,) = said(history, (3, "qualified"))
    assert (row.checklist, row.checklist_version) == (None, None)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_late_change_is_counted_without_a_note_in_one_file_or_several(history, at_once):
    words = [(1, "no_need"), (3, "qualified"), (2.5, "qualified"), (None, "spam")]
    if at_once:
        rows = said(history, *words)
    else:
        for word in (words[3], words[1], words[2], words[0]):
            rows = said(history, word)
    assert [(row.disposition, row.changed_from, row.late_change) for row in rows] == [
        ("spam", None, False),
        ("qualified", "spam", False),
        ("qualified", None, False),
        ("no_need", "qualified", True),
    ]
    connection, _, lead = history
    assert lead_states.find(connection, lead).late_change


def test_a_competitor_may_be_nameless_and_an_assignment_is_imported(history):
    connection, company, lead = history
    lost = NewOutcome(lead_id=lead, occurred_at=NOW, outcome="lost", lost_reason="competitor")
    assert record_outcomes(connection, company, IMPORT, [lost], NOW)[0] is not None
    assert lead_states.find(connection, lead).lost_reason == "competitor"
    assign_leads(
        connection, company, IMPORT, [NewAssignment(lead_id=lead, occurred_at=NOW, rep="sale-03")], NOW
    )
    assert events.of_leads(connection, events.assignments, [lead])[0].reason == "imported"
