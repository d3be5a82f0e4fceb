"""Companies for use cases: one written straight into the tables, and a Monday that everybody can check."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from model.vocabulary import WON
from service.parts import create_parts
from service.store import campaigns, deals, events, lead_states, leads
from service.store.ids import new_id
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.events.lead_state import refresh
from service.usecases.events.record_attempt import NewAttempt, record_attempts
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.source import IMPORT, Source
from service.usecases.team.manage_team import set_rep

CRM = Source("key", "crm")


class Monday:
    """Leads, calls and assignments at hours of that Monday, in the company's zone."""

    def __init__(self, parts, connection):
        self.parts, self.connection = parts, connection
        self.day = date(2026, 11, 16)
        self.midnight = datetime.combine(self.day, time(), parts.company.timezone)
        self.later = self.at(24 * 10)

    def at(self, hour):
        return self.midnight + timedelta(hours=hour)

    def lead(self, hour, campaign="tet", contact=None):
        at = None if hour is None else self.at(hour)
        person = {} if contact is None else {"contact": contact}
        new = NewLead(campaign=campaign, submitted_at=at, checked=NO_SCHEMA.check({}), **person)
        source = IMPORT if hour is None else CRM
        (kept,) = ingest(self.connection, self.parts.company, NO_SCHEMA, None, source, [new], self.later)
        return kept.lead_id

    def call(self, lead, hour, rep=None, result="no_answer"):
        new = NewAttempt(lead_id=lead, occurred_at=self.at(hour), result=result, rep=rep)
        record_attempts(self.connection, self.parts.company, CRM, [new], self.later)

    def give(self, lead, hour, rep, reason=None):
        new = NewAssignment(lead_id=lead, occurred_at=self.at(hour), rep=rep, reason=reason)
        assign_leads(self.connection, self.parts.company, CRM, [new], self.later)

    def judge(self, lead, hour, word="no_need"):
        new = NewDisposition(lead_id=lead, occurred_at=self.at(hour), disposition=word)
        record_dispositions(self.connection, self.parts.company, CRM, [new], self.later)

    def sell(self, lead, hour):
        new = NewOutcome(lead_id=lead, occurred_at=self.at(hour), outcome=WON)
        record_outcomes(self.connection, self.parts.company, CRM, [new], self.later)

    def has(self, rep, **values):
        """The team has this rep."""
        set_rep(self.connection, rep, values, self.later)

    def owner(self, lead):
        """Who owns it now, and why."""
        given = events.of_leads(self.connection, events.assignments, [lead])
        if not given:
            return None
        return events.rep_keys(self.connection, lead).get(given[-1].rep_id), given[-1].reason


@pytest.fixture
def monday(settings):
    parts = create_parts(settings)  # without an app, whose many routes take longer than a test
    with parts.database.write() as connection:
        yield Monday(parts, connection)
    parts.database.close()


@pytest.fixture
def put_leads():
    """Leads of another day, straight into the tables: `put_leads(connection, past, {"tet": "facebook"})`.

    Each of `past` may have, beside columns of `leads`: `campaign`; `said`, dispositions as (days after its
    arrival, or None, and the word); `won`, deals as (days, or None, and the revenue).
    """

    def put(connection, past, channels):
        now = past[0]["submitted_at"]
        stored = {"is_draft": False, "source": "x", "created_at": now, "updated_at": now}
        rows = [
            {"id": new_id(), "key": key, "channel": channel, **stored} for key, channel in channels.items()
        ]
        campaigns.insert_missing(connection, rows)
        names = {row.key: row.id for row in campaigns.listing(connection)}
        kept = [(lead, new_id()) for lead in past]
        leads.add(connection, [_lead_row(lead, lead_id, names) for lead, lead_id in kept])
        lead_states.add(connection, [{**lead_states.EMPTY, "lead_id": lead_id} for _, lead_id in kept])
        events.add(connection, events.dispositions, [row for each in kept for row in _said_rows(*each)])
        closed = [row for each in kept for row in _won_rows(*each)]
        if closed:
            connection.execute(sa.insert(deals.deals), [deal for deal, _ in closed])
        events.add(connection, events.outcomes, [outcome for _, outcome in closed])
        refresh(connection, [lead_id for _, lead_id in kept])

    return put


def _lead_row(lead, lead_id, names):
    own = {"auto_spam": False, "existing_customer": False, "quality_probability": None, "model_version": None}
    return {
        "id": lead_id,
        "source": "x",
        "received_at": lead["submitted_at"],
        "submitted_at": lead["submitted_at"],
        "campaign_id": names.get(lead["campaign"]),
        "ad_set": "",
        "ad": "",
        "attributes": {},
        "unknown_attributes": [],
        "tracking": {},
        **own,
        **{name: lead[name] for name in own if name in lead},
    }


def _event(lead, lead_id, days):
    at = None if days is None else lead["submitted_at"] + timedelta(days=days)
    return {
        "id": new_id(),
        "lead_id": lead_id,
        "occurred_at": at,
        "recorded_at": at or lead["submitted_at"],
        "source": "x",
    }


def _said_rows(lead, lead_id):
    said = lead.get("said", ())
    return [{**_event(lead, lead_id, days), "disposition": word} for days, word in said]


def _won_rows(lead, lead_id):
    """(deal, outcome) of each win."""
    for place, (days, revenue) in enumerate(lead.get("won", ())):
        deal_id, said = new_id(), _event(lead, lead_id, days)
        deal = {"id": deal_id, "lead_id": lead_id, "key": str(place), "outcome": WON, "collected": 0}
        closed = {"revenue": revenue, "closed_at": said["occurred_at"]}
        yield deal | closed, {**said, "deal_id": deal_id, "outcome": WON, "revenue": revenue}
