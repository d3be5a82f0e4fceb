"""Bring the store to the newest migration."""

import argparse
import sys

from service.settings import load_settings
from service.store.database import Database
from service.store.migrations import upgrade


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_args: argparse.Namespace) -> int:
    database = Database(load_settings().database_url)
    upgrade(database)
    sys.stderr.write(f"migrate: {database.url.render_as_string(hide_password=True)} is up to date\n")
    return 0
