"""Working minutes, held against a count minute by minute."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.working_time import WorkingTime

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = ((480, 720), (810, 1050))
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)
SHIFTS = st.lists(st.sampled_from([(), OFFICE, ((0, 1440),), ((600, 601),)]), min_size=7, max_size=7)
OFF = st.lists(st.integers(-3, 12).map(lambda days: (MONDAY + timedelta(days=days)).date()), max_size=4)


def counted(work, start, end):
    """Minute by minute, for starts and ends on whole minutes."""
    minutes = int((end - start).total_seconds() // 60)
    return sum(work.is_on_duty(start + timedelta(minutes=minute)) for minute in range(minutes))


@settings(max_examples=40, deadline=None)
@given(SHIFTS, OFF, st.integers(0, 4000), st.integers(0, 9000))
def test_between_is_what_a_count_of_the_minutes_gives(shifts, off, first, length):
    work = WorkingTime(shifts, off, ZONE)
    start = MONDAY + timedelta(minutes=first)
    end = start + timedelta(minutes=length)
    assert work.between(start, end) == counted(work, start, end)


@settings(max_examples=150, deadline=None)
@given(SHIFTS, OFF, st.integers(0, 20_000), st.floats(0, 9000))
def test_after_is_the_earliest_instant_by_which_so_much_was_worked(shifts, off, first, minutes):
    work = WorkingTime(shifts, off, ZONE)
    start = MONDAY + timedelta(minutes=first)
    end = work.after(start, minutes)
    if not any(shifts):
        assert end is None
        return
    assert end >= start
    assert work.between(start, end) == pytest.approx(minutes, abs=1e-4)
    if end > start:
        assert work.between(start, end - timedelta(seconds=1)) < minutes


def test_a_day_off_is_off_once_however_often_it_is_named():
    work = WorkingTime((OFFICE,) * 7, [date(2026, 11, 17)] * 3, ZONE)
    assert work.between(MONDAY, MONDAY + timedelta(days=3)) == 2 * 480


@pytest.mark.parametrize("hour", [1, 13])
def test_a_shift_is_as_long_as_its_wall_clock_says_when_the_clock_is_changed(hour):
    berlin = ZoneInfo("Europe/Berlin")
    work = WorkingTime((((60, 240),),) * 7, [], berlin)  # 1:00–4:00; on 29 March 2:00 becomes 3:00
    start = datetime(2026, 3, 28, hour, tzinfo=berlin)
    rest = 180 if hour == 1 else 0
    assert work.between(start, datetime(2026, 3, 30, 0, tzinfo=berlin)) == rest + 180


@pytest.mark.parametrize(
    "day", [((720, 480),), ((480, 720), (700, 900)), ((-1, 5),), ((5, 1441),), ((9, 9),)]
)
def test_shifts_that_cannot_be_are_refused(day):
    with pytest.raises(ValueError, match="follow each other"):
        WorkingTime((day,) * 7, [], ZONE)


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="7 weekdays"):
        WorkingTime((OFFICE,) * 6, [], ZONE)
