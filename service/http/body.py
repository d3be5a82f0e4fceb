"""A request's JSON, read strictly: no NaN, no infinity, no NUL, no half characters, no abyss."""

import json
import math
from typing import Any

from flask import Request

from service.http.problem import Problem

DEEPEST = 64  # far beyond any lead; far within what every reader and store of JSON follows


def read_json(request: Request) -> Any:
    """The body as JSON values. Raises Problem 400, 413 or 415."""
    if request.mimetype != "application/json":
        raise Problem(415, "Content-Type: application/json is needed")
    return parse_json(request.get_data())


def parse_json(data: bytes) -> Any:
    """Raises Problem 400."""
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "the body is not JSON in UTF-8, or holds a number that is not finite") from error
    _refuse_odd_values(value)
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _refuse_odd_values(value: Any) -> None:
    """NUL, lone surrogates and endless nesting are nothing that a store could keep."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise Problem(400, f"the body is nested more than {DEEPEST} levels deep")
        if isinstance(each, str):
            check_text(each)
        elif isinstance(each, dict):
            waiting.extend((inner, depth + 1) for inner in (*each.keys(), *each.values()))
        elif isinstance(each, list):
            waiting.extend((inner, depth + 1) for inner in each)


def check_text(text: str) -> None:
    """Raises Problem 400."""
    if "\x00" in text:
        raise Problem(400, "a text holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Problem(400, "a text holds half a character (a lone surrogate)") from error
