"""Propose, sign and show what Marketing and Sales agree on."""

import argparse
import json
import tomllib
from pathlib import Path

from model.vocabulary import SIDES
from service.cli.store import open_parts
from service.http.schemas.agreement import TermsSchema, as_terms
from service.http.validation import load
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import in_force, propose, sign
from service.usecases.problems import refuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("propose", help="keep terms from a TOML file and print their version")
    new.add_argument("file", type=Path)
    new.add_argument("--by", required=True, help="who proposes them")
    new.add_argument("--note", help="why")
    signed = actions.add_parser("sign", help="sign a version for one side")
    signed.add_argument("version", type=int)
    signed.add_argument("--side", required=True, choices=SIDES)
    signed.add_argument("--by", required=True, help="who signs")
    actions.add_parser("show", help="the terms that count now")


def run(args: argparse.Namespace) -> int:
    database, now = open_parts().database, utc_now()
    if args.action == "show":
        with database.read() as connection:
            terms = in_force(connection, now)
        print(json.dumps({"version": terms.version, **terms.to_dict()}, ensure_ascii=False, indent=1))
        return 0
    with database.write() as connection:
        if args.action == "propose":
            said = as_terms(load(TermsSchema(), _read(args.file)))
            print(propose(connection, said, args.by, args.note, now))
        else:
            sign(connection, args.version, args.side, args.by, now)
    return 0


def _read(path: Path) -> dict[str, object]:
    """The file's terms, its days and times of day as JSON has them."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse("/terms", "invalid", f"{path.name} is no TOML: {error}") from error
    plain: dict[str, object] = json.loads(json.dumps(written, default=str))
    return plain
