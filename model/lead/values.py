"""One value of a lead's attributes, out of JSON or out of a text, as its field's type."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import time

from model.lead.field import Field
from model.reading.moments import read_iso, read_moment
from model.reading.numbers import read_number
from model.reading.text import clean_text, is_blank, is_missing
from model.reading.yes_no import read_yes_no

MAX_CATEGORY = 200
MAX_TEXT = 10_000
MAX_NUMBER = 1e300

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].+)?")


class Unfit(Exception):
    """A value that its field cannot hold."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


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
    if text is None or (is_blank(text) if field.type == "text" else is_missing(text)):
        return None  # in a text "Na" may be a name; elsewhere it is how files write "nothing"
    if field.type == "number":
        return _number_from_text(field, text)
    if field.type == "boolean":
        return _boolean_from_text(text)
    if field.type == "date":
        return _date_from_text(text)
    return _text(text, MAX_CATEGORY if field.type == "category" else MAX_TEXT)


def _number_from_text(field: Field, text: str) -> float:
    number = read_number(text, field.decimal)
    if number is None or abs(number) > MAX_NUMBER:
        raise Unfit("not_a_number", "a number, for example 12.000.000 or 1500")
    return number


def _boolean_from_text(text: str) -> bool:
    answer = read_yes_no(text)
    if answer is None:
        raise Unfit("not_a_boolean", "yes or no (có, không, true, false, 1, 0)")
    return answer


def _date_from_text(text: str) -> str:
    moment = read_moment(text)
    if moment is None:
        raise Unfit("not_a_date", "a date, for example 2026-11-21 or 21/11/2026")
    return moment.isoformat() if ":" in text or moment.time() != time() else moment.date().isoformat()


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
        raw = str(int(number)) if number == int(number) else str(number)
    return _text(raw, MAX_CATEGORY)


def _date(raw: object) -> str | None:
    text = _text(raw, MAX_CATEGORY)
    if text is not None and (not _ISO_DAY.fullmatch(text) or read_iso(text) is None):
        raise Unfit("not_a_date", "an ISO 8601 date or time, for example 2026-11-21")
    return text


def _text(raw: object, longest: int) -> str | None:
    if not isinstance(raw, str):
        raise Unfit("wrong_type", "a text in quotes")
    text = clean_text(raw) if longest < MAX_TEXT else raw.strip()
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
