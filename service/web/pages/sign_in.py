"""`/sign-in`, and links that sign in once: invitations and forgotten passwords."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from service.http.body import check_text
from service.http.operation import parts
from service.store.database import Connection
from service.usecases.accounts.redeem_link import peek_link, redeem_link
from service.usecases.accounts.session_of import end_session, session_of, start_session
from service.usecases.accounts.set_password import set_password
from service.usecases.accounts.sign_in import compare_password, sign_in, wrong_password
from service.usecases.clock import utc_now
from service.usecases.problems import FieldProblem, Refused
from service.web.frame import vega_bundle
from service.web.frame.context import browser_language, home_of, page_context
from service.web.frame.page import COOKIE
from service.web.frame.same_site import check_origin, own_address

routes = Blueprint("web_sign_in", __name__)
_TOPIC: Final = "sign_in"
_DAYS: Final = timedelta(days=30)


@routes.get("/sign-in")
def show_sign_in() -> Any:
    vega_bundle.begin()
    return _page("sign_in.html", next=own_address(request.args.get("next", "")))


@routes.post("/sign-in")
def post_sign_in() -> Any:
    check_origin()
    email, password = request.form.get("email", ""), request.form.get("password", "")
    check_text(email + password)
    own, now = parts(), utc_now()
    following = own_address(request.form.get("next", ""))
    with own.database.read() as connection:
        compared = compare_password(connection, email, password)
    with own.database.write() as connection:
        user_id = sign_in(connection, compared, now)
        if user_id is not None:
            return _entered(connection, user_id, following)
    return _page("sign_in.html", 422, wrong_password().problems, next=following)


@routes.post("/sign-out")
def post_sign_out() -> Any:
    check_origin()
    own = parts()
    with own.database.write() as connection:
        found = session_of(connection, request.cookies.get(COOKIE, ""), utc_now())
        if found is not None:
            end_session(connection, found, utc_now())
    answer = redirect(url_for("web_sign_in.show_sign_in"), 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


@routes.get("/invitations/<token>")
def show_link(token: str) -> Any:
    """Opening it uses nothing up: chats look at links before people do."""
    with parts().database.read() as connection:
        found = peek_link(connection, token, utc_now())
    if found is None:
        return _page("link_spent.html", 404)
    vega_bundle.begin()
    kind, user = found
    return _page("link.html", kind=kind, invited=user, token=token)


@routes.post("/invitations/<token>")
def post_link(token: str) -> Any:
    check_origin()
    own, now = parts(), utc_now()
    problems: Sequence[FieldProblem] = ()
    password = request.form.get("password", "")
    check_text(password)
    try:
        with own.database.write() as connection:
            user_id, kind = redeem_link(connection, token, now)
            if password or kind == "invitation":
                set_password(connection, user_id, password, now)
            return _entered(connection, user_id, "")
    except Refused as error:
        problems = error.problems
    with own.database.read() as connection:
        found = peek_link(connection, token, now)
    if found is None:
        return _page("link_spent.html", 404)
    return _page("link.html", 422, problems, kind=found[0], invited=found[1], token=token)


def _entered(connection: Connection, user_id: UUID, following: str) -> Any:
    """With a session of its own, never one that was there before."""
    now = utc_now()
    token = start_session(connection, user_id, now)
    found = session_of(connection, token, now)
    assert found is not None
    answer = redirect(following or home_of(found.user.role), 303)
    answer.set_cookie(COOKIE, token, max_age=_DAYS, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _page(template: str, status: int = 200, problems: Any = (), **values: Any) -> Response:
    context = page_context(parts(), browser_language(), _TOPIC, problems=problems)
    return make_response(render_template(template, **context, **values), status)
