"""Add, promote, roll back, retrain and list model versions."""

import argparse
import getpass
import sys
import threading
from pathlib import Path

from model.lead import artefact
from service.cli.store import open_parts
from service.jobs.retrain import retrain_now
from service.parts import Parts
from service.store import models
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model, promote, roll_back


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("add", help="keep an artefact and print its version").add_argument(
        "directory", type=Path
    )
    actions.add_parser("promote", help="let a version serve").add_argument("version")
    actions.add_parser("roll-back", help="let the version serve that served before")
    actions.add_parser("retrain", help="train on the store's history; the new version serves if it may")
    actions.add_parser("list", help="every version; the one that serves has a star")


def run(args: argparse.Namespace) -> int:
    parts = open_parts()
    if args.action == "list":
        return _list(parts)
    if args.action == "retrain":
        return _retrain(parts)
    key, now = parts.settings.artefact_key, utc_now()
    with parts.database.write() as connection:
        if args.action == "add":
            blob, manifest = artefact.read(args.directory)
            cards = artefact.read_cards(args.directory, manifest)
            held_out = artefact.read_held_out(args.directory, manifest)
            print(add_model(connection, parts.company, blob, manifest, key, now, cards, held_out))
        elif args.action == "promote":
            promote(connection, args.version, getpass.getuser(), key, now)
        else:
            print(roll_back(connection, getpass.getuser(), key, now))
    return 0


def _retrain(parts: Parts) -> int:
    """0 also where the serving version is kept: that is a decision, and its reason is printed."""
    decision = retrain_now(parts, getpass.getuser(), threading.Event())
    if decision is None:
        return 130
    if decision.action == models.FAIL:
        sys.stderr.write(f"models: {decision.reason}\n")
        return 1
    print(f"{decision.action} {decision.version}: {decision.reason}")
    return 0


def _list(parts: Parts) -> int:
    with parts.database.read() as connection:
        serving = models.serving_version(connection)
        for row in models.listing(connection):
            star = "*" if row.version == serving else " "
            loss = row.manifest.get("metrics", {}).get("log_loss")
            print(f"{star} {row.version}  added {row.added_at:%Y-%m-%d %H:%M}  log loss {loss}")
    return 0
