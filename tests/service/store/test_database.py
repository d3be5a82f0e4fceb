"""The two ways to talk to the store: a read is one snapshot, a write is all or nothing."""

import threading
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from service.store.columns import Instant
from service.store.database import Database, lock, try_lock
from service.store.ids import new_id
from service.store.reps import ids, reps

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


def count(connection):
    return connection.scalar(sa.select(sa.func.count()).select_from(reps))


def test_a_write_that_raises_keeps_nothing(database):
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(sa.insert(reps), [{"id": new_id(), "key": "Hoa", "created_at": NOW}] * 2)
    with database.read() as connection:
        assert count(connection) == 0


def test_what_is_done_in_a_read_does_not_stay(database):
    with database.read() as connection:
        ids(connection, ["Hoa"], NOW)
        assert count(connection) == 1
    with database.read() as connection:
        assert count(connection) == 0


def test_a_read_is_one_snapshot_whatever_is_written_meanwhile(database):
    with database.read() as reading:
        assert count(reading) == 0
        with database.write() as writing:
            ids(writing, ["Hoa"], NOW)
        assert count(reading) == 0
    with database.read() as reading:
        assert count(reading) == 1


def test_a_committed_write_is_synced_to_the_disk(database):
    with database.write() as connection:
        if database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            assert connection.exec_driver_sql("SHOW timezone").scalar() == "UTC"


def test_of_two_writers_that_hold_the_same_name_one_waits(database):
    order, held = [], threading.Event()

    def second():
        held.wait(5)
        with database.write() as connection:
            lock(connection, [b"person"])
            order.append("second")

    thread = threading.Thread(target=second)
    with database.write() as connection:
        lock(connection, [b"person"])
        thread.start()
        held.set()
        thread.join(0.2)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_many_names_are_held_at_once_and_none_is_no_error(database):
    with database.write() as connection:
        lock(connection, [number.to_bytes(8) for number in range(5000)])
        lock(connection, [])


def test_what_is_held_after_others_lies_apart_from_them(postgresql_url):
    database = Database(postgresql_url)
    with database.write() as one, database.write() as two:
        lock(one, [b"the same name"])
        lock(two, [b"the same name"], after_others=True)
        held = one.exec_driver_sql("SELECT objid FROM pg_locks WHERE locktype = 'advisory'").all()
        assert len(set(held)) == 2
    database.close()


def test_a_name_that_another_holds_is_refused_at_once(postgresql_url):
    database = Database(postgresql_url)
    with database.write() as one, database.write() as two:
        assert try_lock(one, b"an idempotency key")
        assert not try_lock(two, b"an idempotency key")
        assert try_lock(two, b"another one .....")
    with database.write() as three:
        assert try_lock(three, b"an idempotency key")
    database.close()


def test_an_instant_comes_back_as_the_same_instant_in_utc_and_needs_a_zone(database):
    local = NOW.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    with database.write() as connection:
        ids(connection, ["Hoa"], local)
        stored = connection.scalar(sa.select(reps.c.created_at))
    assert (stored, stored.tzinfo) == (NOW, UTC)
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(NOW.replace(tzinfo=None), None)


def test_the_folder_of_a_sqlite_store_is_made(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/new/folder/leadworth.db")
    with database.write() as connection:
        connection.exec_driver_sql("SELECT 1")
    database.close()
    assert (tmp_path / "new/folder/leadworth.db").exists()
