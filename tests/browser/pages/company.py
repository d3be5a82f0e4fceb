"""Some weeks of a small company: a cheap campaign without a sale, a dear one that sells, one of few leads.

Its campaigns are those of the simulated company that its model was taught with.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from service.parts import Parts
from service.usecases.campaigns.declare_campaign import NewSpend, record_spend
from service.usecases.clock import utc_now
from service.usecases.events.assign_lead import NewAssignment, assign_leads
from service.usecases.events.record_attempt import NewAttempt, record_attempts
from service.usecases.events.record_disposition import NewDisposition, record_dispositions
from service.usecases.events.record_outcome import NewOutcome, record_outcomes
from service.usecases.events.record_payment import NewPayment, record_payments
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import Contact, NewLead
from service.usecases.source import Source

TEAM: Final = ("sale-01", "sale-02", "sale-03", "sale-04")
CHEAP, DEAR, FEW = "tt-minigame-qua-tang", "gg-ielts-luyen-thi-cap-toc", "zalo-ke-toan-oa"
CRM: Final = Source("key", "crm")
REASONS: Final = ("no_need", "no_budget", "not_target", "unreachable", "wrong_number", "bad_timing")
# More than twice the horizon: half of the leads have had their time to buy.
DAYS: Final = 96


@dataclass(frozen=True, slots=True)
class Campaign:
    """`qualified` and `won` of its leads; `cost` in đồng a day."""

    key: str
    name: str
    channel: str
    leads: int
    qualified: int
    won: int
    cost: int
    owner: str
    filled_in: Mapping[str, str]


CAMPAIGNS: Final = (
    Campaign(
        *(CHEAP, "Minigame nhận quà", "tiktok", 112, 8, 0, 60_000, "Marketing 1"),
        {"course": "Thiết kế đồ họa", "goal": "tìm hiểu", "city": "Hà Nội"},
    ),
    Campaign(
        *(DEAR, "Tìm kiếm IELTS", "google", 64, 44, 20, 350_000, "Marketing 2"),
        {"course": "IELTS", "goal": "thi chứng chỉ", "city": "Sài Gòn"},
    ),
    Campaign(*(FEW, "Zalo nhóm cũ", "zalo", 4, 1, 0, 0, "Marketing 1"), {"course": "Kế toán"}),
)


def write_history(parts: Parts) -> list[UUID]:
    """Into the store; the ids of leads that nobody has called yet, all with the first of the team."""
    now = utc_now()
    with parts.database.write() as connection:
        for campaign in CAMPAIGNS:
            leads = _arrived(parts, connection, campaign, now)
            _worked(parts, connection, campaign, leads, now)
            days = [now.date() - timedelta(days=back) for back in range(DAYS)]
            spend = [
                NewSpend(campaign=campaign.key, day=day, ad_set="Nhóm A", ad="", amount=campaign.cost)
                for day in days
                if campaign.cost
            ]
            record_spend(connection, parts.company, CRM, spend, now)
        fresh = [now - timedelta(minutes=3 + 2 * place) for place in range(5)]
        new = _ingest(parts, connection, CAMPAIGNS[1], fresh, now)
        pairs = zip(new, fresh, strict=True)
        given = [NewAssignment(lead_id=lead, occurred_at=at, rep=TEAM[0]) for lead, at in pairs]
        assign_leads(connection, parts.company, CRM, given, now)
    return new


def _arrived(
    parts: Parts, connection: sa.Connection, campaign: Campaign, now: datetime
) -> list[tuple[UUID, datetime]]:
    """Spread evenly over the weeks, the oldest first."""
    gap = timedelta(days=DAYS - 2) / campaign.leads
    times = [now - timedelta(days=DAYS) + place * gap for place in range(campaign.leads)]
    return list(zip(_ingest(parts, connection, campaign, times, now), times, strict=True))


_phones = count(100_000)


def _ingest(
    parts: Parts, connection: sa.Connection, campaign: Campaign, times: list[datetime], now: datetime
) -> list[UUID]:
    schema = parts.serving.schema
    new = [
        NewLead(
            campaign=campaign.key,
            submitted_at=at,
            contact=Contact(name=f"Nguyễn Thị Lan {number}", phones=(f"+84901{number}",)),
            tracking={"ad_set": "Nhóm A", "ad": f"video-{number % 3}"},
            checked=schema.check(campaign.filled_in),
        )
        for number, at in zip(_phones, times, strict=False)
    ]
    kept = ingest(connection, parts.company, schema, parts.serving.scorer, CRM, new, now)
    return [each.lead_id for each in kept]


def _worked(
    parts: Parts,
    connection: sa.Connection,
    campaign: Campaign,
    leads: list[tuple[UUID, datetime]],
    now: datetime,
) -> None:
    """Each called within minutes and judged on the same day; the first of the qualified ones buy."""
    company, reps = parts.company, [TEAM[place % len(TEAM)] for place in range(len(leads))]
    assign_leads(
        connection,
        company,
        CRM,
        [NewAssignment(lead_id=lead, occurred_at=at, rep=rep) for (lead, at), rep in _with(leads, reps)],
        now,
    )
    calls = [
        NewAttempt(
            lead_id=lead,
            occurred_at=at + timedelta(minutes=6),
            result="reached",
            rep=rep,
            duration_seconds=95,
        )
        for (lead, at), rep in _with(leads, reps)
    ]
    record_attempts(connection, company, CRM, calls, now)
    words = _words(campaign)
    said = [
        NewDisposition(lead_id=lead, occurred_at=at + timedelta(minutes=20), disposition=word, rep=rep)
        for ((lead, at), rep), word in zip(_with(leads, reps), words, strict=True)
    ]
    record_dispositions(connection, company, CRM, said, now)
    _sold(parts, connection, campaign, leads, now)


def _sold(
    parts: Parts,
    connection: sa.Connection,
    campaign: Campaign,
    leads: list[tuple[UUID, datetime]],
    now: datetime,
) -> None:
    """Those that were qualified first."""
    words = _words(campaign)
    buyers = [each for each, word in zip(leads, words, strict=True) if word == "qualified"][: campaign.won]
    won = [
        NewOutcome(lead_id=lead, occurred_at=at + timedelta(days=1), outcome="won", revenue=12_000_000)
        for lead, at in buyers
    ]
    record_outcomes(connection, parts.company, CRM, won, now)
    paid = [
        NewPayment(lead_id=lead, occurred_at=at + timedelta(days=1), kind="deposit", amount=3_000_000)
        for lead, at in buyers
    ]
    record_payments(connection, parts.company, CRM, paid, now)


def _words(campaign: Campaign) -> list[str]:
    """What Sales said of each lead: the qualified ones evenly among the others."""
    step = campaign.leads / max(campaign.qualified, 1)
    good = {int(place * step) for place in range(campaign.qualified)}
    return [
        "qualified" if place in good else REASONS[place % len(REASONS)] for place in range(campaign.leads)
    ]


def _with(leads: list[tuple[UUID, datetime]], reps: list[str]) -> Iterator[tuple[tuple[UUID, datetime], str]]:
    return zip(leads, reps, strict=True)
