"""When a retrain is due."""

from datetime import UTC, datetime, timedelta

import pytest

from service.store import models
from service.store.lead_states import lead_states
from service.usecases.models.retrain_due import is_due
from service.usecases.models.serve_model import decide

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def due(parts):
    def asked(now=NOW, every=WEEK):
        with parts.database.read() as connection:
            return is_due(connection, every, now)

    return asked


@pytest.fixture
def decided(parts):
    def record(action, at):
        with parts.database.write() as connection:
            decide(connection, None, action, "a test", at)

    return record


def test_a_store_without_a_win_waits_for_one(due, crm, parts):
    assert not due()
    crm.post("/v1/leads", {})
    assert not due()
    with parts.database.write() as connection:
        connection.execute(lead_states.update().values(outcome="won"))
    assert due()


@pytest.mark.parametrize("action", [models.KEEP, models.PROMOTE, models.ROLL_BACK])
def test_every_decision_begins_the_time_anew(due, decided, action):
    decided(action, NOW)
    assert not due(NOW + WEEK - timedelta(seconds=1))
    assert due(NOW + WEEK)


def test_after_failures_the_next_try_comes_sooner_and_each_later_than_the_last(due, decided):
    hour = timedelta(hours=1)
    decided(models.KEEP, NOW - WEEK)
    decided(models.FAIL, NOW)
    assert [due(NOW + hour - timedelta(seconds=1)), due(NOW + hour)] == [False, True]
    decided(models.FAIL, NOW + hour)
    assert [due(NOW + 2 * hour), due(NOW + 3 * hour)] == [False, True]


def test_failures_without_end_are_tried_as_often_as_successes(due, decided):
    for place in range(30):
        decided(models.FAIL, NOW + timedelta(minutes=place))
    last = NOW + timedelta(minutes=29)
    assert [due(last + WEEK - timedelta(hours=1)), due(last + WEEK)] == [False, True]


def test_a_success_forgets_the_failures_before_it(due, decided):
    for place, action in enumerate([models.FAIL, models.FAIL, models.KEEP]):
        decided(action, NOW + timedelta(minutes=place))
    assert not due(NOW + timedelta(days=6))
