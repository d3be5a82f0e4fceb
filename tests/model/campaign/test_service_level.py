"""Promises kept and not kept."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from model.campaign.service_level import SalesCounts, first_attempt, is_beyond, retried, share
from model.working_time import WorkingTime

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WORK = WorkingTime((((480, 720), (810, 1050)),) * 6 + ((),), (), ZONE)
SATURDAY = datetime(2026, 11, 21, 17, 20, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("minutes", "stands"), [(40 * 60 - 60 * 1.25, "in_time"), (40 * 60 - 60 * 1.25 + 1, "late")]
)
def test_the_night_and_the_sunday_do_not_count(minutes, stands):
    # 10 minutes on Saturday, then Monday from 8:00: 15 are over at 8:05.
    tried_at = SATURDAY + timedelta(minutes=minutes)
    assert tried_at.weekday() == 0
    assert first_attempt(SATURDAY, tried_at, WORK, 15, SATURDAY) == stands


def test_who_is_not_tried_is_late_once_the_time_is_over():
    monday = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
    stands = [first_attempt(SATURDAY, None, WORK, 15, monday + timedelta(minutes=after)) for after in (5, 6)]
    assert stands == ["pending", "late"]


def test_an_attempt_before_the_start_is_in_time():
    assert first_attempt(SATURDAY, SATURDAY - timedelta(days=1), WORK, 15, SATURDAY) == "in_time"


def test_attempts_after_the_agreed_days_are_not_the_promised_ones():
    daily = [SATURDAY + timedelta(days=day) for day in (0, 1, 2, 5)]
    assert retried(SATURDAY, daily, 3, 5, SATURDAY) is True
    assert retried(SATURDAY, daily, 4, 5, SATURDAY + timedelta(days=5)) is False


def test_a_share_holds_the_rate_that_promises_are_kept_at():
    rng = np.random.default_rng(3)
    for rate, due in ((0.5, 12), (0.9, 40), (0.7, 300)):
        kept = rng.binomial(due, rate, 400)
        found = [share(int(each), due) for each in kept]
        assert np.mean([each.low <= rate <= each.high for each in found]) >= 0.92


def test_what_was_beyond_capacity_is_left_out_of_the_rate():
    counts = SalesCounts(leads=9, in_time=3, late=1, beyond_capacity=5)
    assert (counts.due, counts.first_attempt.value) == (9, 0.75)
    assert (counts + counts).beyond_capacity == 10


def test_a_team_of_nobody_is_beyond_its_capacity():
    assert is_beyond(0, 0)
    assert not is_beyond(79, 80)
