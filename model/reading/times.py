"""An instant or a day out of one cell of which a map says that times stand there."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from model.reading.moments import YEARS, find_moment
from model.reading.text import plain

_LONGEST_CELL: Final = 60
_NUMBER: Final = re.compile(r"[0-9]{1,14}(?:[.,][0-9]{1,12})?")
# Day 0 of spreadsheets, such that every day after February 1900 is right.
_SHEET_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a wall clock: the zone comes with the map
_SHEET_DAYS: Final = range(20_000, 80_000)  # 1954 to 2119
_EPOCH_SECONDS: Final = range(10**9, 10**10)  # 2001 to 2286
_EPOCH_MILLISECONDS: Final = range(10**12, 10**13)


def read_time(cell: str, zone: ZoneInfo, dayfirst: bool = True) -> datetime | None:
    """The instant a cell names, in `zone`, which is also that of cells that name no zone; None if none.

    All that `read_moment` reads, and bare numbers: spreadsheet serials, seconds or milliseconds since 1970.
    `21/11` without a year and `11/21/2026` with `dayfirst` are not guessed at. A clock time that daylight
    saving skips is read by the offset before it; one that comes twice is the first.

    >>> hcm = ZoneInfo("Asia/Ho_Chi_Minh")
    >>> for cell in ("2026-11-21T03:02:11Z", "21/11/2026 10:02", "10:02 21-11-2026", "46347.418"):
    ...     print(read_time(cell, hcm))
    2026-11-21 10:02:11+07:00
    2026-11-21 10:02:00+07:00
    2026-11-21 10:02:00+07:00
    2026-11-21 10:01:55+07:00
    >>> print(read_time("1795230000", hcm))
    2026-11-21 10:00:00+07:00
    >>> read_time("11/21/2026", hcm), read_time("tomorrow", hcm)
    (None, None)
    """
    text = plain(cell).lower()
    if not text or len(text) > _LONGEST_CELL:
        return None
    found = _from_number(text) if _NUMBER.fullmatch(text) else find_moment(text, dayfirst)
    return _in_zone(found, zone) if found and found.year in YEARS else None


def read_day(cell: str, zone: ZoneInfo, dayfirst: bool = True) -> date | None:
    """The day a cell names, in `zone`.

    >>> read_day("2025-04-25 01:00:00", ZoneInfo("Africa/Cairo"))
    datetime.date(2025, 4, 25)
    >>> read_day("2026-11-21T20:00:00Z", ZoneInfo("Asia/Ho_Chi_Minh"))
    datetime.date(2026, 11, 22)
    """
    instant = read_time(cell, zone, dayfirst)
    return instant.date() if instant else None


def _from_number(text: str) -> datetime | None:
    number = float(text.replace(",", "."))
    whole = int(number)
    if whole in _SHEET_DAYS:
        return _SHEET_EPOCH + timedelta(seconds=round(number * 86_400))
    if whole in _EPOCH_MILLISECONDS:
        return datetime.fromtimestamp(number / 1000, UTC)
    if len(text) == 14:
        return _from_compact(text, "%Y%m%d%H%M%S")
    if len(text) == 8:
        return _from_compact(text, "%Y%m%d")
    return datetime.fromtimestamp(number, UTC) if whole in _EPOCH_SECONDS else None


def _from_compact(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007  the zone comes with the map
    except ValueError:
        return None


def _in_zone(found: datetime, zone: ZoneInfo) -> datetime:
    """Through UTC, so that a clock time which daylight saving skips becomes one that exists."""
    instant = found if found.tzinfo else found.replace(tzinfo=zone)
    return instant.astimezone(UTC).astimezone(zone)
