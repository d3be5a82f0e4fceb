"""Dates and times in a column of which nobody said that times stand there."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.moments import read_moment
from model.reading.times import read_time

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21 10:02",
        "2026/11/21 10:02:00",
        "21/11/2026 10:02",
        "10:02, 21-11-2026",
        "11/21/2026 10:02 AM",
    ],
)
def test_a_time_without_a_zone_is_left_without_one(cell):
    assert read_moment(cell) == datetime(2026, 11, 21, 10, 2)  # noqa: DTZ001


@pytest.mark.parametrize("cell", ["2026-11-21T10:02:00+07:00", "2026/11/21 03:02Z", "2026-11-21 03:02 UTC"])
def test_a_zone_that_is_named_is_kept(cell):
    assert read_moment(cell) == datetime(2026, 11, 21, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("cell", ["46347", "20261121", "1795230000", "46347.418"])
def test_a_bare_number_is_a_time_only_where_a_map_says_so(cell):
    assert read_moment(cell) is None
    assert read_time(cell, HCM) is not None


def test_day_and_month_in_the_other_order_are_a_time_only_where_no_map_says_the_order():
    assert read_moment("11/21/2026") == read_moment("11/21/2026", dayfirst=False)
    assert read_time("11/21/2026", HCM) is None


@pytest.mark.parametrize(
    "cell", ["", "31/02/2026", "1500-01-01", "25:00 21/11/2026", "1.234.567", "A-21/11/2026"]
)
def test_what_names_no_time_is_not_read(cell):
    assert read_moment(cell) is None


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)))  # noqa: DTZ001
def test_every_moment_that_is_read_is_the_time_in_a_column_of_times(moment):
    written = f"{moment:%d/%m/%Y %H:%M:%S}"
    assert read_moment(written) == moment.replace(microsecond=0)
    assert read_time(written, ZoneInfo("UTC")) == moment.replace(microsecond=0, tzinfo=UTC)
