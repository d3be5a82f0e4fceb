"""The worker over uploads: one at a time, left in good order, gone on with."""

import threading

import pytest

from service.integrations.uploads.kept import CHECKED, CHECKING, change_plan, find_upload
from service.integrations.uploads.take_file import NewFile, keep_new, open_new
from service.jobs.take_uploads import take_upload
from service.jobs.worker import Worker
from service.store import leases
from service.usecases.clock import utc_now

ROWS = "Ngày,Chiến dịch,Chi phí\n2026-10-01,tet,5\n"


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def upload_id(parts):
    """It waits to be tried."""
    new = NewFile(kind="spend", name="a.csv", data=ROWS.encode(), by="mkt-1")
    with parts.database.write() as connection:
        vault, now = parts.company.vault, utc_now()
        made = keep_new(connection, vault, new, open_new(new), now)
        upload = find_upload(connection, vault, made)
        change_plan(connection, vault, upload, upload.plan, CHECKING, now)
    return made


def state(parts, upload_id):
    with parts.database.read() as connection:
        return find_upload(connection, parts.company.vault, upload_id).state


def test_only_one_worker_takes_an_upload(parts, upload_id):
    with parts.database.write() as connection:
        fence = leases.take(connection, "uploads", "another", 60)
    assert not take_upload(parts, "one")
    with parts.database.write() as connection:
        leases.release(connection, "uploads", fence)
    assert take_upload(parts, "one")
    assert (state(parts, upload_id), take_upload(parts, "one")) == (CHECKED, False)


def test_what_is_stopped_halfway_is_gone_on_with_at_once(parts, upload_id):
    stop = threading.Event()
    stop.set()
    assert take_upload(parts, "one", stop)
    assert state(parts, upload_id) == CHECKING
    assert take_upload(parts, "two")
    assert state(parts, upload_id) == CHECKED


def test_a_store_that_is_away_is_looked_at_again(parts, upload_id, monkeypatch):
    def fail(*_args):
        raise RuntimeError

    worker = Worker(parts, ())
    with monkeypatch.context() as patched:
        patched.setattr("service.jobs.worker.take_upload", fail)
        worker.take_uploads()
    worker.take_uploads()
    assert state(parts, upload_id) == CHECKED
