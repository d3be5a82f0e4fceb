"""Marketing disputes what Sales said of a lead; another person then calls it without knowing what it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.vocabulary import QUALIFIED, WON
from service.store import disputes, events, lead_states, leads
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.mask_contacts import mask_contacts
from service.usecases.problems import Conflict, NotFound, refuse
from service.usecases.source import IMPORT


def open_dispute(
    connection: sa.Connection, agreement: Agreement, lead_id: UUID, by: str, reason: str, now: datetime
) -> UUID:
    """The dispute's id. It is of the disposition that counts, within the agreed days of its being told.

    Raises NotFound, and as `disputable` does.
    """
    if leads.find(connection, lead_id) is None:
        raise NotFound("there is no such lead")
    lead_states.hold(connection, [lead_id])
    told = disputable(connection, agreement, lead_id, now)
    dispute_id = new_id()
    disputes.add(
        connection,
        id=dispute_id,
        lead_id=lead_id,
        disposition_id=told.id,
        said=told.disposition,
        opened_at=now,
        opened_by=by,
        reason=mask_contacts(reason),
    )
    return dispute_id


def disputable(connection: sa.Connection, agreement: Agreement, lead_id: UUID, now: datetime) -> Row:
    """The lead's disposition that counts. Raises Refused where there is nothing to dispute, or no longer;
    Conflict where it is disputed already."""
    told = events.of_leads(connection, events.dispositions, [lead_id])
    _check(agreement, lead_states.find(connection, lead_id), told, now)
    if disputes.is_disputed(connection, told[-1].id):
        raise Conflict("this disposition is disputed already", lead_id)
    return told[-1]


def _check(agreement: Agreement, state: Row, told: Sequence[Row], now: datetime) -> None:
    if not told:
        raise refuse("", "not_judged", "a lead that Sales has judged is needed")
    if told[-1].disposition == QUALIFIED or state.outcome == WON:
        raise refuse("", "qualified", "a lead that Sales gave a reason for is needed; this one is qualified")
    if state.do_not_contact:
        raise refuse("", "do_not_contact", "a lead that may be called is needed")
    if now > _since(told[-1]) + timedelta(days=agreement.dispute_days):
        raise refuse("", "too_late", f"a disposition of the last {agreement.dispute_days} days is needed")


def _since(told: Row) -> datetime:
    """From when it may be disputed: history was told long before it was imported."""
    told_at: datetime = told.recorded_at
    return told.occurred_at or told_at if told.source == IMPORT.name else told_at
