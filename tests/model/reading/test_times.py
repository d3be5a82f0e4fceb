"""Instants and days, in the map's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.times import read_day, read_time

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
CAIRO = ZoneInfo("Africa/Cairo")
AT = datetime(2026, 11, 21, 10, 2, tzinfo=HCM)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21T10:02:00+07:00",
        "2026-11-21T03:02:00Z",
        "2026-11-21 03:02:00 UTC",
        "2026-11-21T10:02",
        "2026-11-21 10:02:00.000",
        "2026/11/21 10:02",
        "21/11/2026 10:02",
        "21-11-2026 10:02:00",
        "21.11.2026, 10:02",
        "21/11/26 10:02",
        "10:02 21/11/2026",
        "10h02 21/11/2026",
        "21/11/2026 10:02 SA",
        "21 Nov 2026 10:02 AM",
        "November 21, 2026 10:02",
        "10:02 ngày 21 tháng 11 năm 2026",
        "20261121100200",
        str(int(AT.timestamp())),
        str(int(AT.timestamp() * 1000)),
        "46347.41805555556",
    ],
)
def test_one_instant_however_it_is_written(cell):
    assert read_time(cell, HCM) == AT


def test_the_order_of_day_and_month_is_the_maps():
    assert read_day("03/04/2026", HCM, dayfirst=True) == date(2026, 4, 3)
    assert read_day("03/04/2026", HCM, dayfirst=False) == date(2026, 3, 4)


@pytest.mark.parametrize(
    "cell",
    ["", "-", "0000-00-00 00:00:00", "31/02/2026", "11/21/2026", "21/11", "hôm qua", "25:00 21/11/2026", "12",
     "0901234567x", "901234567", "2026-13-01", "1" * 100, "9999-12-31T23:59:59Z"],
)  # fmt: skip
def test_what_names_no_time_is_not_read(cell):
    assert read_time(cell, HCM) is None


def test_a_clock_time_that_daylight_saving_skips_is_still_that_day():
    assert read_time("2025-04-25 00:30:00", CAIRO) == datetime(2025, 4, 24, 22, 30, tzinfo=UTC)
    assert read_day("2025-04-25 00:30:00", CAIRO) == date(2025, 4, 25)


def test_a_day_is_the_day_in_the_zone():
    assert read_day("2026-11-21T20:00:00Z", HCM) == date(2026, 11, 22)
    assert read_day("46347", HCM) == date(2026, 11, 21)


@given(st.text(max_size=70))
def test_any_text_gives_an_aware_time_or_none(cell):
    found = read_time(cell, HCM)
    assert found is None or found.utcoffset() is not None


@given(st.integers(10**9, 4 * 10**9))
def test_every_way_of_writing_gives_the_same_instant(epoch):
    expected = datetime.fromtimestamp(epoch, HCM)
    wall = expected.replace(tzinfo=None)
    serial = (wall - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001
    forms = (wall.isoformat(), f"{wall:%d/%m/%Y %H:%M:%S}", f"{wall:%Y%m%d%H%M%S}", f"{serial:.9f}")
    assert {read_time(form, HCM) for form in (*forms, str(epoch), expected.astimezone(UTC).isoformat())} == {
        expected
    }
