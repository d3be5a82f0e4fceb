"""Which command, and what becomes of its failures."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from model.lead.manifest import ArtefactRefused
from model.lead.schema import SchemaError
from service.settings import SettingsError
from service.usecases.problems import Conflict, NotFound, Refused

# Modules are imported when they are called: a key is made without waiting for scikit-learn.
_COMMANDS = {
    "migrate": ("migrate", "bring the store to the newest migration"),
    "serve": ("serve", "run the web server and the worker until a signal comes"),
    "worker": ("worker", "do what runs beside requests"),
    "agreement": ("agreement", "propose, sign and show what Marketing and Sales agree on"),
    "keys": ("keys", "create, list and revoke API keys"),
    "users": ("users", "invite, let in, list and disable the people who sign in"),
    "models": ("models", "add, promote, roll back and list model versions"),
    "import": ("history", "import leads, outcomes, dispositions, attempts, spend and more from files"),
    "score": ("score", "score the leads that no model has scored yet"),
    "snapshot": ("snapshot", "write the history that training reads"),
}
_REASONS = (ArtefactRefused, SchemaError, SettingsError, Conflict, NotFound, Refused, OSError)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 only when the work was done; else one line on standard error says why not."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m service", description="Leadworth's own commands.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, about) in _COMMANDS.items():
        own = commands.add_parser(name, help=about, description=about)
        if words[:1] == [name]:
            _module(name).add_arguments(own)
    chosen = parser.parse_args(words)
    return _run(chosen)


def _run(chosen: argparse.Namespace) -> int:
    try:
        code: int = _module(chosen.command).run(chosen)
    except KeyboardInterrupt:
        return 130
    except _REASONS as reason:
        return _fail(chosen.command, str(reason))
    except DBAPIError as error:
        return _fail(chosen.command, f"the store answered: {str(error.orig).splitlines()[0]}")
    except SQLAlchemyError as error:
        return _fail(chosen.command, f"the store cannot be used: {str(error).splitlines()[0]}")
    return code


def _module(command: str) -> Any:
    return import_module(f"service.cli.{_COMMANDS[command][0]}")


def _fail(command: str, reason: str) -> int:
    sys.stderr.write(f"{command}: {reason}\n")
    return 1
