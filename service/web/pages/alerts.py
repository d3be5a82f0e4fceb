"""`/alerts`: what somebody should look at; who takes it has it as an action with a due day."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from model.campaign.alerts.kinds import OF_A_REP
from model.vocabulary import SIDES
from service.http import actions, alerts
from service.usecases.campaigns.something_came import something_came
from service.web.forms.action_forms import action_values, alert_body
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.words import say

routes = Blueprint("web_alerts", __name__)
_ROLES: Final = "marketer sales_lead boss admin"
_BOTH: Final = "both"
_HISTORY: Final = 50
Alert = Mapping[str, Any]


@routes.get("/alerts")
@page(_ROLES)
def list_alerts(visit: Visit) -> Any:
    """Open ones first, those that nobody has taken before the others."""
    found = visit.ask(alerts.list_alerts, query={"state": "all"})["alerts"]
    side = visit.args.get("side")
    open_ones = [each for each in found if not each["closed_at"]]
    shown = [each for each in open_ones if side in (None, each["side"] or _BOTH)]
    todo = visit.ask(actions.list_actions)["actions"]
    return visit.show(
        "alerts.html",
        "alerts_page",
        tabs_by_side=_tabs(visit, open_ones, side),
        any_open=bool(open_ones),
        something_came=something_came(visit.connection, visit.parts.company),
        open_ones=sorted(shown, key=lambda each: each["taken_at"] is not None),
        history=[each for each in found if each["closed_at"]][:_HISTORY],
        of_a_rep=OF_A_REP,
        action_of={each["id"]: each for each in todo},
        take=lambda id: url_for("web_alerts.take", alert_id=id),
        e=partial(say, "alerts_page", visit.language),
        **action_values(visit),
    )


def _again(visit: Visit, **_of_the_form: Any) -> Any:
    return list_alerts.__wrapped__(visit)  # type: ignore[attr-defined] # what `page` declared


@routes.post("/alerts/<uuid:alert_id>")
@deed(_ROLES, back=_again)
def take(visit: Visit, alert_id: UUID) -> str:
    visit.ask(alerts.post_alert_action, body=alert_body(visit), alert_id=alert_id)
    return url_for("web_alerts.list_alerts", told="kept", _anchor=f"alert-{alert_id}")


def _tabs(visit: Visit, open_ones: Sequence[Alert], chosen: str | None) -> list[dict[str, Any]]:
    """Everybody's, each side's and those for both, with how many are open."""

    def tab(side: str | None) -> dict[str, Any]:
        word = say("words", visit.language, f"side_{side}" if side else "all")
        count = sum(side in (None, each["side"] or _BOTH) for each in open_ones)
        href = url_for("web_alerts.list_alerts", side=side)
        return {"href": href, "label": f"{word} ({count})", "here": side == chosen}

    return [tab(side) for side in (None, *SIDES, _BOTH)]
