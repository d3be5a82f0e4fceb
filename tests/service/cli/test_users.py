"""`python -m service users`."""

import re
from datetime import timedelta

import pytest

from service.store.database import Database
from service.usecases.accounts.redeem_link import peek_link, redeem_link
from service.usecases.accounts.session_of import session_of, start_session
from service.usecases.clock import utc_now

LINK = re.compile(r"/invitations/([\w-]{43})\n")
ADMIN = ("--role", "admin", "--email", "Lan@Example.com", "--name", "Lan Trần")


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def token(service):
    return LINK.fullmatch(service("users", "invite", *ADMIN).out)[1]


def test_invite_prints_the_links_path_and_nothing_else(service, token, database):
    with database.read() as connection:
        kind, user = peek_link(connection, token, utc_now())
    assert (kind, user.email, user.name, user.role) == ("invitation", "lan@example.com", "Lan Trần", "admin")


def test_a_forgotten_password_is_a_link_that_signs_in_once(service, token, database):
    link = LINK.fullmatch(service("users", "link", "LAN@example.com", "--hours", "2").out)[1]
    with database.write() as connection:
        assert peek_link(connection, token, utc_now()) is None
        assert peek_link(connection, link, utc_now() + timedelta(hours=3)) is None
        assert redeem_link(connection, link, utc_now()).kind == "sign_in"


def test_list_shows_everybody_and_no_secret(service, token, database):
    listed = service("users", "list").out
    assert re.fullmatch(r"admin +invited +never +- +lan@example.com +Lan Trần\n", listed)
    with database.write() as connection:
        start_session(connection, redeem_link(connection, token, utc_now()).user_id, utc_now())
    assert "active" in service("users", "list").out
    assert token not in service("users", "list").out


def test_disable_ends_what_she_has_and_the_last_admin_stays(service, token, database):
    with database.write() as connection:
        session = start_session(connection, redeem_link(connection, token, utc_now()).user_id, utc_now())
    assert re.fullmatch(r"users: .*admin.*\n", service("users", "disable", "lan@example.com").err)
    other = service("users", "invite", *ADMIN, "--email", "an@example.com").out
    with database.write() as connection:
        redeemed = redeem_link(connection, LINK.fullmatch(other)[1], utc_now())
        start_session(connection, redeemed.user_id, utc_now())
    assert service("users", "disable", "lan@example.com").status == 0
    with database.read() as connection:
        assert session_of(connection, session, utc_now()) is None
    assert "disabled" in service("users", "list").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("link", "nobody@example.com"),
        ("link", "lan"),
        ("link", "lan@example.com", "--hours", "0"),
        ("link", "lan@example.com", "--hours", "99999999999999999999"),
        ("disable", "nobody@example.com"),
        ("invite", *ADMIN),
        ("invite", *ADMIN, "--email", "lan"),
        ("invite", "--role", "rep", "--email", "binh@example.com", "--name", "Bình"),
        ("invite", "--role", "rep", "--email", "binh@example.com", "--name", "Bình", "--rep", "sale-99"),
    ],
)
def test_what_cannot_be_done_is_one_line_on_standard_error(service, token, arguments):
    ran = service("users", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert re.fullmatch(r"users: .+\n", ran.err)


def test_a_role_that_is_none_is_refused(service):
    assert service("users", "invite", *ADMIN, "--role", "root").status == 2
