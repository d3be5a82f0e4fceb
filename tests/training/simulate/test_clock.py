"""The working clock."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.simulate import clock

BEGIN = clock.midnight(date(2026, 1, 1))
SECONDS = st.integers(BEGIN, BEGIN + 400 * clock.DAY)


@given(SECONDS, st.integers(1, 100 * clock.HOUR))
def test_working_time_lands_in_working_hours_and_never_before_its_start(start: int, wait: int) -> None:
    at = clock.from_working(clock.to_working(np.array([start])) + wait)
    local = (int(at[0]) + clock.OFFSET) % clock.DAY
    assert clock.OPENING <= local < clock.OPENING + clock.SHIFT
    assert at[0] > start


@given(SECONDS)
def test_daytime_keeps_the_day(second: int) -> None:
    moved = clock.daytime(np.array([second]))
    assert clock.day_number(moved)[0] == clock.day_number(np.array([second]))[0]
    assert 8 <= clock.hour(moved)[0] <= 20


def test_a_history_covers_whole_calendar_months() -> None:
    from training.simulate import World

    year = World(months=12, until=date(2026, 11, 20))
    assert clock.first_day(year) == date(2025, 11, 21)
    assert clock.days(year) == 365
