"""Create, list and revoke API keys."""

import argparse

from model.vocabulary import SCOPES
from service.cli.store import open_parts
from service.store import keys
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key, revoke_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="print a new key, and nothing else, on standard output")
    create.add_argument("--scopes", required=True, choices=SCOPES, dest="scope", help="what it may do")
    create.add_argument("--name", required=True, help="who or what uses it")
    create.add_argument("--origin", action="append", default=[], help="ingest: a page's origin; repeatable")
    create.add_argument(
        "--thank-you",
        action="append",
        default=[],
        help="ingest: where plain forms are sent on to; repeatable",
    )
    actions.add_parser("list", help="every key, without its secret")
    actions.add_parser("revoke", help="end a key at once").add_argument("id")


def run(args: argparse.Namespace) -> int:
    database = open_parts().database
    if args.action == "list":
        with database.read() as connection:
            for row in keys.listing(connection):
                state = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else "valid"
                print(f"{row.id}  {row.scope:<9}  {row.created_at:%Y-%m-%d}  {state:<18}  {row.name}")
        return 0
    with database.write() as connection:
        if args.action == "revoke":
            revoke_key(connection, args.id, utc_now())
            return 0
        text = issue_key(connection, args.scope, args.name, utc_now(), args.origin, args.thank_you)
    print(text)
    return 0
