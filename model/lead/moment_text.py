"""Dates and times as files write them: ISO 8601, ``21/11/2026``, ``21-11-2026 10:02``."""

import re
from collections.abc import Iterable
from datetime import datetime

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>am|pm|sa|ch)?"
_DAY = r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<next>\d{1,2})(?P=mark)(?P<year>\d{4})"
_DAY_THEN_CLOCK = re.compile(rf"{_DAY}(?:,?\s+{_CLOCK})?", re.IGNORECASE)
_CLOCK_THEN_DAY = re.compile(rf"{_CLOCK},?\s+{_DAY}", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[Tt ](.*))?")
_YEARS = range(1900, 2201)


def moment_from_text(text: str, day_first: bool = True) -> datetime | None:
    """The moment that a text writes, aware only where it names a zone; None where it writes none.

    A date alone is its midnight. Where the day and the month cannot be told apart, ``day_first`` decides.

    >>> moment_from_text("2026-11-21T10:02:11+07:00").isoformat()
    '2026-11-21T10:02:11+07:00'
    >>> moment_from_text("03/04/2026"), moment_from_text("03/04/2026", day_first=False)
    (datetime.datetime(2026, 4, 3, 0, 0), datetime.datetime(2026, 3, 4, 0, 0))
    >>> moment_from_text("12") is None
    True
    """
    text = text.strip()
    if _YEAR_FIRST.fullmatch(text):
        return _from_iso(text)
    match = _DAY_THEN_CLOCK.fullmatch(text) or _CLOCK_THEN_DAY.fullmatch(text)
    return None if match is None else _from_match(match, day_first)


def is_day_first(texts: Iterable[str]) -> bool:
    """Whether a column writes the day before the month; True unless its values show the contrary.

    >>> is_day_first(["01/02/2026", "12/31/2026"]), is_day_first(["01/02/2026"])
    (False, True)
    """
    balance = 0
    for text in texts:
        match = _DAY_THEN_CLOCK.fullmatch(text.strip()) or _CLOCK_THEN_DAY.fullmatch(text.strip())
        if match is not None:
            balance += (int(match["first"]) > 12) - (int(match["next"]) > 12)
    return balance >= 0


def _from_iso(text: str) -> datetime | None:
    day, clock = _YEAR_FIRST.fullmatch(text).groups()  # type: ignore[union-attr]
    year, month, number = re.split(r"[-/]", day)
    padded = f"{year}-{int(month):02}-{int(number):02}"
    try:
        moment = datetime.fromisoformat(padded + (f"T{clock.strip().upper()}" if clock else ""))
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


def _from_match(match: re.Match[str], day_first: bool) -> datetime | None:
    day, month = int(match["first"]), int(match["next"])
    if month > 12 or (not day_first and day <= 12):
        day, month = month, day
    hour = int(match["hour"] or 0)
    half = (match["half"] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in {"pm", "ch"} else 0)
    try:
        moment = datetime(  # noqa: DTZ001 - the text names no zone
            int(match["year"]), month, day, hour, int(match["minute"] or 0), int(match["second"] or 0)
        )
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None
