"""Which command, and what becomes of its failures."""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from model.lead.artefact import ArtefactRefused
from model.lead.schema import SchemaError
from service.cli import history, keys, migrate, models, score, serve, snapshot, worker
from service.settings import SettingsError
from service.usecases.problems import Conflict, NotFound, Refused

_COMMANDS = {
    "migrate": migrate,
    "serve": serve,
    "worker": worker,
    "keys": keys,
    "models": models,
    "import": history,
    "score": score,
    "snapshot": snapshot,
}
_REASONS = (ArtefactRefused, SchemaError, SettingsError, Conflict, NotFound, Refused, OSError)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 only when the work was done; else one line on standard error says why not."""
    parser = argparse.ArgumentParser(prog="python -m service", description="Leadworth's own commands.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in _COMMANDS.items():
        about = (module.__doc__ or "").strip()
        module.add_arguments(commands.add_parser(name, help=about, description=about))
    chosen = parser.parse_args(arguments)
    try:
        return _COMMANDS[chosen.command].run(chosen)
    except KeyboardInterrupt:
        return 130
    except _REASONS as reason:
        return _fail(chosen.command, str(reason))
    except DBAPIError as error:
        return _fail(chosen.command, f"the store answered: {str(error.orig).splitlines()[0]}")
    except SQLAlchemyError as error:
        return _fail(chosen.command, f"the store cannot be used: {str(error).splitlines()[0]}")


def _fail(command: str, reason: str) -> int:
    sys.stderr.write(f"{command}: {reason}\n")
    return 1
