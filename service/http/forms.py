"""`/v1/forms/{publishable key}`: the landing page's door. No cookies, no preflight, works without scripts."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.http import form_page
from service.http.body import check_text, parse_json
from service.http.call import Answer, Call
from service.http.form_fields import Form, read_fields, read_object
from service.http.form_page import FORMS
from service.http.idempotency import once_for
from service.http.leads import keep_one
from service.http.operation import parts, respond
from service.http.problem import Problem
from service.usecases.clock import utc_now
from service.usecases.issue_key import Caller, recognise_key

routes = Blueprint("forms", __name__)
PATH = "/v1/forms/<key>"
_PREFLIGHT_SECONDS = "7200"


@routes.route(PATH, methods=["OPTIONS"])
def preflight(key: str) -> Response:  # noqa: ARG001 - neither key nor database: any page may ask
    response = Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
    return response


@routes.post(PATH)
def take_form(key: str) -> AnyResponse:
    caller = _caller(key)
    origin = request.headers.get("Origin")
    if origin and caller.origins and origin not in caller.origins:
        raise Problem(403, "this key is not for pages of this origin")
    return _take(caller)


@routes.after_request
def answer_pages(response: Response) -> Response:
    """Whatever the answer is, scripts of any page may read it, and people get a page."""
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    response.headers["Vary"] = "Origin"
    return form_page.as_page(response) if response.is_json and form_page.asked_for() else response


def _take(caller: Caller) -> AnyResponse:
    own = parts()
    is_plain_form = request.mimetype in FORMS
    raw = _raw()
    form = read_fields(own, raw, utc_now()) if is_plain_form else read_object(own, raw, utc_now())
    with own.database.write() as connection:
        call = Call(own, connection, caller, None, raw, {}, utc_now())
        answer = _once(call, form)
    if is_plain_form and caller.thank_you_urls:
        return redirect(_thank_you(caller, form), 303)
    return respond(answer)


def _caller(key: str) -> Caller:
    check_text(key)
    with parts().database.read() as connection:
        caller = recognise_key(connection, key)
    if caller is None or not caller.source.is_publishable:
        raise Problem(401, "a valid publishable key (lw_ingest_…) is needed in the path")
    return caller


def _raw() -> Mapping[str, Any]:
    if request.mimetype in FORMS:
        # A part of a multipart form may come without a name; no browser sends one.
        fields = {name: text for name, text in request.form.to_dict().items() if name}
        if not fields:
            raise Problem(400, "a form with at least one field is needed")
        for text in (*fields.keys(), *fields.values()):
            check_text(text)
        return fields
    if request.mimetype not in ("text/plain", "application/json"):
        raise Problem(415, "a form, or JSON as text/plain, is needed")
    raw = parse_json(request.get_data())
    if not isinstance(raw, dict):
        raise Problem(400, "a JSON object is needed")
    return raw


def _once(call: Call, form: Form) -> Answer:
    def answer() -> Answer:
        return keep_one(call, form.lead)

    if form.idempotency_key is None:
        return answer()
    return once_for(call, form.idempotency_key, call.raw, answer)


def _thank_you(caller: Caller, form: Form) -> str:
    """The address that the form asks for, where the key allows it; else the key's first."""
    wanted = form.thank_you
    return wanted if wanted in caller.thank_you_urls else caller.thank_you_urls[0]
