"""`/v1/alerts`: what somebody should look at, taken by a name, made an action."""

from uuid import UUID

from flask import Blueprint

from model.campaign.alerts.kinds import OF_A_REP
from service.http.action_answer import action_answer
from service.http.alert_answer import alert_answer
from service.http.call import Answer, Call
from service.http.operation import operation
from service.http.schemas.actions import ActionAnswer
from service.http.schemas.alerts import (
    AlertActionSchema,
    AlertAnswer,
    AlertsAnswer,
    AlertsQuery,
    TakeSchema,
)
from service.store import alerts
from service.store.columns import Row
from service.usecases.alerts.take_alert import AlertAction, found, make_action, take_alert
from service.usecases.review.iso_week import today

routes = Blueprint("alerts", __name__)
_SCOPES = "marketing crm admin"
# Alerts about a rep are her own team's.
_SEE_REPS = frozenset({"crm", "admin"})
_MOST_SHOWN = 500


@routes.get("/v1/alerts")
@operation(
    "List alerts, the newest first; those about a rep are for crm and admin keys only",
    scopes=_SCOPES,
    query=AlertsQuery(),
    answers={200: AlertsAnswer()},
)
def list_alerts(call: Call) -> Answer:
    rows = alerts.newest_first(call.connection, call.query["state"], _MOST_SHOWN)
    shown = [row for row in rows if _sees_reps(call) or row.kind not in OF_A_REP]
    return Answer({"alerts": [alert_answer(call.parts.company, row) for row in shown]})


@routes.post("/v1/alerts/<uuid:alert_id>/take")
@operation(
    "Say that one looks after an alert",
    scopes=_SCOPES,
    body=TakeSchema(),
    answers={200: AlertAnswer()},
    writes=True,
)
def take(call: Call, alert_id: UUID) -> Answer:
    take_alert(call.connection, _found(call, alert_id), call.body["by"], call.now)
    return Answer(alert_answer(call.parts.company, _found(call, alert_id)))


@routes.post("/v1/alerts/<uuid:alert_id>/action")
@operation(
    "Make an alert an action",
    scopes=_SCOPES,
    body=AlertActionSchema(),
    answers={201: ActionAnswer()},
    writes=True,
)
def post_alert_action(call: Call, alert_id: UUID) -> Answer:
    parts, body = call.parts, call.body
    asked = AlertAction(
        **{name: body[name] for name in ("what", "who", "due", "by")},
        side=body.get("side"),
        week=body.get("week") or None,
    )
    alert = _found(call, alert_id)
    action = make_action(call.connection, parts.company, parts.horizon_days, alert, asked, call.now)
    return Answer(action_answer(parts.company, action, today(parts.company, call.now)), 201)


def _found(call: Call, alert_id: UUID) -> Row:
    return found(call.connection, alert_id, _sees_reps(call))


def _sees_reps(call: Call) -> bool:
    return call.caller.source.scope in _SEE_REPS
