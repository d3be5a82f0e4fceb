"""Lead rows with missing, unknown and odd values, such as a careless or hostile sender could think of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

TEXTS = (
    *("", "-", "n/a", "NA", "never seen", "\x00", "x" * 300, "\ud800", "Hà Nội", " hà  NỘI ", "Ha\u0300 Nội"),
    *("12.000.000", "9.01E+08", "1tr5", "có", "Không", "true", "1", "0", "maybe", "5.0", "NaN", "-Infinity"),
    *("2026-11-21", "21/11/2026", "2026-11-21T23:30:00Z", "2026-02-30", "10:02 21-11-2026"),
)
ODD = (
    *(None, True, False, 0, 1, -1, 5, 5.0, -0.0, 0.1, 1e299, -1e301, 10**400, float("nan"), float("inf")),
    *(b"IELTS", [1], (), {"a": 1}, Decimal(3), object(), 3j),
    *(np.float64(3e6), np.int32(7), np.bool_(True), np.str_("IELTS"), np.datetime64("2026-01-01")),
    *(dt.date(2026, 2, 1), dt.datetime(2026, 2, 1, 3), dt.datetime(2026, 2, 1, 23, tzinfo=dt.UTC)),  # noqa: DTZ001
    dt.datetime(2026, 2, 1, 23, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
    *(dt.datetime.min, dt.datetime.max.replace(tzinfo=dt.UTC), dt.datetime.min.replace(tzinfo=dt.UTC)),  # noqa: DTZ901
)
NOTHING_EVERY = 10


def odd_rows(
    rows: Sequence[Mapping[str, object]], count: int, rng: np.random.Generator
) -> list[dict[str, object]]:
    """Of each field some lead's value, a text, an odd value or a wild number; a tenth of all is left out."""
    return [
        {name: _value(name, rows, rng) for name in rows[0] if rng.integers(NOTHING_EVERY)}
        for _ in range(count)
    ]


def _value(name: str, rows: Sequence[Mapping[str, object]], rng: np.random.Generator) -> object:
    kind = rng.integers(8)
    if kind < 5:
        return rows[rng.integers(len(rows))].get(name)
    if kind == 5:
        return TEXTS[rng.integers(len(TEXTS))]
    return ODD[rng.integers(len(ODD))] if kind == 6 else float(rng.lognormal(10, 6))
