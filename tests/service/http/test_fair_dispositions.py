"""`POST /v1/leads/{id}/disposition` under what both teams signed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.store import events
from service.usecases.clock import utc_now

CHECKED = dict.fromkeys(("reached", "right_target", "has_need", "can_pay", "understood_offer"), True)
QUALIFIED = {"disposition": "qualified", "checklist": CHECKED}


@pytest.fixture
def database_url(sqlite_url):
    """The rules are plain Python over queries that other tests run on both databases."""
    return sqlite_url


@pytest.fixture
def lead(keep, ago):
    return keep(submitted_at=ago(days=20))


@pytest.fixture
def say(crm, lead):
    return lambda body, **at: crm.post(f"/v1/leads/{lead}/disposition", body | at)


@pytest.fixture
def page(crm, lead):
    return lambda: crm.get(f"/v1/leads/{lead}").json


@pytest.fixture
def called(crm, lead, ago):
    """Nobody answered the dialler, so many hours ago each."""

    def call(*hours, source="dialler"):
        for each in hours:
            body = {"result": "no_answer", "occurred_at": ago(hours=each), "source": source}
            assert crm.post(f"/v1/leads/{lead}/contact-attempts", body).status_code == 201

    return call


def message(answer):
    return answer.json["errors"][0]["message"]


def test_qualified_needs_every_agreed_item(say, agreed, problem, page):
    version = agreed()
    problem(say({"disposition": "qualified"}), 422, "/checklist/reached")
    problem(say(QUALIFIED | {"checklist": CHECKED | {"can_pay": False}}), 422, "/checklist/can_pay")
    assert say(QUALIFIED).status_code == 201
    (kept,) = page()["history"]["dispositions"]
    assert (kept["checklist"], kept["checklist_version"]) == (CHECKED, version)


def test_an_item_that_nobody_agreed_on_is_named(say, problem):
    problem(say(QUALIFIED | {"checklist": {"likes/us": True}}), 422, "/checklist/likes~1us")
    problem(say(QUALIFIED | {"checklist": {"reached": "yes"}}), 422)


def test_a_new_version_of_the_checklist_counts_for_what_comes_after(say, agreed, problem, ago):
    agreed(checklist=["reached"])
    problem(say(QUALIFIED | {"checklist": {"has_need": True}}), 422, "/checklist/has_need")
    assert say({"disposition": "qualified", "checklist": {"reached": True}}).status_code == 201
    # What happened before it was signed is held against what counted then: the defaults, which nobody signed.
    assert say({"disposition": "qualified"}, occurred_at=ago(days=3)).status_code == 201


def test_unreachable_comes_too_early_without_the_agreed_attempts(say, agreed, problem, called):
    agreed(unreachable_attempts=3, unreachable_days=2, unreachable_spacing_minutes=60)
    early = say({"disposition": "unreachable"})
    assert problem(early, 422, "/disposition")["errors"][0]["code"] == "too_early"
    assert "attempt 0 of 3, on 0 of 2 days" in message(early)
    called(50, 49.5, 49.2)  # within one hour: one attempt
    assert "attempt 1 of 3, on 1 of 2 days" in message(say({"disposition": "unreachable"}))
    called(48.5, 2)
    assert say({"disposition": "unreachable"}).status_code == 201


def test_attempts_of_one_day_are_too_early_though_they_are_enough(say, agreed, called, ago):
    agreed(unreachable_attempts=2, unreachable_days=2, unreachable_spacing_minutes=0, at=ago(days=90))
    noon = (utc_now() - timedelta(days=5)).replace(hour=5)  # in Asia/Ho_Chi_Minh
    called(*((utc_now() - noon).total_seconds() / 3600 + minutes / 60 for minutes in (0, 5, 9)))
    assert "attempt 3 of 2, on 1 of 2 days" in message(say({"disposition": "unreachable"}))
    called(1)
    assert say({"disposition": "unreachable"}, occurred_at=ago(hours=2)).status_code == 422
    assert say({"disposition": "unreachable"}).status_code == 201


def test_attempts_that_were_written_down_days_later_are_no_evidence(say, agreed, called, parts):
    agreed(unreachable_attempts=2, unreachable_days=1, unreachable_spacing_minutes=60)
    called(72, 25, 20, source="manual")
    assert "attempt 1 of 2" in message(say({"disposition": "unreachable"}))
    with parts.database.write() as connection:
        connection.execute(sa.update(events.contact_attempts).values(source="import"))
    assert say({"disposition": "unreachable"}).status_code == 201


def test_who_was_reached_is_not_unreachable(say, agreed, problem, called, crm, lead):
    assert crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "callback"}).status_code == 201
    assert say({"disposition": "unreachable"}).status_code == 201  # nothing is signed
    agreed(unreachable_attempts=1, unreachable_days=1)
    called(3)
    answer = problem(say({"disposition": "unreachable"}), 422, "/disposition")
    assert answer["errors"][0]["code"] == "was_reached"


def test_where_nothing_is_signed_unreachable_is_taken_and_marked(say, page):
    assert say({"disposition": "unreachable"}).status_code == 201
    assert page()["history"]["dispositions"][0]["unverified"] is True
    assert say({"disposition": "qualified"}).status_code == 201
    assert page()["history"]["dispositions"][0]["unverified"] is False


def test_a_late_change_from_qualified_needs_a_note_and_is_counted(say, agreed, problem, page, ago):
    agreed(late_change_hours=24, at=ago(days=90))
    say(QUALIFIED, occurred_at=ago(hours=30))
    say(QUALIFIED, occurred_at=ago(hours=1))  # told again; the first time counts
    problem(say({"disposition": "no_need"}), 422, "/note")
    assert say({"disposition": "no_need", "note": "Khách đổi ý"}).status_code == 201
    newest, again, first = page()["history"]["dispositions"]
    assert (newest["late_change"], newest["changed_from"]) == (True, "qualified")
    assert [each["changed_from"] for each in (again, first)] == [None, None]


def test_a_change_within_the_agreed_hours_needs_none(say, agreed, page, ago):
    agreed(late_change_hours=24, at=ago(days=90))
    say(QUALIFIED, occurred_at=ago(hours=23))
    assert say({"disposition": "no_need"}).status_code == 201
    newest = page()["history"]["dispositions"][0]
    assert (newest["late_change"], newest["changed_from"]) == (False, "qualified")


def test_a_change_is_late_by_when_it_is_told(say, agreed, problem, page, ago):
    version = agreed(late_change_hours=24)
    say(QUALIFIED, occurred_at=ago(hours=50))
    told = {"disposition": "no_need", "occurred_at": ago(hours=49)}  # before anybody signed, too
    assert problem(say(told), 422, "/note")["errors"][0]["code"] == "late_change"
    assert say(told | {"note": "Khách đổi ý"}).status_code == 201
    newest = page()["history"]["dispositions"][0]
    assert (version, newest["late_change"], newest["changed_from"]) == (1, True, "qualified")


def test_after_a_win_every_change_from_qualified_is_late(say, agreed, problem, crm, lead):
    agreed()
    say(QUALIFIED)
    crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won"})
    problem(say({"disposition": "no_need"}), 422, "/note")


def test_where_nothing_is_signed_a_late_change_is_counted_all_the_same(say, page, ago):
    say({"disposition": "qualified"}, occurred_at=ago(days=9))
    assert say({"disposition": "no_need"}).status_code == 201
    assert page()["history"]["dispositions"][0]["late_change"] is True


def test_a_competitor_has_a_name(crm, lead, problem):
    path, lost = f"/v1/leads/{lead}/outcome", {"outcome": "lost", "lost_reason": "competitor"}
    for name in ({}, {"competitor": None}, {"competitor": "  "}):
        problem(crm.post(path, lost | name), 422, "/competitor")
    assert crm.post(path, lost | {"competitor": "Trung tâm khác"}).status_code == 201


def test_of_one_deal_two_outcomes_at_once_contradict_each_other(crm, lead, problem, ago):
    path, at = f"/v1/leads/{lead}/outcome", {"occurred_at": ago(hours=1)}
    assert crm.post(path, {"outcome": "won", **at}).status_code == 201
    answer = problem(crm.post(path, {"outcome": "lost", **at}), 422, "/occurred_at")
    assert answer["errors"][0]["code"] == "two_at_once"
    assert crm.post(path, {"outcome": "lost", "deal_id": "other", **at}).status_code == 201
    assert crm.post(path, {"outcome": "lost"}).status_code == 201
