"""Invite, let in, list and disable the people who sign in."""

import argparse
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import ROLES
from service.cli.store import open_parts
from service.store import users
from service.usecases.accounts.actor import OPERATOR
from service.usecases.accounts.change_user import disable_user
from service.usecases.accounts.email_of import email_of
from service.usecases.accounts.invite_user import Invitation, invite_user
from service.usecases.accounts.issue_link import issue_link
from service.usecases.accounts.list_users import list_users
from service.usecases.clock import utc_now
from service.usecases.problems import NotFound
from service.words import LANGUAGES

_PATH = "/invitations/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    invite = actions.add_parser("invite", help="add a user and print her link's path, and nothing else")
    invite.add_argument("--role", required=True, choices=ROLES)
    invite.add_argument("--email", required=True, help="what she signs in by")
    invite.add_argument("--name", required=True)
    invite.add_argument("--rep", help="the key of the rep that she is, as sale-03")
    invite.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    link = actions.add_parser("link", help="print the path of a link that signs a user in once")
    link.add_argument("email")
    link.add_argument("--hours", type=int, default=24, help="for how long it works; else 24")
    actions.add_parser("list", help="everybody")
    actions.add_parser("disable", help="end an account's sessions and links at once").add_argument("email")


def run(args: argparse.Namespace) -> int:
    database, now = open_parts().database, utc_now()
    if args.action == "list":
        with database.read() as connection:
            _list(connection, now)
        return 0
    with database.write() as connection:
        if args.action == "disable":
            disable_user(connection, OPERATOR, _known(connection, args.email), now)
            return 0
        token = _invite(connection, args, now) if args.action == "invite" else _link(connection, args, now)
    print(_PATH + token)
    return 0


def _invite(connection: sa.Connection, args: argparse.Namespace, now: datetime) -> str:
    asked = Invitation(email=args.email, name=args.name, role=args.role, rep=args.rep, language=args.language)
    return invite_user(connection, OPERATOR, asked, now)[1]


def _link(connection: sa.Connection, args: argparse.Namespace, now: datetime) -> str:
    lives = timedelta(hours=min(args.hours, 10**6))
    return issue_link(connection, OPERATOR, _known(connection, args.email), now, lives)


def _list(connection: sa.Connection, now: datetime) -> None:
    for listed in list_users(connection, now):
        user, seen, rep = listed.user, listed.signed_in_at, listed.user.rep or "-"
        last = f"{seen:%Y-%m-%d %H:%M}" if seen else "never"
        print(f"{user.role:<10}  {listed.state:<8}  {last:<16}  {rep:<12}  {user.email}  {user.name}")


def _known(connection: sa.Connection, text: str) -> UUID:
    """Raises NotFound."""
    email = email_of(text)
    row = users.by_email(connection, email) if email else None
    if row is None:
        raise NotFound("nobody signs in by this e-mail")
    return row.id
