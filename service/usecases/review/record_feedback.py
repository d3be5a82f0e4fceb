"""What Sales heard and asks, and what Marketing answers: the answer is there at the campaign's next lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from service.store import campaigns, feedback, leads, reps
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.company import Company
from service.usecases.mask_contacts import mask_contacts
from service.usecases.problems import Conflict, NotFound, refuse
from service.usecases.review.iso_week import today

ASKS, OBJECTION, MATERIAL = FEEDBACK_KINDS = ("asks", "objection", "material")
ANSWERS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedback:
    """`campaign` and `rep` are keys. `owner` owes the answer by `due`; both are for requests."""

    kind: str
    text: str
    by: str
    campaign: str | None = None
    lead_id: UUID | None = None
    rep: str | None = None
    owner: str | None = None
    due: date | None = None


def record_feedback(connection: sa.Connection, company: Company, new: NewFeedback, now: datetime) -> Row:
    """What is kept. A lead's campaign is its own where none is named; a rep that is new is added.

    Raises Refused for a lead or a campaign that is not there, or a due day that has passed.
    """
    if new.due is not None and new.due < today(company, now):
        raise refuse("/due", "out_of_range", "a day from today on is needed")
    feedback_id = new_id()
    feedback.add(
        connection,
        id=feedback_id,
        kind=new.kind,
        campaign_id=_campaign(connection, new),
        lead_id=new.lead_id,
        rep_id=reps.ids(connection, [new.rep], now).get(new.rep or ""),
        text=mask_contacts(new.text),
        said_at=now,
        by=new.by,
        owner=new.owner,
        due=new.due,
    )
    return found(connection, feedback_id)


def answer_feedback(
    connection: sa.Connection, feedback_id: UUID, by: str, text: str, file_url: str | None, now: datetime
) -> Row:
    """It is answered once. Raises NotFound, or Conflict where it is answered already."""
    found(connection, feedback_id)
    values: Mapping[str, Any] = {
        "answered_at": now,
        "answered_by": by,
        "answer": mask_contacts(text),
        "file_url": file_url,
    }
    if not feedback.answer(connection, feedback_id, values):
        raise Conflict("this was answered before")
    return found(connection, feedback_id)


def found(connection: sa.Connection, feedback_id: UUID) -> Row:
    """Raises NotFound."""
    row = feedback.shown(connection, feedback_id)
    if row is None:
        raise NotFound("nothing of this kind was said")
    return row


def answers_for(connection: sa.Connection, campaign_id: UUID | None) -> Sequence[Row]:
    """What a rep should know before she calls a lead of this campaign, the newest first."""
    return [] if campaign_id is None else feedback.answers_of(connection, campaign_id, ANSWERS_SHOWN)


def campaign_named(connection: sa.Connection, key: str) -> UUID:
    """Its id. Raises Refused where there is no such campaign."""
    row = campaigns.find(connection, key)
    if row is None:
        raise refuse("/campaign", "unknown", "the key of a campaign that is there is needed")
    campaign_id: UUID = row.id
    return campaign_id


def _campaign(connection: sa.Connection, new: NewFeedback) -> UUID | None:
    own = None
    if new.lead_id is not None:
        lead = leads.find(connection, new.lead_id)
        if lead is None:
            raise refuse("/lead_id", "unknown", "the id of a lead that is there is needed")
        own = lead.campaign_id
    if new.campaign is None:
        return own
    named = campaign_named(connection, new.campaign)
    if own is not None and own != named:
        raise refuse("/campaign", "another_campaign", "the lead's own campaign is needed, or none")
    return named
