"""The commands: simulate, infer-schema, fit, challenge, evaluate, score.

Each exits with 0 only when it did its work, and else says in one line on standard error why not.
"""

import argparse
import json
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from training.progress import say
from training.refusal import Refused

COMMANDS = {
    "simulate": "write a simulated company's history, with its truth",
    "infer-schema": "draft a lead schema from a history file",
    "fit": "train and write a signed artefact",
    "challenge": "retrain, and decide whether the new model may take the serving one's place",
    "evaluate": "print an artefact's metrics on a file as JSON",
    "score": "write each row's probability, deal value, expected revenue and grade",
}


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line; --help has the rest."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see --help)\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 when it did its work, 1 when it refused, 2 for wrong arguments."""
    options = parser_for(arguments).parse_args(arguments)
    try:
        return run(options)
    except KeyboardInterrupt:
        say(f"{options.command}: interrupted; nothing was written")
        return 130
    except MemoryError:
        say(f"{options.command}: this machine's memory is too small for the file")
    except refusals() as error:
        say(f"{options.command}: {in_one_line(error)}")
    return 1


def refusals() -> tuple[type[Exception], ...]:
    """What a command may raise to say that it could not do its work."""
    from model.lead.field import SchemaError
    from model.lead.manifest import ArtefactRefused

    return (Refused, SchemaError, ArtefactRefused, OSError)


def in_one_line(error: Exception) -> str:
    """An exception's message for a person."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
    return " ".join(str(error).split())


def parser_for(arguments: Sequence[str]) -> OneLineParser:
    """The simulator's arguments are imported only when it is asked for."""
    parser = OneLineParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = {name: commands.add_parser(name, help=told, description=told) for name, told in COMMANDS.items()}
    _infer_arguments(made["infer-schema"])
    _fit_arguments(made["fit"])
    _fit_arguments(made["challenge"])
    _challenge_arguments(made["challenge"])
    for name in ("evaluate", "score"):
        made[name].add_argument("--artefact", type=Path, required=True, metavar="DIR")
        _data_argument(made[name])
    made["score"].add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv or .parquet")
    if arguments[:1] == ["simulate"]:
        from training.simulate.cli import add_arguments

        add_arguments(made["simulate"])
    return parser


def run(options: argparse.Namespace) -> int:
    """Dispatch; heavy libraries are imported by the command that needs them."""
    if options.command == "simulate":
        from training.simulate.cli import run as simulate

        return int(simulate(options))
    warnings.filterwarnings("ignore", module="sklearn")
    commands = {
        "infer-schema": _infer,
        "fit": _fit,
        "challenge": _challenge,
        "evaluate": _evaluate,
        "score": _score,
    }
    commands[options.command](options)
    return 0


def _infer(options: argparse.Namespace) -> None:
    from training.infer.draft import Asked, infer_schema

    asked = Asked(options.outcome, tuple(options.won or ()), options.value, options.time, options.campaign)
    print(infer_schema(options.data, asked, options.out, options.currency))


def _fit(options: argparse.Namespace) -> None:
    from training.fit import fit

    manifest = fit(options.data, options.schema, options.out, options.seed, datetime.now(UTC))
    print(f"{options.out}: model {manifest['version']}, {json.dumps(manifest['metrics'])}")


def _challenge(options: argparse.Namespace) -> None:
    from training.publish.challenge import Asked, challenge

    asked = Asked(
        data=options.data,
        schema=options.schema,
        serving=options.serving,
        recent=tuple(options.recent),
        out=options.out,
        decision=options.decision,
        stale=options.stale,
        seed=options.seed,
    )
    print(challenge(asked, datetime.now(UTC))["reason"])


def _evaluate(options: argparse.Namespace) -> None:
    from training.evaluate import evaluate

    print(json.dumps(evaluate(options.artefact, options.data, datetime.now(UTC))))


def _score(options: argparse.Namespace) -> None:
    from training.score import score

    print(f"{options.out}: {score(options.artefact, options.data, options.out):,} leads scored")


def seed(text: str) -> int:
    """What random generators take: a whole number from 0 to 2³² − 1."""
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError("a whole number from 0 to 4294967295")
    return int(text)


def _data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="FILE", help="leads as CSV or Parquet")


def _infer_arguments(parser: argparse.ArgumentParser) -> None:
    _data_argument(parser)
    parser.add_argument("--outcome", required=True, metavar="COLUMN", help="what became of the lead")
    parser.add_argument(
        "--won", nargs="+", action="extend", metavar="VALUE", help="the outcomes that mean won"
    )
    parser.add_argument("--value", metavar="COLUMN", help="the contract value of a won deal")
    parser.add_argument("--time", metavar="COLUMN", help="when the lead was submitted")
    parser.add_argument("--campaign", metavar="COLUMN", help="the campaign that brought the lead")
    parser.add_argument("--currency", default="VND", help="ISO 4217 code of the values (default VND)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the schema, as TOML")


def _fit_arguments(parser: argparse.ArgumentParser) -> None:
    _data_argument(parser)
    parser.add_argument("--schema", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the artefact goes")
    parser.add_argument("--seed", type=seed, default=0, help="same seed, same data: same model (default 0)")


def _challenge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--serving", type=Path, metavar="DIR", help="the artefact that serves, if one does")
    parser.add_argument(
        "--recent", type=Path, nargs="*", default=[], metavar="DIR", help="those that served before it"
    )
    parser.add_argument("--decision", type=Path, required=True, metavar="FILE", help="the verdict, as JSON")
    parser.add_argument("--stale", metavar="REASON", help="why the serving model is out of date")
