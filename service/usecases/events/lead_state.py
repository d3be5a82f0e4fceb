"""From the events of a lead to where it stands now. The only place that says which event counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import LOST, OPEN, REACHED_RESULTS, REFUND, WON
from service.store import deals, events, lead_states
from service.store.columns import Row


def refresh(connection: sa.Connection, lead_ids: Iterable[UUID]) -> None:
    """Derive the states of these leads and of their deals anew. The caller holds the leads."""
    ids = sorted(set(lead_ids))
    kinds = {table.name: _by_lead(events.of_leads(connection, table, ids)) for table in _TABLES}
    _refresh_deals(connection, kinds)
    by_lead = _by_lead(deals.of_leads(connection, ids))
    lead_states.change(
        connection,
        [
            {
                "lead": lead_id,
                **_attempts(kinds["contact_attempts"][lead_id]),
                **_disposition(kinds["dispositions"][lead_id]),
                **_owner(kinds["assignments"][lead_id]),
                **_outcome(by_lead[lead_id]),
                "lost_reason": _lost_reason(kinds["outcomes"][lead_id]),
            }
            for lead_id in ids
        ],
    )


_TABLES = (events.contact_attempts, events.dispositions, events.assignments, events.outcomes, events.payments)


def _by_lead(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.lead_id].append(row)
    return found


def _refresh_deals(connection: sa.Connection, kinds: dict[str, dict[UUID, list[Row]]]) -> None:
    said = _by_deal(kinds["outcomes"])
    paid = _by_deal(kinds["payments"])
    deals.set_states(
        connection,
        [{"deal": deal, **deal_state(said[deal], paid[deal])} for deal in said.keys() | paid.keys()],
    )


def _by_deal(by_lead: dict[UUID, list[Row]]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for rows in by_lead.values():
        for row in rows:
            found[row.deal_id].append(row)
    return found


def deal_state(outcomes: Sequence[Any], payments: Sequence[Any]) -> dict[str, Any]:
    """Where a deal stands, by its newest outcome; collected is what came in less what went back.

    It closed when it was first said to stand so: a win told again, with its revenue, is no later win.
    Both oldest first. Amounts in minor units.
    """
    newest = outcomes[-1] if outcomes else None
    outcome = newest.outcome if newest else OPEN
    return {
        "outcome": outcome,
        "revenue": newest.revenue if newest and outcome == WON else None,
        "closed_at": _since(outcomes) if outcome != OPEN else None,
        "collected": sum(-each.amount if each.kind == REFUND else each.amount for each in payments),
    }


def _since(outcomes: Sequence[Any]) -> datetime | None:
    """The first time in the newest unbroken run of the same word; None where none of it has a time."""
    run = takewhile(lambda each: each.outcome == outcomes[-1].outcome, reversed(outcomes))
    return min((each.occurred_at for each in run if each.occurred_at is not None), default=None)


def _attempts(rows: Sequence[Row]) -> dict[str, Any]:
    times = [row.occurred_at for row in rows if row.occurred_at is not None]
    reached = [row.occurred_at for row in rows if row.result in REACHED_RESULTS and row.occurred_at]
    return {
        "attempts": len(rows),
        "first_attempt_at": min(times, default=None),
        "last_attempt_at": max(times, default=None),
        "reached_at": min(reached, default=None),
    }


def _disposition(rows: Sequence[Row]) -> dict[str, Any]:
    newest = rows[-1] if rows else None
    return {
        "disposition": newest.disposition if newest else None,
        "sub_reason": newest.sub_reason if newest else None,
        "disposed_at": newest.occurred_at if newest else None,
        "judged_by_id": newest.rep_id if newest else None,
        "unverified": newest.unverified if newest else False,
        "late_change": any(row.late_change for row in rows),
    }


def _lost_reason(rows: Sequence[Row]) -> str | None:
    """Of the newest word on any deal, where that says it is lost."""
    return rows[-1].lost_reason if rows and rows[-1].outcome == LOST else None


def _owner(rows: Sequence[Row]) -> dict[str, Any]:
    return {"owner_id": rows[-1].rep_id if rows else None}


def _outcome(rows: Sequence[Row]) -> dict[str, Any]:
    """Won if any deal is; else open while one is; lost where all are."""
    won = [row for row in rows if row.outcome == WON]
    outcomes = {row.outcome for row in rows}
    outcome = next((word for word in (WON, OPEN, LOST) if word in outcomes), None)
    deciding = [row for row in rows if row.outcome == outcome and row.closed_at is not None]
    return {
        "outcome": outcome,
        "closed_at": min((row.closed_at for row in deciding), default=None),
        "won_revenue": sum(row.revenue or 0 for row in won),
        "wins_without_revenue": sum(row.revenue is None for row in won),
        "collected": sum(row.collected for row in rows),
    }
