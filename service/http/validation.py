"""From marshmallow's messages to problems with JSON pointers."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from marshmallow import Schema, ValidationError

from service.usecases.problems import FieldProblem, Refused

MOST_PROBLEMS = 100  # more than anybody reads; a body of wrong names only is not answered in full
_CODES = (
    ("Missing data", "required", "this field is needed"),
    ("Field may not be null", "null", "a value is needed, not null"),
    ("Unknown field", "unknown_field", "there is no such field"),
    (
        "Not a valid aware datetime",
        "no_time_zone",
        "a time with a zone is needed, as 2026-11-21T10:02:11+07:00",
    ),
    ("Not a valid datetime", "wrong_type", "a time is needed, as 2026-11-21T10:02:11+07:00"),
    ("Not a valid date", "wrong_type", "a day is needed, as 2026-11-21"),
    ("Not a valid", "wrong_type", None),
    ("Invalid input type", "wrong_type", "an object is needed"),
    ("Invalid type", "wrong_type", "an object is needed"),
    ("Must be one of", "unknown_word", None),
    ("Longer than", "too_long", None),
    ("Shorter than", "too_short", None),
    ("Length must be", "length", None),
    ("Must be", "out_of_range", None),
)


def load(schema: Schema, values: Any, prefix: str = "") -> Any:
    """The values as `schema` reads them. Raises Refused with a pointer to each field that is wrong."""
    try:
        return schema.load(values)
    except ValidationError as error:
        problems = _problems(error.normalized_messages(), prefix)
        raise Refused(*islice(problems, MOST_PROBLEMS)) from error


def _problems(messages: Mapping[Any, Any] | list[Any], path: str) -> Iterator[FieldProblem]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            yield from _problems(inner, path if name == "_schema" else f"{path}/{escaped}")
    else:
        for message in messages:
            yield _problem(path, str(message))


def _problem(path: str, message: str) -> FieldProblem:
    for start, code, ours in _CODES:
        if message.startswith(start):
            return FieldProblem(path, code, ours or _lower(message))
    return FieldProblem(path, "invalid", _lower(message))


def _lower(message: str) -> str:
    text = message.rstrip(".")
    return text[:1].lower() + text[1:]
