"""Run the web server and the worker until a signal comes."""

import argparse
import os
from pathlib import Path

from service.supervise import supervise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    port, workers = os.environ.get("PORT", "8000"), os.environ.get("WEB_CONCURRENCY", "2")
    # Texts: argparse reads a default as it reads the option, and says so where it is no number.
    parser.add_argument("--port", type=int, default=port, help="else PORT, else 8000")
    parser.add_argument(
        "--workers", type=int, default=workers, help="web processes; else WEB_CONCURRENCY, else 2"
    )
    parser.add_argument("--announce", type=Path, help="a text to print once the server answers")


def run(args: argparse.Namespace) -> int:
    return supervise(args.port, args.workers, args.announce)
