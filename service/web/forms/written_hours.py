"""Working hours and days as people write them in a form: "8:00-12:00, 13:30-17:30", "6/2/2027"."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from model.agreement import WEEKDAYS, read_shifts
from model.writing.numbers import Language
from service.usecases.problems import FieldProblem, Refused, refuse

Spans = Sequence[Sequence[str]]
_CLOCK: Final = r"(\d{1,2})(?:[:hH.](\d{2})?)?"
_SPAN: Final = re.compile(rf"{_CLOCK}\s*[-–—]\s*{_CLOCK}")
_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")


def write_spans(spans: Spans) -> str:
    """
    >>> write_spans([["08:00", "12:00"], ["13:30", "17:30"]])
    '08:00–12:00, 13:30–17:30'
    """
    return ", ".join(f"{start}–{end}" for start, end in spans)


def week_lines(week: Mapping[str, Spans], w: Callable[..., str]) -> list[str]:
    """Days of the same hours together, Monday first; days without are left out. `w` says shared words."""
    runs = [
        (hours, list(days)) for hours, days in groupby(WEEKDAYS, lambda day: write_spans(week.get(day, ())))
    ]
    return [w("weekday_hours", days=_days(days, w), hours=hours) for hours, days in runs if hours]


def _days(days: Sequence[str], w: Callable[..., str]) -> str:
    first, last = w(f"weekday_{days[0]}"), w(f"weekday_{days[-1]}")
    return first if len(days) == 1 else w("weekday_range", first=first, last=last)


def read_week(form: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """The hours of the fields `shift_mon` to `shift_sun`; a day whose field is empty has none.

    Raises Refused with each field that holds no hours.
    """
    week, wrong = {}, []
    for day in WEEKDAYS:
        name = f"shift_{day}"
        if name not in form:
            continue
        spans = _read_spans(form[name])
        if spans is None:
            wrong.append(FieldProblem(f"/{name}", "no_hours", "hours are needed, as 8:00-12:00, 13:30-17:30"))
        else:
            week[day] = spans
    if wrong:
        raise Refused(*wrong)
    return week


def _read_spans(text: str) -> list[list[str]] | None:
    """
    >>> _read_spans("8-12h, 13h30 – 17:30"), _read_spans("12-8"), _read_spans("morning")
    ([['08:00', '12:00'], ['13:30', '17:30']], None, None)
    """
    parts = [part.strip().removesuffix("h") for part in re.split(r"[,;]", text) if part.strip()]
    found = [_SPAN.fullmatch(part) for part in parts]
    spans = [[_clock(*each.groups()[:2]), _clock(*each.groups()[2:])] for each in found if each is not None]
    if len(spans) < len(parts):
        return None
    try:
        read_shifts({"mon": spans})
    except ValueError:
        return None
    return spans


def _clock(hours: str, minutes: str | None) -> str:
    return f"{int(hours):02}:{minutes or '00'}"


def write_days(days: Sequence[str], language: Language) -> str:
    """One a line; ISO days as the language writes them with figures alone.

    >>> write_days(["2027-02-06"], "vi"), write_days(["2027-02-06"], "en")
    ('06/02/2027', '2027-02-06')
    """
    if language == "en":
        return "\n".join(days)
    return "\n".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in days)


def read_days(text: str, field: str) -> list[str]:
    """ISO days from days with commas, spaces or lines between. Raises Refused for what is no day.

    >>> read_days("6/2/2027, 2027-02-07", "/absences")
    ['2027-02-06', '2027-02-07']
    """
    return [_read_day(part, field) for part in re.split(r"[\s,;]+", text) if part]


def _read_day(text: str, field: str) -> str:
    found: Any = _DAY.fullmatch(text)
    try:
        day, month, year, *iso = (int(each) if each else 0 for each in found.groups())
        return str(date(*iso) if year == 0 else date(year, month, day))
    except (AttributeError, ValueError) as error:
        raise refuse(field, "no_day", "days are needed, as 6/2/2027") from error
