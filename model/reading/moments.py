"""A date or time in a cell of any column: ISO 8601, `21/11/2026`, `10:02 21-11-2026`, `21 Nov 2026`."""

import re
from datetime import datetime
from typing import Final

from model.reading.dates import find_date, read_clock
from model.reading.text import plain

YEARS: Final = range(1900, 2200)

_LONGEST_CELL: Final = 60
_DIGIT: Final = re.compile(r"[0-9]")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})(?![0-9])"
)


def read_moment(cell: str, dayfirst: bool = True) -> datetime | None:
    """The moment that a cell writes, aware only where it names a zone; None where it writes none.

    Unlike `read_time`, which a map sends to a column of times: a bare number is a number here, and
    `dayfirst` decides only where the day could be the month. A date alone is its midnight.

    >>> read_moment("2026-11-21T10:02:11+07:00").isoformat()
    '2026-11-21T10:02:11+07:00'
    >>> read_moment("03/04/2026"), read_moment("03/04/2026", dayfirst=False)
    (datetime.datetime(2026, 4, 3, 0, 0), datetime.datetime(2026, 3, 4, 0, 0))
    >>> read_moment("11/21/2026"), read_moment("46347")
    (datetime.datetime(2026, 11, 21, 0, 0), None)
    """
    text = plain(cell).lower()
    if len(text) > _LONGEST_CELL or not _DIGIT.search(text) or _NUMBER.fullmatch(text):
        return None
    found = find_moment(text, dayfirst) or find_moment(text, not dayfirst)
    return found if found and found.year in YEARS else None


def read_iso(text: str) -> datetime | None:
    """ISO 8601 in either case, day and month also with one digit or behind slashes.

    >>> read_iso("2026/1/5 10:02"), read_iso("5/1/2026")
    (datetime.datetime(2026, 1, 5, 10, 2), None)
    """
    day = _YEAR_FIRST.match(text)
    if day:
        text = f"{day['year']}-{int(day['month']):02}-{int(day['day']):02}{text[day.end() :]}"
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None


def find_moment(text: str, dayfirst: bool) -> datetime | None:
    """The moment in lower-case `text`, with day and month in the order that is asked for only."""
    moment = read_iso(re.sub(r" (utc|gmt)$", "z", text))
    if moment is None:
        dated = find_date(text, dayfirst)
        clock = read_clock(dated[1]) if dated else None
        moment = datetime.combine(dated[0], clock) if dated and clock is not None else None
    return moment
