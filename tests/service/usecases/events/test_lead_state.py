"""Where a lead stands, whatever the order in which its events were told."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from types import SimpleNamespace

import pytest

from service.store import lead_states
from service.usecases.events.lead_state import deal_state
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.source import IMPORT, Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CRM = Source("key", "crm")


@pytest.fixture
def lead(parts):
    """A new lead's id and an open transaction."""
    with parts.database.write() as connection:
        new = NewLead(submitted_at=NOW - timedelta(days=30), checked=NO_SCHEMA.check({}))
        (kept,) = ingest(connection, parts.company, NO_SCHEMA, None, CRM, [new], NOW)
        yield connection, kept.lead_id


def days_ago(days):
    return NOW - timedelta(days=days)


def test_a_deal_is_its_newest_outcome_and_what_was_paid():
    def said(outcome, revenue, days):
        return SimpleNamespace(outcome=outcome, revenue=revenue, occurred_at=days_ago(days))

    def paid(kind, amount):
        return SimpleNamespace(kind=kind, amount=amount)

    payments = [paid("deposit", 5), paid("instalment", 7), paid("refund", 2)]
    won = deal_state([said("lost", None, 9), said("won", 100, 3)], payments)
    assert won == {"outcome": "won", "revenue": 100, "closed_at": days_ago(3), "collected": 10}
    assert deal_state([], payments)["outcome"] == "open"
    assert deal_state([said("open", None, 3)], [])["closed_at"] is None


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_telling_changes_nothing(parts, lead, order):
    connection, lead_id = lead
    dispositions = [
        NewDisposition(lead_id=lead_id, occurred_at=days_ago(9), disposition="no_need"),
        NewDisposition(lead_id=lead_id, occurred_at=days_ago(5), disposition="qualified"),
        NewDisposition(lead_id=lead_id, occurred_at=None, disposition="spam"),
    ]
    outcomes = [
        NewOutcome(lead_id=lead_id, occurred_at=days_ago(4), outcome="lost"),
        NewOutcome(lead_id=lead_id, occurred_at=days_ago(2), outcome="won", revenue=8),
        NewOutcome(lead_id=lead_id, occurred_at=days_ago(1), outcome="won", revenue=2, deal="b"),
    ]
    for place in order:
        record_dispositions(connection, parts.company, IMPORT, [dispositions[place]], NOW)
        record_outcomes(connection, parts.company, IMPORT, [outcomes[place]], NOW)
    state = lead_states.find(connection, lead_id)
    assert (state.disposition, state.disposed_at) == ("qualified", days_ago(5))
    assert (state.outcome, state.closed_at, state.won_revenue) == ("won", days_ago(2), 10)


def test_events_told_at_once_are_those_told_one_by_one(parts, lead):
    connection, lead_id = lead
    events = [
        NewOutcome(lead_id=lead_id, occurred_at=days_ago(4 - place), outcome=word, deal=str(place % 2))
        for place, word in enumerate(("won", "lost", "open", "won"))
    ]
    answers = record_outcomes(connection, parts.company, CRM, events, NOW)
    assert len(set(answers)) == 4
    assert lead_states.find(connection, lead_id).outcome == "won"


def test_a_refused_event_spoils_no_other(parts, lead):
    connection, lead_id = lead
    good = NewDisposition(lead_id=lead_id, occurred_at=days_ago(1), disposition="qualified")
    early = NewDisposition(lead_id=lead_id, occurred_at=days_ago(99), disposition="spam")
    answers = record_dispositions(connection, parts.company, CRM, [early, good], NOW)
    assert [type(answer).__name__ for answer in answers] == ["Refused", "UUID"]
    assert lead_states.find(connection, lead_id).disposition == "qualified"
