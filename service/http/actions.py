"""`/v1/actions`: who does what by when, and which figure it should move."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint

from service.http.action_answer import action_answer
from service.http.call import Answer, Call
from service.http.operation import operation
from service.http.schemas.actions import (
    ActionAnswer,
    ActionsAnswer,
    ActionSchema,
    ActionsQuery,
    AgreedSchema,
    DoneSchema,
)
from service.store import actions
from service.store.columns import Row
from service.usecases.review.iso_week import today
from service.usecases.review.keep_actions import Agreed, NewAction, change_action, finish_action, keep_action

routes = Blueprint("actions", __name__)
_SCOPES = "marketing crm admin"
_MOST_SHOWN = 200


@routes.get("/v1/actions")
@operation(
    "List what was agreed to be done, the first due first",
    scopes=_SCOPES,
    query=ActionsQuery(),
    answers={200: ActionsAnswer()},
)
def list_actions(call: Call) -> Answer:
    rows = actions.by_due(call.connection, call.query.get("open"), _MOST_SHOWN)
    return Answer({"actions": [_answer(call, row) for row in rows]})


@routes.post("/v1/actions")
@operation(
    "Say who does what by when; a review has at most 5 open ones",
    scopes=_SCOPES,
    body=ActionSchema(),
    answers={201: ActionAnswer()},
    writes=True,
)
def post_action(call: Call) -> Answer:
    parts, body = call.parts, call.body
    new = NewAction(agreed=_agreed(body), by=body["by"], week=body.get("week") or None)
    row = keep_action(call.connection, parts.company, parts.horizon_days, new, call.now)
    return Answer(_answer(call, row), 201)


@routes.put("/v1/actions/<uuid:action_id>")
@operation(
    "Change what was agreed of an open action; another figure is told anew",
    scopes=_SCOPES,
    body=AgreedSchema(),
    answers={200: ActionAnswer()},
    writes=True,
)
def put_action(call: Call, action_id: UUID) -> Answer:
    parts, agreed = call.parts, _agreed(call.body)
    row = change_action(call.connection, parts.company, parts.horizon_days, action_id, agreed, call.now)
    return Answer(_answer(call, row))


@routes.post("/v1/actions/<uuid:action_id>/done")
@operation(
    "Say that an action is done",
    scopes=_SCOPES,
    body=DoneSchema(),
    answers={200: ActionAnswer()},
    writes=True,
)
def finish(call: Call, action_id: UUID) -> Answer:
    return Answer(_answer(call, finish_action(call.connection, action_id, call.body["by"], call.now)))


def _agreed(body: Mapping[str, Any]) -> Agreed:
    return Agreed(
        **{name: body[name] for name in ("what", "who", "due", "side")},
        figure=body.get("figure"),
        subject=body.get("subject") or "",
    )


def _answer(call: Call, row: Row) -> dict[str, object]:
    return action_answer(call.parts.company, row, today(call.parts.company, call.now))
