"""`/openapi.json`, built from what the routes declare, and `/docs`, which shows it."""

import re
from functools import cache
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app, redirect, render_template, send_from_directory
from marshmallow import Schema
from swagger_ui_bundle import swagger_ui_path
from werkzeug.wrappers import Response as AnyResponse

from service.http import form_fields, forms
from service.http.call import Answer
from service.http.openapi_fields import describe_fields
from service.http.operation import Operation, respond
from service.http.problem import CONTENT_TYPE
from service.http.schemas.leads import KeptAnswer, ProblemAnswer

routes = Blueprint("openapi", __name__)
VERSION = "1"
_PROBLEMS = {
    400: "Malformed: not JSON, NaN, NUL",
    401: "No key, or none of ours",
    403: "A key of another scope",
    404: "There is no such thing",
    409: "It contradicts what is stored, or the same call is under way",
    413: "The body is too large",
    415: "Another content type is needed",
    422: "Fields that cannot be taken, each named",
    503: "The store or the model is away; nothing was kept",
}


@routes.get("/openapi.json")
def openapi() -> Response:
    return respond(Answer(_document(current_app._get_current_object())))  # type: ignore[attr-defined]


@routes.get("/docs")
def docs() -> str:
    return render_template("docs.html")


@routes.get("/docs/<path:name>")
def docs_file(name: str) -> Response:
    return send_from_directory(swagger_ui_path, name)


@routes.get("/")
def start() -> AnyResponse:
    return redirect("/docs")


@cache
def _document(app: Flask) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=_schema_name)
    spec = APISpec(
        title="Leadworth",
        version=VERSION,
        openapi_version="3.1.0",
        info={"description": "What each lead is worth, and which campaign brings the ones that pay."},
        plugins=[plugin],
    )
    describe_fields(plugin)
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    for rule in app.url_map.iter_rules():
        declared = getattr(app.view_functions[rule.endpoint], "operation", None)
        if declared is not None:
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                spec.path(
                    path=_path(rule.rule),
                    operations={method.lower(): _operation(rule.endpoint, rule.rule, declared)},
                )
    spec.path(path=_path(forms.PATH), operations={"post": _form_operation()})
    for path in ("/healthz", "/readyz"):
        spec.path(path=path, operations={"get": _health_operation(path)})
    return spec.to_dict()


def _schema_name(schema: Any) -> str:
    name = schema.__name__ if isinstance(schema, type) else type(schema).__name__
    return name.removesuffix("Schema") + "Body" if name.endswith("Schema") else name


def _path(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _operation(endpoint: str, rule: str, declared: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": endpoint.rpartition(".")[2],
        "summary": declared.summary,
        "description": f"Scope: {' or '.join(sorted(declared.scopes))}.",
        "tags": [endpoint.partition(".")[0]],
        "security": [{"key": []}],
        "parameters": _parameters(rule, declared),
        "responses": _responses(declared.answers),
    }
    if declared.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": declared.body}},
        }
    return described


def _parameters(rule: str, declared: Operation) -> list[Any]:
    found: list[Any] = []
    for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", rule):
        shape = {"type": "string", "format": "uuid"} if kind == "uuid" else {"type": "string", "minLength": 1}
        found.append({"in": "path", "name": name, "required": True, "schema": shape})
    if declared.writes:
        found.append(
            {
                "in": "header",
                "name": "Idempotency-Key",
                "description": "The same key with the same body is answered the same.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        )
    if declared.query is not None:
        found.append({"in": "query", "schema": declared.query})
    return found


def _responses(answers: Any) -> dict[str, Any]:
    return {str(status): _response(schema) for status, schema in answers.items()} | {
        str(status): {"description": text, "content": {CONTENT_TYPE: {"schema": ProblemAnswer}}}
        for status, text in _PROBLEMS.items()
    }


def _response(schema: Schema | None) -> dict[str, Any]:
    if schema is None:
        return {"description": "Done"}
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _form_operation() -> dict[str, Any]:
    flat = {"schema": {"type": "object", "additionalProperties": {"type": "string"}}}
    return {
        "operationId": "take_form",
        "summary": "A landing page's form: with a publishable key, from any content type a page can send",
        "tags": ["forms"],
        "parameters": [
            {"in": "path", "name": "key", "required": True, "schema": {"type": "string", "minLength": 1}}
        ],
        "requestBody": {
            "required": True,
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                "application/json": {"schema": form_fields.FormSchema},
                "application/x-www-form-urlencoded": flat,
                "multipart/form-data": flat,
            },
        },
        "responses": _responses({201: KeptAnswer()})
        | {"303": {"description": "A plain form is sent on to an allow-listed thank-you page"}},
    }


def _health_operation(path: str) -> dict[str, Any]:
    return {
        "operationId": path.strip("/"),
        "summary": "Whether the process answers" if path == "/healthz" else "Whether a lead can be kept",
        "tags": ["health"],
        "responses": {
            "200": {"description": "Yes", "content": {"application/json": {"schema": {"type": "object"}}}},
            "503": {"description": "Not now", "content": {CONTENT_TYPE: {"schema": ProblemAnswer}}},
        },
    }
