"""A store with people in it, and passwords that are quickly hashed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
import sqlalchemy as sa

from service.store import reps, users
from service.store.audit import audit_entries
from service.store.database import Database
from service.store.ids import new_id
from service.usecases.accounts.passwords import hash_of
from service.usecases.accounts.sign_in import compare_password, sign_in

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(quick_passwords):
    """All of this folder."""


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def connection(sqlite_url):
    opened = Database(sqlite_url)
    with opened.write() as writing:
        yield writing
    opened.close()


@pytest.fixture
def new_user():
    """Somebody, straight into the table: `new_user(connection, "lan@example.com", role="boss")` is her id."""

    def add(connection, email="lan@example.com", role="admin", password=None, rep=None, **values):
        user_id = new_id()
        rep_id = reps.ids(connection, [rep], NOW)[rep] if rep else None
        hashed = None if password is None else hash_of(password)
        said = {"name": "Lan", "language": "vi", "created_at": NOW, "signed_in_at": NOW, **values}
        mine = {"id": user_id, "email": email, "role": role, "rep_id": rep_id, "password_hash": hashed}
        assert users.add(connection, **mine, **said)
        return user_id

    return add


@pytest.fixture
def try_password():
    """Sign in as the edge does, in one transaction: who is let in, or None."""

    def try_it(connection, email, password, at=NOW):
        return sign_in(connection, compare_password(connection, email, password), at)

    return try_it


@pytest.fixture
def recorded():
    """The audit's entries as (source, action), oldest first."""

    def read(connection):
        rows = connection.execute(sa.select(audit_entries).order_by(audit_entries.c.id))
        return [(row.source, row.action) for row in rows]

    return read


@pytest.fixture
def database(database_url):
    """On both stores: what happens at the same instant."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def at_once(database):
    """Do each in a thread and a transaction of its own at the same instant; what it returned or raised."""

    def run(*deeds):
        barrier = Barrier(len(deeds))

        def one(deed):
            barrier.wait(timeout=10)
            try:
                with database.write() as connection:
                    return deed(connection)
            except Exception as error:
                return error

        with ThreadPoolExecutor(len(deeds)) as threads:
            return list(threads.map(one, deeds))

    return run
