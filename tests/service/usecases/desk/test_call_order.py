"""Whom to call next: by hand, on a Monday of 8:00–12:00 and 13:30–17:30."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from model.agreement import Agreement
from model.working_time import WorkingTime
from service.usecases.desk.call_order import Terms, Try, Waiting, turn_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
AGREED = Agreement(version=1)
TERMS = Terms(AGREED, WorkingTime(AGREED.shifts, (), ZONE))


def ago(**span):
    return NOW - timedelta(**span)


def turn(*tries, given_at=None, disposition=None, is_customer=False, now=NOW):
    waiting = Waiting(
        given_at=given_at or ago(hours=1), disposition=disposition, is_customer=is_customer, tries=tries
    )
    return turn_of(waiting, TERMS, now)


def missed(**span):
    return Try(at=ago(**span), result="no_answer")


def asked(at, **span):
    return Try(at=ago(**span), result="callback", callback_at=at)


def test_a_promised_call_is_due_a_quarter_of_an_hour_before_its_time():
    at = NOW + timedelta(minutes=15)
    found = turn(asked(at, days=1))
    assert (found.group, found.why, found.at) == ("call_back", "call_back", at)
    later = turn(asked(at + timedelta(seconds=1), days=1))
    assert (later.group, later.why) == ("other", "call_back_later")


@pytest.mark.parametrize("result", ["no_answer", "reached"])
def test_an_attempt_at_the_promised_time_keeps_the_promise(result):
    due = ago(hours=3)
    assert turn(asked(due, days=1), Try(at=due, result=result)).group != "call_back"


def test_an_attempt_long_before_the_promised_time_leaves_it_open():
    assert turn(asked(ago(minutes=5), days=1), missed(hours=4)).group == "call_back"


def test_a_conversation_before_the_promised_time_settles_it():
    assert turn(asked(ago(minutes=5), days=1), Try(at=ago(hours=4), result="reached")).why == "to_judge"


def test_a_new_lead_has_what_is_left_of_its_minutes_in_working_time():
    found = turn(given_at=ago(minutes=8))
    assert (found.group, found.minutes, found.rank) == ("new", 7, 7)
    # Given on Saturday at 17:20: ten minutes of work on Saturday, none on Sunday.
    saturday = datetime(2026, 11, 21, 17, 20, tzinfo=ZONE)
    assert turn(given_at=saturday, now=datetime(2026, 11, 23, 8, 2, tzinfo=ZONE)).minutes == 3


def test_a_new_lead_that_is_late_is_first_of_the_rest_the_freshest_before():
    today, old = turn(given_at=ago(minutes=45)), turn(given_at=ago(days=14))
    assert (today.group, today.why, today.minutes) == ("other", "late", 30)
    assert today.rank < old.rank < turn(Try(at=ago(hours=1), result="reached")).rank


def test_nobody_promised_to_call_a_customer_or_a_lead_without_a_time_at_once():
    assert turn(is_customer=True).why == "customer"
    nobody_knows = Waiting(given_at=None, disposition=None, is_customer=False, tries=())
    assert turn_of(nobody_knows, TERMS, NOW).why == "undated"


def test_a_retry_is_due_once_the_agreed_time_has_passed():
    found = turn(missed(days=1), missed(hours=2), given_at=ago(days=2))
    assert (found.group, found.attempt, found.of) == ("retry", 3, 6)
    wait = turn(missed(minutes=119), given_at=ago(days=2))
    assert (wait.why, wait.at) == ("later", NOW + timedelta(minutes=1))


def test_attempts_in_one_hour_are_one_attempt():
    tries = (missed(hours=5), missed(hours=4, minutes=50), missed(hours=4, minutes=40))
    assert turn(*tries, given_at=ago(days=2)).attempt == 2


def test_an_attempt_whose_time_nobody_believes_does_not_count_but_is_waited_after():
    told_late = Try(at=ago(hours=3), result="busy", counts=False)
    assert turn(told_late, given_at=ago(days=2)).attempt == 1


def test_retries_end_with_the_agreed_days_and_with_the_agreed_attempts():
    assert turn(missed(days=3), given_at=ago(days=5)).why == "days_over"
    tries = [missed(days=day, hours=hour) for day in (3, 2, 1) for hour in (3, 0)]
    enough = turn(*tries, given_at=ago(days=4))
    assert (enough.why, enough.attempt, enough.of) == ("tried_enough", 6, 6)
    assert turn(*tries[:5], given_at=ago(days=4)).attempt == 6


def test_six_attempts_on_two_days_leave_one_for_a_third_day():
    tries = [missed(days=day, hours=hour) for day in (2, 1) for hour in (6, 3, 0)]
    found = turn(*tries, given_at=ago(days=4))
    assert (found.group, found.attempt, found.of) == ("retry", 7, 7)


def test_what_is_judged_leaves_the_desk_but_for_care_and_a_promise_of_a_better_time():
    assert turn(disposition="no_need") is None
    assert turn(disposition="qualified").why == "in_care"
    assert turn(asked(NOW, days=30), disposition="bad_timing").group == "call_back"
    assert turn(asked(NOW + timedelta(days=1), days=30), disposition="bad_timing") is None
