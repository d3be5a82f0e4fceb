"""Which leads a model cannot have seen: those submitted after what it trained on."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

import numpy as np

from model.lead.arrays import Bools, Column

STALE_DAYS = 90
_TOLERANCE = timedelta(days=1)


def newest_submit(submitted: Column) -> str | None:
    """RFC 3339 of the newest of these times (UTC, NaT undated); None where none is known.

    >>> newest_submit(np.array(["2026-01-01T08:00:00", "NaT"], "M8[s]"))
    '2026-01-01T08:00:00+00:00'
    """
    dated = submitted[~np.isnat(submitted)]
    return dated.max().astype(datetime).replace(tzinfo=UTC).isoformat() if len(dated) else None


def trained_until(manifest: Mapping[str, object]) -> datetime | None:
    """What no lead that this model trained on was submitted after, as far as its manifest can tell.

    The day it was made stands in where the manifest does not say, and where it names a later time: then some
    lead's clock was ahead, and no lead that came after the making has trained. None where neither is there.
    """
    data = manifest.get("data")
    told = _instant(data.get("trained_until")) if isinstance(data, Mapping) else None
    made = _instant(manifest.get("created_at"))
    known = [moment for moment in (told, made) if moment is not None]
    return min(known, default=None)


def cut(untils: Iterable[datetime], submitted: Column) -> np.datetime64 | None:
    """The time up to which leads train the challenger and after which they judge, as a datetime64.

    The newest of what the rivals trained until; where less than half of the leads came before that, the
    middle of the leads, so that the challenger learns from no fewer than it is judged by. None where no lead
    is dated.

    >>> days = np.arange("2026-01-01", "2026-01-10", dtype="M8[D]").astype("M8[s]")
    >>> cut([datetime(2026, 1, 8, tzinfo=UTC)], days), cut([datetime(2025, 1, 8, tzinfo=UTC)], days)
    (np.datetime64('2026-01-08T00:00:00'), np.datetime64('2026-01-05T00:00:00'))
    """
    dated = np.sort(submitted[~np.isnat(submitted)])
    if not len(dated):
        return None
    times = [np.datetime64(until.astimezone(UTC).replace(tzinfo=None), "s") for until in untils]
    middle: np.datetime64 = dated[(len(dated) - 1) // 2]
    return max([middle, *times])


def judging(submitted: Column, until: np.datetime64 | None) -> Bools:
    """The leads after the cut; undated ones may be of any age and never judge."""
    if until is None:
        return np.zeros(len(submitted), dtype=bool)
    after: Bools = submitted > until
    return after


def stale(manifest: Mapping[str, object], told: str | None, now: datetime) -> str | None:
    """Why the serving model is out of date, or None: somebody said so, or it is 90 days old or of no age."""
    if told is not None:
        return told
    made = _instant(manifest.get("created_at"))
    if made is None:
        return "it does not say when it was made"
    if made - now > _TOLERANCE:
        return "it was made in the future, by its own clock"
    age = (now - made).days
    return f"it is {age} days old" if age >= STALE_DAYS else None


def _instant(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
