"""Import leads, outcomes, dispositions, attempts, spend and more from files."""

import argparse

from service.cli.store import open_parts
from service.integrations.history.command import add_arguments, run_command
from service.integrations.history.run import Importer

__all__ = ["add_arguments", "run"]


def run(args: argparse.Namespace) -> int:
    return run_command(args, _importer)


def _importer() -> Importer:
    parts = open_parts()
    parts.serving.look()
    return Importer(database=parts.database, company=parts.company, schema=parts.serving.schema)
