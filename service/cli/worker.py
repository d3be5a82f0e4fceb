"""Do what runs beside requests: score late leads, forget old answers, retrain when that is due."""

import argparse

from service.cli.store import open_parts
from service.jobs.worker import Worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do every job once and end")


def run(args: argparse.Namespace) -> int:
    parts = open_parts()
    worker = Worker(parts)
    if args.once:
        parts.serving.look()
        worker.do_all()
        worker.retrain()
        return 0
    return worker.run()
