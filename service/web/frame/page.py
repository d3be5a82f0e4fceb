"""How every page is declared: who may open it, and its transaction. What `operation` is to the API.

A page reads; a deed is a form that was sent: it is held against the session's token, done once, recorded, and
leads back to a page.
"""

import hmac
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from flask import Response, g, make_response, redirect, request, url_for

from service.http.body import check_text
from service.http.call import Answer, Call
from service.http.errors import as_problem
from service.http.idempotency import once_for
from service.http.operation import parts
from service.http.problem import Problem
from service.store import audit
from service.store.database import Connection
from service.store.ids import new_id
from service.usecases.accounts.session_of import SignedIn, session_of, touch
from service.usecases.clock import utc_now
from service.usecases.issue_key import Caller
from service.usecases.problems import Conflict, FieldProblem, NotFound, Refused
from service.usecases.source import Source
from service.web.frame.same_site import check_origin
from service.web.frame.visit import Visit
from service.words import LANGUAGES

COOKIE: Final = "lw_session"
_LONGEST_ACTION: Final = 32
PageView = Callable[..., Any]


def page(roles: str, *, writes: bool = False, back: PageView | None = None) -> Callable[[PageView], PageView]:
    """`writes` for what is recorded when it is looked at.

    `back` for a form whose answer is itself a page, since what it shows is shown once: see `deed`. It is
    refused where it is sent twice.
    """

    def declare(view: PageView) -> PageView:
        @wraps(view)
        def handle(**path: Any) -> Any:
            signed_in = _signed_in()
            if signed_in is None:
                return redirect(url_for("web_sign_in.show_sign_in", next=_asked_for()), 303)
            if back is not None:
                _check_form(signed_in)
            _check_role(signed_in, roles)
            try:
                if back is not None:
                    _claim(signed_in)
                with _transaction(writes) as connection:
                    visit = _visit(connection, signed_in)
                    answer = make_response(view(visit, **path))
                    if back is not None and writes:
                        _record(view, visit, path)
                    return answer
            except (Refused, NotFound, Conflict, Problem) as error:
                if back is None:
                    raise
                return _told(back, error, path)

        handle.roles = frozenset(roles.split())  # type: ignore[attr-defined] # functions take attributes
        handle.writes = writes  # type: ignore[attr-defined]
        return handle

    return declare


def deed(roles: str, *, back: PageView) -> Callable[[PageView], PageView]:
    """The view answers the address to go on to. What it is refused is told on the page `back`."""

    def declare(view: PageView) -> PageView:
        @wraps(view)
        def handle(**path: Any) -> Any:
            signed_in = _signed_in()
            if signed_in is None:
                return redirect(url_for("web_sign_in.show_sign_in"), 303)
            _check_form(signed_in)
            _check_role(signed_in, roles)
            try:
                with parts().database.write() as connection:
                    address = _once(view, _visit(connection, signed_in), path)
            except (Refused, NotFound, Conflict, Problem) as error:
                return _told(back, error, path)
            return redirect(address, 303)

        handle.roles = frozenset(roles.split())  # type: ignore[attr-defined]
        return handle

    return declare


def _once(view: PageView, visit: Visit, path: dict[str, Any]) -> str:
    """A form that is sent twice, by a double tap or a reload, is done once: each page has a new `once`."""
    key = visit.form.get("once")
    if key is None:
        return _do(view, visit, path)
    sent = [request.path, {**visit.form}]
    call = _call(visit.connection, visit.signed_in)
    return str(once_for(call, key, sent, lambda: Answer(_do(view, visit, path), 303)).body)


def _claim(signed_in: SignedIn) -> None:
    """Raises Conflict for a form that was sent before: what it showed then is kept nowhere."""
    key = request.form.get("once")
    if key is None:
        return
    with parts().database.write() as connection:
        answer = once_for(_call(connection, signed_in), key, [request.path], lambda: Answer("", 303))
    if "Idempotency-Replayed" in answer.headers:
        raise Conflict("this form was sent already")


def _call(connection: Connection, signed_in: SignedIn) -> Call:
    caller = Caller(Source(f"user:{signed_in.user.id.hex}", signed_in.user.role), (), ())
    return Call(parts(), connection, caller, None, None, {}, utc_now())


def _do(view: PageView, visit: Visit, path: dict[str, Any]) -> str:
    address: str = view(visit, **path)
    _record(view, visit, path)
    return address


def _record(view: PageView, visit: Visit, path: dict[str, Any]) -> None:
    """Into the audit: who did what, and to which lead."""
    audit.add(
        visit.connection,
        id=new_id(),
        occurred_at=visit.now,
        source=f"user:{visit.user.id.hex}",
        action=view.__name__[:_LONGEST_ACTION],
        lead_id=path.get("lead_id"),
    )


def _asked_for() -> str | None:
    """Where to go on after signing in: a page, never a form."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def _told(back: PageView, error: Refused | NotFound | Conflict | Problem, path: dict[str, Any]) -> Response:
    problem = error if isinstance(error, Problem) else as_problem(error)
    signed_in = _signed_in()
    if signed_in is None or problem.status in (403, 404):
        raise error
    problems = problem.errors or [FieldProblem("", f"status_{problem.status}", problem.detail)]
    shown = inspect.unwrap(back)
    path = {name: value for name, value in path.items() if name in inspect.signature(shown).parameters}
    with _transaction(getattr(back, "writes", False)) as connection:
        visit = _visit(connection, signed_in).with_problems(problems)
        answer = make_response(shown(visit, **path))
    answer.status_code = problem.status
    return answer


def _signed_in() -> SignedIn | None:
    token = request.cookies.get(COOKIE, "")
    own, now = parts(), utc_now()
    with own.database.read() as connection:
        found = session_of(connection, token, now)
    if found is not None and found.wants_touch:
        with own.database.write() as connection:
            touch(connection, found, now)
    return found


def _check_role(signed_in: SignedIn, roles: str) -> None:
    if signed_in.user.role not in roles.split():
        raise Problem(403, "this page is not for your role")


def _check_form(signed_in: SignedIn) -> None:
    """Raises Problem 403 for a form that another site, or another session's page, sent."""
    check_origin()
    if not hmac.compare_digest(request.form.get("csrf", "").encode(), signed_in.csrf.encode()):
        raise Problem(403, "this form is of another session; please open the page again")


def _transaction(writes: bool) -> Any:
    return parts().database.write() if writes else parts().database.read()


def _visit(connection: Any, signed_in: SignedIn) -> Visit:
    form = {name: value.strip() for name, value in request.form.items() if name != "csrf" and value.strip()}
    args = request.args.to_dict()
    for text in (*form.keys(), *form.values(), *args.keys(), *args.values()):
        check_text(text)
    asked = args.get("lang")
    language = asked if asked in LANGUAGES else signed_in.user.language
    g.language = language
    return Visit(parts(), connection, signed_in, language, utc_now(), args, form)
