"""A lead's attributes held against its schema: kept, personal, unknown, or wrong."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from model.lead.field import Field
from model.lead.moment_text import moment_from_text
from model.lead.number_text import number_from_text
from model.lead.text import clean, is_missing

MAX_ATTRIBUTES = 200
MAX_NAME = 100
MAX_CATEGORY = 200
MAX_TEXT = 10_000
MAX_NUMBER = 1e300

YES = frozenset({"có", "co", "yes", "y", "true", "t", "1", "đúng", "on"})
NO = frozenset({"không", "khong", "no", "n", "false", "f", "0", "sai", "off"})
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}([Tt ].+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one attribute. The message says what would be right and never echoes the value."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``attributes`` and ``personal`` hold the cleaned values by name; missing ones are left out."""

    attributes: Mapping[str, object]
    personal: Mapping[str, object]
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]


class Unfit(Exception):
    """A value that its field cannot hold."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def checked(
    fields: Iterable[Field], attributes: Mapping[str, object], value_of: Callable[[Field, object], object]
) -> Checked:
    """Sort the attributes by what the schema says of them; ``value_of`` cleans one value or raises Unfit."""
    by_name = {field.name: field for field in fields}
    kept: dict[str, object] = {}
    personal: dict[str, object] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    if len(attributes) > MAX_ATTRIBUTES:
        return Checked({}, {}, (), (Problem("", "too_many", f"at most {MAX_ATTRIBUTES} attributes a lead"),))
    for name, raw in attributes.items():
        field = by_name.get(name)
        if field is None:
            if len(name) > MAX_NAME:
                problems.append(Problem(name[:MAX_NAME], "name_too_long", f"at most {MAX_NAME} characters"))
            elif raw is not None:
                unknown.append(name)
                kept[name] = raw
            continue
        try:
            value = None if raw is None else value_of(field, raw)
        except Unfit as unfit:
            problems.append(Problem(name, unfit.code, str(unfit)))
            continue
        if value is not None:
            (personal if field.personal else kept)[name] = value
    return Checked(kept, personal, tuple(unknown), tuple(problems))


def json_value(field: Field, raw: object) -> object:
    """A JSON value as its field's type; an empty text is missing (None).

    >>> json_value(Field("budget", "number"), 12_000_000), json_value(Field("city", "category"), " Huế ")
    (12000000, 'Huế')
    """
    return _FROM_JSON[field.type](raw)


def text_value(field: Field, raw: object) -> object:
    """A text (of a form or a file) as its field's type; the ways to write "nothing" are missing (None).

    >>> text_value(Field("budget", "number"), "12.000.000"), text_value(Field("paid", "boolean"), "Có")
    (12000000.0, True)
    """
    text = _text(raw, MAX_TEXT)
    if text is None or is_missing(text):
        return None
    if field.type == "number":
        return _number_from_text(field, text)
    if field.type == "boolean":
        return boolean_from_text(text)
    if field.type == "date":
        return _date_from_text(text)
    return _text(text, MAX_CATEGORY if field.type == "category" else MAX_TEXT)


def boolean_from_text(text: str) -> bool:
    """Yes or no as people write it; raises Unfit for other words.

    >>> boolean_from_text(" Không ")
    False
    """
    word = clean(text).casefold()
    if word not in YES | NO:
        raise Unfit("not_a_boolean", "yes or no (có, không, true, false, 1, 0)")
    return word in YES


def _number_from_text(field: Field, text: str) -> float:
    number = number_from_text(text, field.decimal)
    if number is None or abs(number) > MAX_NUMBER:
        raise Unfit("not_a_number", "a number, for example 12.000.000 or 1500")
    return number


def _date_from_text(text: str) -> str:
    moment = moment_from_text(text)
    if moment is None:
        raise Unfit("not_a_date", "a date, for example 2026-11-21 or 21/11/2026")
    return moment.date().isoformat() if ":" not in text else moment.isoformat()


def _number(raw: object) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Unfit("wrong_type", "a JSON number, without quotes")
    if not -MAX_NUMBER < raw < MAX_NUMBER or not math.isfinite(raw):
        raise Unfit("not_finite", "a finite number")
    return raw


def _boolean(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Unfit("wrong_type", "true or false, without quotes")
    return raw


def _category(raw: object) -> str | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        number = _number(raw)
        return str(int(number)) if number == int(number) else str(number)
    return _text(raw, MAX_CATEGORY)


def _date(raw: object) -> str | None:
    text = _text(raw, MAX_CATEGORY)
    if text is not None and (not _ISO_DAY.fullmatch(text) or moment_from_text(text) is None):
        raise Unfit("not_a_date", "an ISO 8601 date or time, for example 2026-11-21")
    return text


def _text(raw: object, longest: int) -> str | None:
    if not isinstance(raw, str):
        raise Unfit("wrong_type", "a text in quotes")
    text = clean(raw) if longest < MAX_TEXT else raw.strip()
    if len(text) > longest:
        raise Unfit("too_long", f"at most {longest} characters")
    return text or None


def _long_text(raw: object) -> str | None:
    return _text(raw, MAX_TEXT)


_FROM_JSON: Mapping[str, Callable[[object], object]] = {
    "number": _number,
    "category": _category,
    "boolean": _boolean,
    "date": _date,
    "text": _long_text,
}
