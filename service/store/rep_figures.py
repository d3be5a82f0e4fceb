"""What each rep's leads promised and became, how she judged, and her days in the order of first attempts.

A lead is worked by its owner; where nobody owns it, by who gave the disposition that counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import QUALIFIED
from service.store.campaign_figures import count, countable, judged, qualified, within, won
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.reps import reps
from service.store.worth_figures import blind, matured, p, scored, won_within, worked

_worker = reps.c.id == sa.func.coalesce(lead_states.c.owner_id, lead_states.c.judged_by_id)
_judge = reps.c.id == sa.func.coalesce(lead_states.c.judged_by_id, lead_states.c.owner_id)
_states = leads.join(lead_states, lead_states.c.lead_id == leads.c.id)
_worked_leads = _states.join(reps, _worker).outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
without = leads.c.probability_without_campaign
expected_quality = leads.c.quality_probability
MOST_DAYS_LEADS = 50_000


@dataclass(frozen=True, slots=True)
class Between:
    """Half open instants of `submitted_at`, or of the first attempt; None is unbounded."""

    since: datetime | None
    until: datetime | None


def outcomes(
    connection: sa.Connection, between: Between, now: datetime, horizon_days: float
) -> Sequence[Row]:
    """A row a rep: `rep`, `leads` (countable and worked), `won`, won_revenue; of those that matured and have
    a blind score matured, observed (won within the horizon), expected (p), expected_square; of those with a
    score without campaign too known_without, observed_without, expected_without, expected_without_square."""
    known = scored & blind & matured(now, horizon_days)
    both = known & without.is_not(None)
    in_time = won & won_within(connection, horizon_days)
    counts = {
        "leads": sa.true(),
        "won": won,
        "matured": known,
        "observed": known & in_time,
        "known_without": both,
        "observed_without": both & in_time,
    }
    sums = {
        "expected": (known, p),
        "expected_square": (known, p * p),
        "expected_without": (both, without),
        "expected_without_square": (both, without * without),
    }
    query = (
        sa.select(
            reps.c.key.label("rep"),
            *(count(condition).label(name) for name, condition in counts.items()),
            *(
                sa.func.sum(sa.case((condition, value), else_=0.0)).label(name)
                for name, (condition, value) in sums.items()
            ),
            sa.cast(sa.func.sum(lead_states.c.won_revenue), sa.BigInteger).label("won_revenue"),
        )
        .select_from(_worked_leads)
        .where(countable, worked, *within(leads.c.submitted_at, between.since, between.until))
        .group_by(reps.c.key)
        .order_by(reps.c.key)
    )
    return connection.execute(query).all()


def workers(connection: sa.Connection, between: Between) -> Sequence[Row]:
    """How many of each campaign's countable, worked leads each rep works: `campaign`, `rep`, `leads`."""
    query = (
        sa.select(campaigns.c.key.label("campaign"), reps.c.key.label("rep"), sa.func.count().label("leads"))
        .select_from(_worked_leads)
        .where(
            campaigns.c.key.is_not(None),
            countable,
            worked,
            *within(leads.c.submitted_at, between.since, between.until),
        )
        .group_by(campaigns.c.key, reps.c.key)
        .order_by(campaigns.c.key, reps.c.key)
    )
    return connection.execute(query).all()


def expected_of_judged(connection: sa.Connection, between: Between) -> Row:
    """Of countable, judged leads: `by_quality` the mean expected quality and `by_chance` the mean chance,
    NULL where none has one; `leads` and `qualified`."""
    query = (
        sa.select(
            sa.func.avg(expected_quality).label("by_quality"),
            sa.func.avg(p).label("by_chance"),
            sa.func.count().label("leads"),
            count(qualified).label("qualified"),
        )
        .select_from(_states)
        .where(judged, *within(leads.c.submitted_at, between.since, between.until))
    )
    return connection.execute(query).one()


def dispositions_by_band(
    connection: sa.Connection,
    between: Between,
    score: sa.ColumnElement[float],
    edges: Sequence[float],
) -> Sequence[Row]:
    """A row a rep and band of ``score``: `rep`, `band` (leads without a score last), `judged`, `bad`."""
    unknown = (score.is_(None), len(edges) + 1)
    below = ((score <= edge, place) for place, edge in enumerate(edges))
    band = sa.case(unknown, *below, else_=len(edges)).label("band")
    query = (
        sa.select(
            reps.c.key.label("rep"),
            band,
            sa.func.count().label("judged"),
            count(~qualified).label("bad"),
        )
        .select_from(_states.join(reps, _judge))
        .where(judged, *within(leads.c.submitted_at, between.since, between.until))
        .group_by(reps.c.key, band)
    )
    return connection.execute(query).all()


def _is_worked_by(rep: UUID) -> sa.ColumnElement[bool]:
    """As `_worker` has it, in words that an index answers."""
    unowned = lead_states.c.owner_id.is_(None) & (lead_states.c.judged_by_id == rep)
    return (lead_states.c.owner_id == rep) | unowned


def first_attempts(connection: sa.Connection, between: Between, rep: UUID | None = None) -> Sequence[Row]:
    """The newest 50,000 countable, judged leads by first attempt in that time: `rep`, first_attempt_at,
    `campaign`, `bad`, expected_quality; by rep (all where None), then in the order of the first attempt."""
    tried = lead_states.c.first_attempt_at
    hers = [] if rep is None else [reps.c.id == rep, _is_worked_by(rep)]
    newest = (
        sa.select(
            reps.c.key.label("rep"),
            tried,
            leads.c.id,
            campaigns.c.key.label("campaign"),
            (~won & (lead_states.c.disposition != QUALIFIED)).label("bad"),
            expected_quality.label("expected_quality"),
        )
        .select_from(_worked_leads)
        .where(judged, tried.is_not(None), *hers, *within(tried, between.since, between.until))
        .order_by(tried.desc())
        .limit(MOST_DAYS_LEADS)
        .subquery()
    )
    order = (newest.c.rep, newest.c.first_attempt_at, newest.c.id)
    return connection.execute(sa.select(newest).order_by(*order)).all()
