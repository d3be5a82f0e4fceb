"""A store that is locked, full or away: 503 with Retry-After, and nothing kept."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.app import create_app
from service.settings import load_settings
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key

LEAD = {"contact": {"phone": "0901 234 567"}, "campaign": "tet"}


@pytest.fixture
def on_sqlite(sqlite_url):
    """An app on SQLite alone, with a key: (client, headers, database)."""
    app = create_app(replace(load_settings(), database_url=sqlite_url))
    database = app.extensions["leadworth"].database
    with database.write() as connection:
        key = issue_key(connection, "crm", "a key", utc_now())
    yield app.test_client(), {"Authorization": f"Bearer {key}"}, database
    database.close()


def pragma(database, statement):
    """Every new connection says this first."""
    database.close()
    sa.event.listen(database.engine, "connect", lambda connection, _record: connection.execute(statement))


def leads(database):
    with database.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM leads").scalar()


def test_a_locked_store_is_503_and_keeps_nothing_and_reads_go_on(on_sqlite, problem):
    client, headers, database = on_sqlite
    pragma(database, "PRAGMA busy_timeout=50")
    other = sqlite3.connect(database.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = client.post("/v1/leads", json=LEAD, headers=headers)
    problem(answer, 503)
    assert answer.headers["Retry-After"]
    assert client.get("/v1/leads", headers=headers).json["leads"] == []
    other.execute("ROLLBACK")
    other.close()
    assert client.post("/v1/leads", json=LEAD, headers=headers).status_code == 201


def test_a_full_store_is_503_and_keeps_nothing_of_the_batch(on_sqlite, problem):
    client, headers, database = on_sqlite
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    pragma(database, f"PRAGMA max_page_count={pages + 20}")
    batch = {"leads": [{"campaign": f"c{n}", "attributes": {"x": "y" * 500}} for n in range(500)]}
    answer = client.post("/v1/leads/batch", json=batch, headers=headers)
    problem(answer, 503)
    assert leads(database) == 0
    assert client.post("/v1/leads", json=LEAD, headers=headers).status_code == 201
    assert leads(database) == 1


def test_a_store_whose_folder_is_gone_is_503(on_sqlite, problem):
    client, headers, database = on_sqlite
    database.close()
    folder = Path(database.url.database).parent
    moved = folder.rename(folder.with_name("moved"))
    answer = client.post("/v1/leads", json=LEAD, headers=headers)
    problem(answer, 503)
    assert answer.headers["Retry-After"]
    moved.rename(folder)
    assert client.post("/v1/leads", json=LEAD, headers=headers).status_code == 201


@pytest.fixture
def away():
    """A client of a service whose PostgreSQL does not answer."""
    app = create_app(replace(load_settings(), database_url="postgresql://nobody@127.0.0.1:1/none"))
    yield app.test_client()
    app.extensions["leadworth"].database.close()


@pytest.mark.parametrize("path", ["/v1/leads", "/v1/leads/batch", "/v1/scores"])
def test_a_database_that_is_away_is_503_with_retry_after(away, problem, path):
    headers = {"Authorization": "Bearer lw_crm_00_00"}
    answer = away.post(path, json=LEAD, headers=headers)
    problem(answer, 503)
    assert answer.headers["Retry-After"]


def test_the_forms_door_says_so_too_and_the_preflight_is_answered(away, problem):
    answer = away.post("/v1/forms/lw_ingest_00_00", data={"name": "Lan"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert away.options("/v1/forms/lw_ingest_00_00").status_code == 204


def test_a_database_that_restarted_between_two_requests_is_reached_again(postgresql_url, problem):
    app = create_app(replace(load_settings(), database_url=postgresql_url))
    database = app.extensions["leadworth"].database
    with database.write() as connection:
        key = issue_key(connection, "crm", "a key", utc_now())
    client, headers = app.test_client(), {"Authorization": f"Bearer {key}"}
    assert client.post("/v1/leads", json=LEAD, headers=headers).status_code == 201
    killer = sa.create_engine(database.engine.url, isolation_level="AUTOCOMMIT")
    with killer.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    killer.dispose()
    assert client.post("/v1/leads", json=LEAD, headers=headers).status_code == 201
    database.close()


def test_a_connection_that_dies_in_the_middle_keeps_nothing(postgresql_url, problem):
    app = create_app(replace(load_settings(), database_url=postgresql_url))
    database = app.extensions["leadworth"].database
    with database.write() as connection:
        key = issue_key(connection, "crm", "a key", utc_now())

    killer = sa.create_engine(database.engine.url, isolation_level="AUTOCOMMIT")

    def die(connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO contacts"):
            victim = connection.connection.driver_connection.info.backend_pid
            with killer.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({victim}, 5000)")

    sa.event.listen(database.engine, "before_cursor_execute", die)
    headers = {"Authorization": f"Bearer {key}"}
    answer = app.test_client().post("/v1/leads", json=LEAD, headers=headers)
    sa.event.remove(database.engine, "before_cursor_execute", die)
    killer.dispose()
    problem(answer, 503)
    assert leads(database) == 0
    assert app.test_client().post("/v1/leads", json=LEAD, headers=headers).status_code == 201
    database.close()
