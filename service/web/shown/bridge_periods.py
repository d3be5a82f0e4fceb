"""Which two periods the page of the bridge compares, and which may be closed."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from model.periods import before, last_month
from service.usecases.review.iso_week import WEEK, monday_of, name_of

MONTH, LAST_WEEK, WEEKS, CUSTOM = PERIODS = ("month", "week", "weeks", "custom")
DAYS: Final = ("since", "until", "before_since", "before_until")
_MONTHS_OFFERED, _WEEKS_OFFERED = 3, 8


def asked_days(args: Mapping[str, str], today: date) -> tuple[str, dict[str, str]]:
    """The period that was chosen and what the API is asked for; it knows the last month by itself.

    >>> asked_days({"period": "week"}, date(2026, 11, 22))
    ('week', {'since': '2026-11-09', 'until': '2026-11-16'})
    """
    chosen = args.get("period", MONTH)
    monday = monday_of(today)
    if chosen == CUSTOM:
        return CUSTOM, {name: args[name] for name in DAYS if args.get(name)}
    if chosen in (LAST_WEEK, WEEKS):
        since = monday - (WEEK if chosen == LAST_WEEK else 4 * WEEK)
        return chosen, {"since": since.isoformat(), "until": monday.isoformat()}
    return MONTH, {}


def closable(today: date, closed: Collection[str]) -> list[str]:
    """Months, then weeks, that are over and not closed, the newest first.

    >>> closable(date(2026, 11, 22), {"2026-10", "2026-W46"})[:4]
    ['2026-09', '2026-08', '2026-W45', '2026-W44']
    """
    months, month = [], last_month(today)
    for _ in range(_MONTHS_OFFERED):
        months.append(f"{month[0]:%Y-%m}")
        month = before(month)
    mondays = (monday_of(today) - timedelta(weeks=count) for count in range(1, _WEEKS_OFFERED + 1))
    return [name for name in (*months, *map(name_of, mondays)) if name not in closed]
