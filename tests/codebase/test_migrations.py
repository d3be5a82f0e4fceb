"""Migrations: one head, the tables that the code declares, and a way back to nothing."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from service.store.database import Database
from service.store.migrations import configuration, is_current, upgrade
from service.store.tables import metadata


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


def test_there_is_one_head_and_one_base():
    script = ScriptDirectory.from_config(configuration())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_migrated_store_has_the_tables_of_the_code(database):
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_changes_nothing(database):
    assert is_current(database)
    upgrade(database)
    assert is_current(database)


def test_the_way_back_leaves_nothing_and_the_way_up_works_again(database):
    with database.write() as connection:
        command.downgrade(configuration(connection), "base")
    assert not is_current(database)
    with database.read() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade(database)
    assert is_current(database)


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/leadworth.db")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE leads (x INTEGER)")
    with pytest.raises(sa.exc.OperationalError, match="already exists"):
        upgrade(database)
    with database.read() as connection:
        assert sa.inspect(connection).get_table_names() == ["leads"]
    database.close()


def test_no_table_refers_to_one_by_a_column_without_an_index():
    for table in metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {next(iter(table.primary_key.columns)).name}
        leading |= {
            next(iter(each.columns)).name
            for each in table.constraints
            if isinstance(each, sa.UniqueConstraint)
        }
        for key in table.foreign_keys:
            if key.column.table.name != "models":  # a handful of versions
                assert key.parent.name in leading, f"{table.name}.{key.parent.name}"


def test_decisions_outlive_the_migration_that_gives_them_evidence_and_the_way_back(database):
    """The way back drops what older code does not know: retrains that kept or failed."""
    at = "2026-11-22 03:00:00+00:00"
    model = (
        "INSERT INTO models (version, sha256, manifest, artefact, added_at) "
        "VALUES ('v-1', 'x', '{}', :b, :at)"
    )
    decided = "INSERT INTO model_decisions (id, version, action, decided_at, decided_by) VALUES "
    ids = [f"'{place:032x}'" for place in range(3)]
    with database.write() as connection:
        command.downgrade(configuration(connection), "0001")
        connection.execute(sa.text(model), {"b": b"", "at": at})
        connection.execute(sa.text(f"{decided} ({ids[0]}, 'v-1', 'promote', :at, 'a person')"), {"at": at})
    upgrade(database)
    with database.write() as connection:
        connection.execute(sa.text(f"{decided} ({ids[1]}, NULL, 'fail', :at, 'schedule')"), {"at": at})
    rows = "SELECT version, action, decided_by, evidence FROM model_decisions ORDER BY action DESC"
    with database.read() as connection:
        found = [tuple(row) for row in connection.execute(sa.text(rows))]
    assert found == [("v-1", "promote", "a person", None), (None, "fail", "schedule", None)]
    with database.write() as connection:
        command.downgrade(configuration(connection), "0001")
        assert connection.scalars(sa.text("SELECT action FROM model_decisions")).all() == ["promote"]
        with pytest.raises(sa.exc.IntegrityError), connection.begin_nested():
            connection.execute(sa.text(f"{decided} ({ids[2]}, NULL, 'fail', :at, 'x')"), {"at": at})
