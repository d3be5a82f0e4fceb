"""`/v1/leads/{id}/dispute` and `/v1/disputes`: Marketing disputes, another person calls blind."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from model.campaign.dispute import OVERTURNED, UPHELD
from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.disputes import (
    DecisionSchema,
    DisputeAssignmentSchema,
    DisputedAnswer,
    DisputedContactAnswer,
    DisputesAnswer,
    DisputeSchema,
    DisputesQuery,
)
from service.store import disputes
from service.store.columns import Row
from service.usecases.fair_play.agreement import in_force
from service.usecases.fair_play.decide_dispute import assign_dispute, contact_of, decide_dispute
from service.usecases.fair_play.dispute_disposition import open_dispute

routes = Blueprint("disputes", __name__)
_SHOWN = 200


@routes.post("/v1/leads/<uuid:lead_id>/dispute")
@operation(
    "Dispute the reason that Sales gave for a lead",
    scopes="marketing",
    body=DisputeSchema(),
    answers={201: DisputedAnswer()},
    writes=True,
)
def dispute(call: Call, lead_id: UUID) -> Answer:
    agreement = in_force(call.connection, call.now)
    body = call.body
    dispute_id = open_dispute(call.connection, agreement, lead_id, body["by"], body["reason"], call.now)
    return _answer(call, dispute_id, 201)


@routes.get("/v1/disputes")
@operation(
    "List disputes, and how many were upheld and overturned",
    scopes="marketing crm admin",
    query=DisputesQuery(),
    answers={200: DisputesAnswer()},
)
def list_disputes(call: Call) -> Answer:
    state = call.query.get("state")
    decided = None if state is None else state == "decided"
    rows = disputes.newest_first(call.connection, decided, call.query.get("campaign"), _SHOWN)
    found = disputes.counts(call.connection)
    return Answer(
        {
            "as_of": instant(call.now),
            "counts": {"open": found.get(None, 0)}
            | {word: found.get(word, 0) for word in (UPHELD, OVERTURNED)},
            "disputes": [_shown(call, row) for row in rows],
        }
    )


@routes.post("/v1/disputes/<uuid:dispute_id>/assign")
@operation(
    "Say who is to call a disputed lead",
    scopes="crm",
    body=DisputeAssignmentSchema(),
    answers={200: DisputedAnswer()},
    writes=True,
)
def assign_caller(call: Call, dispute_id: UUID) -> Answer:
    assign_dispute(call.connection, dispute_id, call.body["to"])
    return _answer(call, dispute_id, 200)


@routes.get("/v1/disputes/<uuid:dispute_id>/contact")
@operation(
    "Show whom to call, without what was said of the lead",
    scopes="crm call",
    answers={200: DisputedContactAnswer()},
    writes=True,
)
def show_disputed_contact(call: Call, dispute_id: UUID) -> Answer:
    row, contact = contact_of(call.connection, call.parts.company, call.caller.source, dispute_id, call.now)
    return Answer(
        {
            "id": str(row.id),
            "campaign": row.campaign,
            "message": row.message,
            "product": row.product,
            "submitted_at": instant(row.submitted_at),
            "contact": dict(contact),
        }
    )


@routes.post("/v1/disputes/<uuid:dispute_id>/decision")
@operation(
    "Decide a dispute by what the blind call found",
    scopes="crm",
    body=DecisionSchema(),
    answers={200: DisputedAnswer()},
    writes=True,
)
def decide(call: Call, dispute_id: UUID) -> Answer:
    body = call.body
    decide_dispute(
        call.connection,
        call.parts.company,
        dispute_id,
        body["by"],
        body["found"],
        body.get("note"),
        call.now,
    )
    return _answer(call, dispute_id, 200)


def _answer(call: Call, dispute_id: UUID, status: int) -> Answer:
    row = disputes.find(call.connection, dispute_id)
    assert row is not None
    answer = {name: getattr(row, name) for name in ("assigned_to", "found", "verdict")}
    return Answer({"id": str(row.id), "lead_id": str(row.lead_id), **answer}, status)


def _shown(call: Call, row: Row) -> dict[str, Any]:
    blind = row.decided_at is None and call.caller.source.scope == "crm"
    shown = {name: getattr(row, name) for name in ("campaign", "opened_by", "assigned_to", "said", "reason")}
    return {
        "id": str(row.id),
        "lead_id": str(row.lead_id),
        "opened_at": instant(row.opened_at),
        "decided_at": instant(row.decided_at),
        **shown,
        **{name: getattr(row, name) for name in ("decided_by", "found", "verdict", "note")},
        **({"said": None, "reason": None} if blind else {}),
    }
