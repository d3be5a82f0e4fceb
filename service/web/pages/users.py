"""`/users`: who may sign in, by invitation. Its link is shown once: no mail leaves the machine."""

from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from model.vocabulary import ADMIN, REP, ROLES
from service.store import reps
from service.usecases.accounts.actor import acting
from service.usecases.accounts.change_user import change_role, disable_user, enable_user
from service.usecases.accounts.invite_user import Invitation, invite_again, invite_user
from service.usecases.accounts.issue_link import issue_link
from service.usecases.accounts.list_users import list_users as listing
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.words import say

routes = Blueprint("web_users", __name__)
_WHO = "admin sales_lead"


@routes.get("/users")
@page(_WHO)
def list_users(visit: Visit) -> Any:
    return _show(visit)


@routes.post("/users")
@page(_WHO, writes=True, back=list_users)
def post_invitation(visit: Visit) -> Any:
    """Shown at once: the link can never be read again."""
    asked = Invitation(
        email=visit.form.get("email", ""),
        name=visit.form.get("name", ""),
        role=visit.form.get("role", ""),
        rep=visit.form.get("rep"),
        language=visit.form.get("language", "vi"),
    )
    _, token = invite_user(visit.connection, acting(visit.user), asked, visit.now)
    return _show(visit, token=token, invited=asked.name)


@routes.post("/users/<uuid:user_id>/link")
@page(_WHO, writes=True, back=list_users)
def post_link(visit: Visit, user_id: UUID) -> Any:
    """A new invitation for who has not come yet; else a link that signs in once, within 15 minutes."""
    found = next((each for each in listing(visit.connection, visit.now) if each.user.id == user_id), None)
    is_new = found is not None and found.signed_in_at is None
    make = invite_again if is_new else issue_link
    token = make(visit.connection, acting(visit.user), user_id, visit.now)
    return _show(visit, token=token, invited=found.user.name if found else "")


@routes.post("/users/<uuid:user_id>/role")
@deed("admin", back=list_users)
def post_role(visit: Visit, user_id: UUID) -> str:
    role, rep = visit.form.get("role", ""), visit.form.get("rep")
    change_role(visit.connection, acting(visit.user), user_id, role, rep, visit.now)
    return url_for("web_users.list_users", told="kept")


@routes.post("/users/<uuid:user_id>/disable")
@deed("admin", back=list_users)
def post_disable(visit: Visit, user_id: UUID) -> str:
    disable_user(visit.connection, acting(visit.user), user_id, visit.now)
    return url_for("web_users.list_users", told="kept")


@routes.post("/users/<uuid:user_id>/enable")
@deed("admin", back=list_users)
def post_enable(visit: Visit, user_id: UUID) -> str:
    enable_user(visit.connection, acting(visit.user), user_id, visit.now)
    return url_for("web_users.list_users", told="kept")


def _show(visit: Visit, token: str | None = None, invited: str = "") -> Any:
    may_invite = ROLES if visit.user.role == ADMIN else (REP,)
    return visit.show(
        "users.html",
        "users_page",
        people=listing(visit.connection, visit.now),
        link=url_for("web_sign_in.show_link", token=token, _external=True) if token else None,
        invited=invited,
        role_pairs=[(role, say("words", visit.language, f"role_{role}")) for role in may_invite],
        team_pairs=[(row.key, row.key) for row in reps.listing(visit.connection) if row.is_active],
    )
