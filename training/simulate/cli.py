"""`python -m training simulate`: a company that never was, with the truth about it."""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from training.simulate import files
from training.simulate.history import simulate
from training.simulate.world import LAST_DAY, World, WorldError

BAD_ARGUMENT, FAILED = 2, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the command."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="directory to write to")
    parser.add_argument("--leads", type=int, default=20_000, help="how many leads (default 20000)")
    parser.add_argument("--months", type=int, default=12, help="how many months of history (default 12)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same files (default 7)")
    parser.add_argument(
        "--world", choices=("stable", "drift"), default="stable", help="whether what holds changes over time"
    )
    parser.add_argument(
        "--until",
        default=LAST_DAY.isoformat(),
        metavar="DAY",
        help=f"last day, YYYY-MM-DD (default {LAST_DAY})",
    )


def run(args: argparse.Namespace) -> int:
    """0 when every file is written, 2 for an argument that cannot be, 1 where the files cannot be written."""
    try:
        world = _world(args)
    except WorldError as error:
        return _refuse(str(error), BAD_ARGUMENT)
    try:
        files.prepare(args.out)
        say = _progress()
        say(f"{world.leads:,} leads, {world.months} months to {world.until}, seed {world.seed}, {args.world}")
        history = simulate(world)
        say("the company is drawn")
        files.write(history, args.out, say)
    except files.OutputError as error:
        return _refuse(str(error), FAILED)
    except OSError as error:
        return _refuse(f"cannot write to {args.out}: {error.strerror or error}", FAILED)
    return 0


def _world(args: argparse.Namespace) -> World:
    try:
        until = date.fromisoformat(args.until)
    except ValueError:
        raise WorldError("until must be a day such as 2026-11-20") from None
    return World(
        seed=args.seed, leads=args.leads, months=args.months, until=until, drift=args.world == "drift"
    )


def _refuse(message: str, code: int) -> int:
    print(f"simulate: {message}", file=sys.stderr)
    return code


def _progress() -> Callable[[str], None]:
    """Says each step on standard error with the seconds since the start."""
    began = time.monotonic()

    def say(step: str) -> None:
        print(f"simulate {time.monotonic() - began:5.1f} s  {step}", file=sys.stderr, flush=True)

    return say
