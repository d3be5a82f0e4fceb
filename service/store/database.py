"""One engine a process, and the only two ways to talk to it: `read()` and `write()`."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

_LOCK_BUCKETS = 1024
Connection = sa.Connection
# What the driver says when the store cannot be reached, is busy or is full.
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)


class Database:
    """An open store. `url` is SQLAlchemy's; SQLite and PostgreSQL are supported.

    Opened after the fork, never shared between processes.
    """

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent snapshot; nothing that is done in it stays."""
        snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**snapshot) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that commits when the block ends and keeps nothing when it raises.

        On SQLite it takes the write lock at once, so that what is looked up in it cannot change
        before what is written from it.
        """
        with self.engine.connect().execution_options(leadworth_write=True) as connection, connection.begin():
            yield connection

    def writing(self, connection: sa.Connection) -> AbstractContextManager[sa.Connection]:
        """Within `connection`'s own transaction where that writes; beside one that reads, a short write."""
        if connection.get_execution_options().get("leadworth_write"):
            return nullcontext(connection)
        return self.write()

    def close(self) -> None:
        self.engine.dispose()


def lock(connection: sa.Connection, names: Iterable[bytes], *, after_others: bool = False) -> None:
    """Hold the named locks until the transaction ends.

    In sorted order, so that two callers cannot deadlock; in so many buckets, so that a batch stays
    within PostgreSQL's lock table. Who holds some already takes more `after_others`: these have buckets
    of their own, above all others. SQLite's write transaction already excludes every other writer.
    """
    if connection.dialect.name == "postgresql":
        lowest = _LOCK_BUCKETS if after_others else 0
        buckets = sorted({lowest + int.from_bytes(name[:8]) % _LOCK_BUCKETS for name in names})
        held = sa.func.unnest(sa.cast(buckets, postgresql.ARRAY(sa.BigInteger))).column_valued()
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(held)))


def try_lock(connection: sa.Connection, name: bytes) -> bool:
    """Take the named lock until the transaction ends, or say at once that another holds it."""
    if connection.dialect.name != "postgresql":
        return True
    number = int.from_bytes(name[:8], signed=True)
    return bool(connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(number))))


def upsert(connection: sa.Connection, table: sa.Table) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT; the two spell it alike."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # a commit is on disk before it is answered
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("leadworth_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgresql_engine(url: sa.URL) -> sa.Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        hide_parameters=True,  # values may be a person's
        connect_args={"options": "-c synchronous_commit=on -c timezone=UTC", "connect_timeout": 5},
    )
