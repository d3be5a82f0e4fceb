"""Setting a password: what is easily guessed is refused, and everything else that let her in ends."""

from uuid import uuid4

import pytest

from service.store import users
from service.usecases.accounts.actor import OPERATOR
from service.usecases.accounts.issue_link import issue_link
from service.usecases.accounts.redeem_link import peek_link
from service.usecases.accounts.session_of import session_of, start_session
from service.usecases.accounts.set_password import set_password
from service.usecases.problems import NotFound, Refused


@pytest.fixture
def lan(connection, new_user):
    return new_user(connection, password="một câu dài")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_short"),
        (9 * "x", "password_short"),
        (" xxxxxxxxx ", "password_short"),
        (5 * "e\u0302", "password_short"),
        (201 * "x", "password_long"),
        (10**6 * "x", "password_long"),
        ("lan@example.com", "password_is_email"),
        (" LAN@Example.com", "password_is_email"),
        ("ｌａｎ@example.com", "password_is_email"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(connection, lan, now, password, code):
    before = users.find(connection, lan).password_hash
    with pytest.raises(Refused) as refused:
        set_password(connection, lan, password, now)
    assert [(each.field, each.code) for each in refused.value.problems] == [("/password", code)]
    assert password not in str(refused.value) or not password
    assert users.find(connection, lan).password_hash == before


@pytest.mark.parametrize(
    "password", ["mười ký tự", 200 * "x", "🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸", "a\0bcdefghij", "\ud800bcdefghij"]
)
def test_any_other_signs_in_from_then_on_and_the_old_one_no_more(
    connection, lan, now, try_password, password
):
    set_password(connection, lan, password, now)
    assert try_password(connection, "lan@example.com", password) == lan
    assert try_password(connection, "lan@example.com", "một câu dài") is None


def test_other_sessions_and_links_end_and_this_session_goes_on(connection, lan, now, recorded):
    token, other = (start_session(connection, lan, now) for _ in range(2))
    link = issue_link(connection, OPERATOR, lan, now)
    here = session_of(connection, token, now)
    set_password(connection, lan, "một câu khác", now, but=here.session_key)
    assert session_of(connection, token, now)
    assert session_of(connection, other, now) is None
    assert peek_link(connection, link, now) is None
    assert recorded(connection)[-1] == (f"user:{lan.hex}", "set_password")


def test_nobody_and_who_is_disabled_set_none(connection, lan, now):
    users.change(connection, lan, disabled_at=now)
    for user_id in (lan, uuid4()):
        with pytest.raises(NotFound):
            set_password(connection, user_id, "một câu khác", now)
