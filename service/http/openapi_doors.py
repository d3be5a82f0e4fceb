"""The routes that no `operation` declares: the form's door, health and metrics."""

from typing import Any

from service.http import forms
from service.http.form_fields import FormSchema
from service.http.openapi_examples import PLAIN_FORM, REQUESTS
from service.http.openapi_operations import path_parameter, problems
from service.http.problem import CONTENT_TYPE
from service.http.schemas.health import AliveAnswer, ReadyAnswer
from service.http.schemas.lead_answers import KeptAnswer
from service.http.schemas.problems import ProblemAnswer

_PAGE = {"schema": {"type": "string"}}
_ABOUT_FORMS = """The key stands in the path and may be seen by anyone: it can create leads and read nothing.

A plain form (`application/x-www-form-urlencoded` or `multipart/form-data`) is sent on to a thank-you page
of the key's list, or shown a short page where it has none; what cannot be taken is answered as a page too,
where `Accept` prefers one. A script sends JSON as `text/plain`, which needs no preflight, and gets the id
alone."""


def _form() -> dict[str, Any]:
    flat = {
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        "examples": PLAIN_FORM,
    }
    taken = {"application/json": {"schema": KeptAnswer}, "text/html": _PAGE}
    refused = problems([400, 401, 403, 409, 413, 415, 422, 503])
    for answer in refused.values():
        answer["content"] = {**answer["content"], "text/html": _PAGE}
    door = {
        "operationId": "take_form",
        "summary": "Keep the lead of a landing page's form",
        "description": _ABOUT_FORMS,
        "x-scopes": ["ingest"],
        "tags": ["forms"],
        "parameters": [path_parameter("", "key")],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": FormSchema, "examples": REQUESTS["take_form"]},
                # The same object, sent so that the browser asks for no permission first.
                "text/plain": {"schema": {"type": "string"}},
                "application/x-www-form-urlencoded": flat,
                "multipart/form-data": flat,
            },
        },
        "responses": {
            "201": {"description": "Kept", "content": taken},
            "303": {
                "description": "Kept; a plain form is sent on to a thank-you page of the key's list",
                "content": {"text/html": _PAGE},
            },
            **refused,
        },
    }
    return {"post": door}


def _health() -> dict[str, Any]:
    return {"get": _probe("healthz", "Whether the process answers", AliveAnswer)}


def _ready() -> dict[str, Any]:
    asked = _probe("readyz", "Whether a lead can be kept, and which model serves", ReadyAnswer)
    not_now = {"description": "Not now", "content": {CONTENT_TYPE: {"schema": ProblemAnswer}}}
    return {"get": {**asked, "responses": {**asked["responses"], "503": not_now}}}


def _metrics() -> dict[str, Any]:
    text = {"description": "The text format of Prometheus", "content": {"text/plain": _PAGE}}
    asked = _probe("metrics", "The figures of all processes, for networks that may see them", AliveAnswer)
    return {"get": {**asked, "responses": {"200": text, **problems([403])}}}


def _probe(name: str, summary: str, answer: type[Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    return {
        "operationId": name,
        "summary": summary,
        "description": "No key is needed.",
        "tags": ["health"],
        "responses": {"200": {"description": "Yes", "content": content}},
    }


DOORS = {forms.PATH: _form, "/healthz": _health, "/readyz": _ready, "/metrics": _metrics}
