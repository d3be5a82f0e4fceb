"""Bring a store to the newest migration, and say whether it is there. Web processes only ask."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from service.store.database import Database

_FOLDER = Path(__file__).resolve().parents[2] / "migrations"
_LOCK = 0x4C57  # one migration at a time, on PostgreSQL


def configuration(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Run what is missing, in one transaction."""
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        command.upgrade(configuration(connection), revision)


def is_current(database: Database) -> bool:
    """Whether the store stands at the newest migration that this code knows."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head
