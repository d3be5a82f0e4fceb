"""Days that a page's address asks for, so that a filtered page can be sent as a link."""

from datetime import date
from typing import Final

from service.web.frame.visit import Visit

_YEARS: Final = (1971, 2199)


def asked_day(text: str | None) -> date | None:
    """None for what is no day.

    >>> asked_day("2026-11-22"), asked_day("soon"), asked_day(None)
    (datetime.date(2026, 11, 22), None, None)
    """
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if _YEARS[0] <= found.year <= _YEARS[1] else None


def asked_days(visit: Visit, since: str | None = None, until: str | None = None) -> dict[str, str]:
    """`since` and `until` of the address; those given here where it has none, or ones that hold no day."""
    first, last = (asked_day(visit.args.get(name)) for name in ("since", "until"))
    if (first is None and last is None) or (first and last and first >= last):
        asked = {"since": since, "until": until}
    else:
        asked = {"since": str(first or ""), "until": str(last or "")}
    return {name: value for name, value in asked.items() if value}
