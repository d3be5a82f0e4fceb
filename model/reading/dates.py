"""Date and clock time in a cell: `21/11/2026`, `21 Nov 2026`, `ngày 21 tháng 11 năm 2026`, `10h02`."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Final

from model.reading.text import plain

_LONGEST_CELL: Final = 60
_MONTHS: Final = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_YEAR_FIRST: Final = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
)
_YEAR_LAST: Final = re.compile(
    r"(?<![0-9])(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_VIETNAMESE: Final = re.compile(
    r"(?:ngày )?(?P<day>[0-9]{1,2}) (?:tháng|thg) (?P<month>[0-9]{1,2}),? (?:năm )?(?P<year>[0-9]{4})"
)
_DAY_NAMED: Final = re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<name>[a-z]{3})[a-z]*,?[ -](?P<year>[0-9]{4})")
_NAMED_DAY: Final = re.compile(r"(?P<name>[a-z]{3})[a-z]* (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})")
_CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?|h(?P<late>[0-9]{2})?)"
    r"\s*(?P<half>am|pm|sa|ch)?"
)


def find_date(text: str, dayfirst: bool) -> tuple[date, str] | None:
    """The first date in lower-case `text`, and the text without it. None if there is none or it is no day.

    >>> find_date("21/11/2026 10:02", True)
    (datetime.date(2026, 11, 21), '10:02')
    >>> find_date("11/21/26", False), find_date("11/21/26", True)
    ((datetime.date(2026, 11, 21), ''), None)
    """
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _VIETNAMESE, _DAY_NAMED, _NAMED_DAY):
        found = pattern.search(text)
        if found:
            day = _day(found.groupdict(), dayfirst)
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,-t")
            return (day, rest) if day else None
    return None


def is_day_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the day before the month; True unless its cells show the contrary.

    >>> is_day_first(["01/02/2026", "12/31/2026"]), is_day_first(["01/02/2026"])
    (False, True)
    """
    balance = 0
    for cell in cells:
        found = _YEAR_LAST.search(plain(cell)[:_LONGEST_CELL])
        if found:
            balance += (int(found["a"]) > 12) - (int(found["b"]) > 12)
    return balance >= 0


def _day(parts: dict[str, str], dayfirst: bool) -> date | None:
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if "name" in parts:
        month, day = _MONTHS.get(parts["name"], 0), int(parts["day"])
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        day, month = (first, second) if dayfirst else (second, first)
    else:
        month, day = int(parts["month"]), int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """A clock time alone, midnight for "". SA and CH are the Vietnamese AM and PM.

    >>> read_clock("10:02"), read_clock("3:05:09 ch"), read_clock("10h"), read_clock("25:00")
    (datetime.time(10, 2), datetime.time(15, 5, 9), datetime.time(10, 0), None)
    """
    if not text:
        return time()
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour = int(found["hour"])
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"] in ("pm", "ch") else 0)
    try:
        return time(hour, int(found["minute"] or found["late"] or 0), int(found["second"] or 0))
    except ValueError:
        return None
