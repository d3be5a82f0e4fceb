"""`/actions`: everything that was agreed to be done, late ones first."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from service.http import actions
from service.web.forms.action_forms import action_body, action_values, agreed_body
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.words import say

routes = Blueprint("web_actions", __name__)
_ROLES: Final = "marketer sales_lead boss admin"
_DONE_SHOWN: Final = 30


@routes.get("/actions")
@page(_ROLES)
def list_actions(visit: Visit) -> Any:
    is_mine = visit.args.get("who") == "me"
    own = visit.user.name if is_mine else None
    open_ones, done = (
        [
            each
            for each in visit.ask(actions.list_actions, query={"open": is_open})["actions"]
            if own in (None, each["who"])
        ]
        for is_open in ("true", "false")
    )
    return visit.show(
        "actions.html",
        "actions_page",
        views=_views(visit, is_mine),
        open_ones=open_ones,
        done=sorted(done, key=lambda each: each["done_at"], reverse=True)[:_DONE_SHOWN],
        finish=lambda id: url_for("web_actions.finish", action_id=id),
        change=lambda id: url_for("web_actions.change_action", action_id=id),
        **action_values(visit),
    )


def _again(visit: Visit, **_of_the_form: Any) -> Any:
    return list_actions.__wrapped__(visit)  # type: ignore[attr-defined] # what `page` declared


@routes.post("/actions")
@deed(_ROLES, back=list_actions)
def post_action(visit: Visit) -> str:
    visit.ask(actions.post_action, body=action_body(visit))
    return url_for("web_actions.list_actions", told="kept")


@routes.post("/actions/<uuid:action_id>")
@deed(_ROLES, back=_again)
def change_action(visit: Visit, action_id: UUID) -> str:
    visit.ask(actions.put_action, body=agreed_body(visit), action_id=action_id)
    return url_for("web_actions.list_actions", told="kept")


@routes.post("/actions/<uuid:action_id>/done")
@deed(_ROLES, back=_again)
def finish(visit: Visit, action_id: UUID) -> str:
    visit.ask(actions.finish, body={"by": visit.user.name}, action_id=action_id)
    return url_for("web_actions.list_actions", told="done")


def _views(visit: Visit, is_mine: bool) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("web_actions.list_actions", who=who),
            "label": say("actions_page", visit.language, word),
            "here": is_mine == (who is not None),
        }
        for who, word in ((None, "everybody"), ("me", "mine"))
    ]
