"""One operation of the OpenAPI document, from what its route declares."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema

from service.http.idempotency import LONGEST_KEY, READS
from service.http.openapi_examples import PARAMETERS, REQUESTS
from service.http.operation import Operation
from service.http.problem import CONTENT_TYPE
from service.http.schemas.lead_answers import KeptAnswer
from service.http.schemas.problems import ProblemAnswer

PROBLEMS = {
    400: "Malformed: not JSON in UTF-8, NaN, NUL, an altered cursor",
    401: "No key, or none of ours",
    403: "A key of another scope, or a page of an origin that the key does not name",
    404: "There is no such thing",
    409: "It contradicts what is stored, or the same call is under way",
    413: "The body is too large",
    415: "Another content type is needed",
    422: "Fields that cannot be taken, each named",
    503: "The store or the model is away; nothing was kept",
}
_DONE = {200: "Done", 201: "Kept", 204: "Done"}
_LATER = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "string"}}}
_REPLAYED = {
    "Idempotency-Replayed": {
        "description": "The same Idempotency-Key was answered before; this is that answer",
        "schema": {"type": "string", "enum": ["true"]},
    }
}
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "The same key with the same body is answered the same, for 30 days.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}


def describe_operation(endpoint: str, rule: str, method: str, declared: Operation) -> dict[str, Any]:
    """`endpoint` is "blueprint.view", `rule` is Flask's."""
    name = endpoint.rpartition(".")[2]
    scopes = sorted(declared.scopes)
    repeatable = declared.writes and method not in READS
    described: dict[str, Any] = {
        "operationId": name,
        "summary": declared.summary,
        "description": f"Scope: {' or '.join(scopes)}.",
        "x-scopes": scopes,
        "tags": [endpoint.partition(".")[0]],
        "security": [{"key": []}],
        "parameters": _parameters(rule, declared, repeatable),
        "responses": _answers(declared, repeatable) | problems(_possible(rule, declared, repeatable)),
    }
    if declared.body is not None:
        content = {"schema": declared.body, "examples": REQUESTS[name]}
        described["requestBody"] = {"required": True, "content": {"application/json": content}}
    return described


def problems(statuses: Sequence[int]) -> dict[str, Any]:
    """The problems' responses by status."""
    content = {CONTENT_TYPE: {"schema": ProblemAnswer}}
    return {
        str(status): {"description": PROBLEMS[status], "content": content}
        | ({"headers": _LATER} if status in (409, 503) else {})
        for status in statuses
    }


def path_parameter(kind: str, name: str) -> dict[str, Any]:
    """A part of the path, of Flask's converter `kind`."""
    shape: dict[str, Any] = {"type": "string", **({"format": "uuid"} if kind == "uuid" else {"minLength": 1})}
    about = PARAMETERS[name]
    return {"in": "path", "name": name, "required": True, "schema": shape, **about}


def _parameters(rule: str, declared: Operation, repeatable: bool) -> list[Any]:
    found: list[Any] = [path_parameter(kind, name) for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", rule)]
    if repeatable:
        found.append(_IDEMPOTENCY_KEY)
    if declared.query is not None:
        found.append({"in": "query", "schema": declared.query})
    return found


def _answers(declared: Operation, repeatable: bool) -> dict[str, Any]:
    headers = {"headers": _REPLAYED} if repeatable else {}
    return {
        str(status): {"description": _DONE[status], **_content(declared, schema), **headers}
        for status, schema in declared.answers.items()
    }


def _content(
    declared: Operation, schema: Schema | str | tuple[Schema | str, ...] | None
) -> Mapping[str, Any]:
    if schema is None:
        return {}
    if isinstance(schema, tuple):
        return {
            "content": {
                kind: of for each in schema for kind, of in _content(declared, each)["content"].items()
            }
        }
    if isinstance(schema, str):
        return {"content": {schema: {"schema": {"type": "string"}}}}
    # A publishable key learns the id alone, whatever the answer to others is.
    shape: Any = {"anyOf": [schema, KeptAnswer]} if "ingest" in declared.scopes else schema
    return {"content": {"application/json": {"schema": shape}}}


def _possible(rule: str, declared: Operation, repeatable: bool) -> list[int]:
    """The problems that this operation can answer with."""
    found = {400, 401, 403, 503}
    if "<" in rule:
        found |= {404}
    if declared.body is not None:
        found |= {413, 415, 422}
    if declared.query is not None:
        found |= {422}
    if repeatable:
        found |= {409, 422}
    return sorted(found)
