"""A lease: one holder at a time, an expiry by the database's clock, a fence against the late."""

import threading

import pytest
import sqlalchemy as sa

from service.store import leases
from service.store.clock import seconds_since_1970
from service.store.database import Database


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def take(database):
    def taken(holder, seconds=60.0):
        with database.write() as connection:
            return leases.take(connection, "a job", holder, seconds)

    return taken


def test_while_one_holds_it_another_gets_none(take):
    assert take("one") == 1
    assert take("two") is None


def test_its_holder_may_take_it_again_under_a_new_fence(take):
    assert (take("one"), take("one")) == (1, 2)


def test_an_expired_lease_is_taken_over_and_the_late_one_learns_so(database, take):
    late = take("one", seconds=-1)
    assert take("two") == late + 1
    with database.write() as connection:
        assert not leases.still_ours(connection, "a job", late)
        assert leases.still_ours(connection, "a job", late + 1)


def test_what_is_released_is_free_and_the_late_releases_nothing(database, take):
    late = take("one", seconds=-1)
    fence = take("two")
    with database.write() as connection:
        leases.release(connection, "a job", late)
    assert take("three") is None
    with database.write() as connection:
        leases.release(connection, "a job", fence)
    assert take("three") == fence + 1


def test_a_renewed_lease_lasts_from_now_on_and_a_lost_one_cannot_be_renewed(database, take):
    fence = take("one", seconds=-1)
    with database.write() as connection:
        assert leases.renew(connection, "a job", fence, 60)
    assert take("two") is None
    newer = take("one")
    with database.write() as connection:
        assert not leases.renew(connection, "a job", fence, 60)
        assert leases.renew(connection, "a job", newer, 60)


def test_jobs_have_leases_of_their_own(database, take):
    take("one")
    with database.write() as connection:
        assert leases.take(connection, "another job", "two", 60) == 1


def test_of_many_who_take_a_new_lease_at_the_same_instant_one_gets_it(take):
    barrier, got = threading.Barrier(5), []

    def try_it(name):
        barrier.wait(5)
        got.append(take(name))

    threads = [threading.Thread(target=try_it, args=(str(number),)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(got, key=str) == [1, None, None, None, None]


def test_the_clock_is_the_databases(database, take):
    take("one", seconds=100)
    with database.read() as connection:
        left = connection.scalar(sa.select(leases.leases.c.expires)) - seconds_since_1970(connection)
    assert 90 < left <= 100
