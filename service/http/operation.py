"""How every route is declared: who may call it, what it reads, what it answers, and its transaction.

The decorator is the edge: it authenticates, parses, opens one transaction, replays what was answered
before, and commits. A view gets a `Call` and returns an `Answer`.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, current_app, json, request
from marshmallow import Schema

from service.http import idempotency
from service.http.auth import authenticate
from service.http.body import check_text, read_json
from service.http.call import Answer, Call
from service.http.validation import load
from service.parts import Parts
from service.store.database import Connection
from service.usecases.clock import utc_now

Answers = Mapping[int, Schema | str | tuple[Schema | str, ...] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a route promises; `service.http.openapi` tells it to the world.

    An answer is JSON of a schema, nothing, or text of a content type; where the caller may choose, several.
    """

    summary: str
    scopes: frozenset[str]
    answers: Answers
    body: Schema | None = None
    query: Schema | None = None
    writes: bool = False


View = Callable[..., Answer]


def operation(
    summary: str,
    *,
    scopes: str,
    answers: Answers,
    body: Schema | None = None,
    query: Schema | None = None,
    writes: bool = False,
) -> Callable[[View], Callable[..., Response]]:
    """Declare a route. `scopes` are words with spaces between; a write may be sent with Idempotency-Key."""
    declared = Operation(
        summary=summary,
        scopes=frozenset(scopes.split()),
        answers=answers,
        body=body,
        query=query,
        writes=writes,
    )

    def declare(view: View) -> Callable[..., Response]:
        @wraps(view)
        def handle(**path: Any) -> Response:
            answer = _handle(declared, view, path)
            return respond(answer)

        handle.operation = declared  # type: ignore[attr-defined] # functions take attributes
        return handle

    return declare


def respond(answer: Answer) -> Response:
    return Response(_text(answer), answer.status, dict(answer.headers), content_type=answer.content_type)


def _text(answer: Answer) -> str | bytes:
    if isinstance(answer.body, bytes):
        return answer.body
    if answer.content_type != "application/json":
        return str(answer.body)
    return json.dumps(answer.body, ensure_ascii=False) if answer.body is not None else ""


def parts() -> Parts:
    found: Parts = current_app.extensions["leadworth"]
    return found


def _handle(declared: Operation, view: View, path: Mapping[str, Any]) -> Answer:
    own = parts()
    now = utc_now()
    with own.database.read() as connection:
        caller = authenticate(connection, request, declared.scopes)
    for text in (*path.values(), *request.args.keys(), *request.args.values()):
        check_text(str(text))
    raw = read_json(request) if declared.body else None
    body = load(declared.body, raw) if declared.body else None
    query = load(declared.query, request.args.to_dict()) if declared.query else {}
    with _transaction(own, declared.writes) as connection:
        call = Call(own, connection, caller, body, raw, query, now)
        if not declared.writes:
            return view(call, **path)
        return idempotency.once(call, request, lambda: view(call, **path))


def _transaction(own: Parts, writes: bool) -> AbstractContextManager[Connection]:
    return own.database.write() if writes else own.database.read()
