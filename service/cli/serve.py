"""Run the web server and the worker until a signal comes."""

import argparse
from pathlib import Path

from service.supervise import supervise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--announce", type=Path, help="a text to print once the server answers")


def run(args: argparse.Namespace) -> int:
    return supervise(args.port, args.workers, args.announce)
