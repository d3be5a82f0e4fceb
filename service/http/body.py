"""A request's JSON, read strictly: no NaN, no infinity, no NUL, no half characters."""

import json
import math
from typing import Any

from flask import Request

from service.http.problem import Problem


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
    _refuse_odd_text(value)
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _refuse_odd_text(value: Any) -> None:
    """NUL and lone surrogates are no text that a store could keep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            check_text(each)
        elif isinstance(each, dict):
            waiting.extend(each.keys())
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def check_text(text: str) -> None:
    """Raises Problem 400."""
    if "\x00" in text:
        raise Problem(400, "a text holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Problem(400, "a text holds half a character (a lone surrogate)") from error
