"""Answers that are kept: found by what was asked, due while they are asked for, forgotten after."""

from datetime import UTC, datetime, timedelta

import pytest

from service.store import kept_answers
from service.store.database import Database

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
VIEWS = ("campaigns", "budget", "reps")
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
def connection(database_url):
    opened = Database(database_url)
    with opened.write() as writing:
        yield writing
    opened.close()


@pytest.fixture
def keep(connection):
    def keep_one(key="a", **values):
        said = {"view": "campaigns", "asked": {"by": "campaign"}, "answer": {"n": [1, None, "đ"]}}
        times = {"as_of": NOW, "took_ms": 20, "asked_at": NOW}
        kept_answers.keep(connection, key=key, **said | times | values)

    return keep_one


def due(connection, now, limit=10):
    return [row.key for row in kept_answers.due(connection, VIEWS, now, limit)]


def test_an_answer_is_found_as_it_was_kept(connection, keep):
    keep()
    row = kept_answers.find(connection, "a")
    assert (row.view, row.asked, row.as_of, row.took_ms) == ("campaigns", {"by": "campaign"}, NOW, 20)
    assert row.answer == {"n": [1, None, "đ"]}
    assert kept_answers.find(connection, "b") is None


def test_a_newer_answer_takes_its_place_and_an_older_one_does_not(connection, keep):
    keep(answer={"n": 1})
    keep(answer={"n": 2}, as_of=NOW + SECOND, took_ms=9)
    keep(answer={"n": 3}, as_of=NOW - SECOND)
    row = kept_answers.find(connection, "a")
    assert (row.answer, row.as_of, row.took_ms) == ({"n": 2}, NOW + SECOND, 9)


def test_when_it_was_last_asked_for_only_moves_on(connection, keep):
    keep(asked_at=NOW + HOUR)
    keep(asked_at=NOW)
    kept_answers.touch(connection, "a", NOW - HOUR)
    assert kept_answers.find(connection, "a").asked_at == NOW + HOUR
    kept_answers.touch(connection, "a", NOW + 2 * HOUR)
    assert kept_answers.find(connection, "a").asked_at == NOW + 2 * HOUR


def test_it_is_due_after_five_minutes_or_a_hundred_times_what_it_took(connection, keep):
    keep("quick", took_ms=3000)
    keep("slow", took_ms=3600)
    assert due(connection, NOW + 300 * SECOND) == []
    assert due(connection, NOW + 301 * SECOND) == ["quick"]
    assert due(connection, NOW + 361 * SECOND) == ["quick", "slow"]


def test_what_nobody_asked_for_in_a_day_is_not_due_and_the_oldest_comes_first(connection, keep):
    keep("new", as_of=NOW - HOUR)
    keep("old", as_of=NOW - 2 * HOUR)
    keep("unasked", as_of=NOW - 25 * HOUR, asked_at=NOW - 24 * HOUR)
    assert due(connection, NOW) == ["old", "new"]
    assert list(kept_answers.due(connection, ("budget",), NOW, 10)) == []
    assert due(connection, NOW, limit=1) == ["old"]


def test_answers_are_forgotten_by_their_view_or_their_age(connection, keep):
    keep("a")
    keep("b", view="budget")
    keep("c", view="reps", asked_at=NOW - HOUR)
    kept_answers.forget(connection, iter(["campaigns", "none"]))
    assert kept_answers.find(connection, "a") is None
    assert kept_answers.clean(connection, NOW) == 1
    assert kept_answers.find(connection, "b")
