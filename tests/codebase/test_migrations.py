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


def test_states_of_old_leads_say_what_their_events_say(database):
    """Leads that were there before the columns were: as if this version had derived them."""
    lead, rep, deal = (f"{place:032x}" for place in (1, 2, 3))
    at = [f"2026-11-{day:02}T03:00:00+00:00" for day in (1, 2, 3)]
    old = (
        f"INSERT INTO reps (id, key, created_at) VALUES ('{rep}', 'sale-03', '{at[0]}')",
        "INSERT INTO leads (id, source, received_at, ad_set, ad, attributes, unknown_attributes, tracking, "
        f"existing_customer, auto_spam) VALUES ('{lead}', 'x', '{at[0]}', '', '', '{{}}', '[]', '{{}}', "
        "(1 = 0), (1 = 0))",
        "INSERT INTO lead_states (lead_id, attempts, disposition, outcome, won_revenue, "
        "wins_without_revenue, "
        f"collected, do_not_contact) VALUES ('{lead}', 2, 'no_need', 'lost', 0, 0, 0, (1 = 0))",
        "INSERT INTO deals (id, lead_id, key, outcome, collected) "
        f"VALUES ('{deal}', '{lead}', '1', 'lost', 0)",
        *(
            "INSERT INTO contact_attempts (id, lead_id, occurred_at, recorded_at, source, channel, "
            "result, "
            f"attempt_source) VALUES ('{place:032x}', '{lead}', '{when}', '{when}', 'x', 'phone', "
            f"'{result}', 'manual')"
            for place, when, result in ((5, at[0], "no_answer"), (6, at[1], "reached"))
        ),
        "INSERT INTO dispositions (id, lead_id, rep_id, occurred_at, recorded_at, source, disposition) "
        f"VALUES ('{7:032x}', '{lead}', '{rep}', '{at[1]}', '{at[1]}', 'x', 'no_need')",
        "INSERT INTO outcomes (id, lead_id, deal_id, occurred_at, recorded_at, source, outcome, lost_reason) "
        f"VALUES ('{8:032x}', '{lead}', '{deal}', '{at[2]}', '{at[2]}', 'x', 'lost', 'price')",
    )
    with database.write() as connection:
        command.downgrade(configuration(connection), "0004")
        for statement in old:
            connection.exec_driver_sql(statement.replace("T03", " 03").replace("+00:00", ".000000"))
    upgrade(database)
    with database.read() as connection:
        state = connection.execute(sa.select(metadata.tables["lead_states"])).one()
    assert (state.reached_at.day, state.last_attempt_at.day) == (2, 2)
    assert (state.judged_by_id.int, state.unverified, state.late_change) == (2, True, False)
    assert state.lost_reason == "price"
