"""Links that let in once: who may make one, how long it works, and that it works once."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from service.store import users
from service.store.links import links
from service.usecases.accounts.actor import OPERATOR, Actor
from service.usecases.accounts.change_user import disable_user, enable_user
from service.usecases.accounts.forget_old import forget_old
from service.usecases.accounts.issue_link import issue_link
from service.usecases.accounts.redeem_link import peek_link, redeem_link
from service.usecases.problems import Conflict, NotFound, Refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
def lan(connection, new_user):
    new_user(connection, "an@example.com")
    return new_user(connection, role="boss")


@pytest.fixture
def link(connection, lan, now):
    return issue_link(connection, OPERATOR, lan, now)


def spent(connection, token, at):
    assert peek_link(connection, token, at) is None
    with pytest.raises(Refused) as refused:
        redeem_link(connection, token, at)
    assert [problem.code for problem in refused.value.problems] == ["spent_link"]


def test_looking_uses_nothing_up_and_using_does(connection, lan, link, now):
    for _ in range(3):
        kind, user = peek_link(connection, link, now)
        assert (kind, user.id, user.role) == ("sign_in", lan, "boss")
    assert redeem_link(connection, link, now) == (lan, "sign_in")
    spent(connection, link, now)


def test_a_link_works_for_a_quarter_of_an_hour_or_as_long_as_is_asked(connection, lan, link, now):
    assert peek_link(connection, link, now + 14 * MINUTE)
    spent(connection, link, now + 15 * MINUTE)
    longer = issue_link(connection, OPERATOR, lan, now, timedelta(days=2))
    assert peek_link(connection, longer, now + timedelta(days=1))
    for lives in (timedelta(0), timedelta(days=-1), timedelta(days=31)):
        with pytest.raises(Refused):
            issue_link(connection, OPERATOR, lan, now, lives)


@pytest.mark.parametrize("text", ["", "x", "\ud800", 100_000 * "x"])
def test_a_text_that_is_no_link_lets_nobody_in(connection, link, now, text):
    spent(connection, text, now)


def test_only_the_newest_link_works(connection, lan, link, now):
    newer = issue_link(connection, OPERATOR, lan, now)
    spent(connection, link, now)
    assert redeem_link(connection, newer, now).user_id == lan


def test_links_of_who_is_disabled_end_and_stay_over(connection, lan, link, now):
    disable_user(connection, OPERATOR, lan, now)
    spent(connection, link, now)
    with pytest.raises(Conflict):
        issue_link(connection, OPERATOR, lan, now)
    enable_user(connection, OPERATOR, lan, now)
    spent(connection, link, now)


def test_a_link_of_a_forgotten_role_lets_nobody_in(connection, lan, link, now):
    users.change(connection, lan, role="chief")
    spent(connection, link, now)


@pytest.mark.parametrize("role", ["rep", "sales_lead", "marketer", "boss"])
def test_only_an_admin_opens_anothers_account(connection, lan, now, role):
    with pytest.raises(Refused):
        issue_link(connection, Actor("user:1", role), lan, now)


def test_a_link_for_nobody_is_not_made(connection, now, lan):
    with pytest.raises(NotFound):
        issue_link(connection, OPERATOR, uuid4(), now)


def test_links_are_recorded_and_their_tokens_are_not_kept(connection, lan, link, now, recorded):
    redeem_link(connection, link, now)
    mine = f"user:{lan.hex}"
    assert recorded(connection) == [("operator", "sign_in_link"), (mine, "sign_in_used")]
    assert link not in repr(connection.execute(sa.select(links)).all())


def test_what_is_long_over_is_forgotten(connection, link, now):
    assert forget_old(connection, now + timedelta(days=30)) == 0
    assert forget_old(connection, now + timedelta(days=31)) == 1


def test_of_many_who_use_a_link_at_the_same_instant_one_is_let_in(database, at_once, new_user, now):
    with database.write() as connection:
        lan = new_user(connection)
        token = issue_link(connection, OPERATOR, lan, now)
    found = at_once(*[lambda each: redeem_link(each, token, now)] * 5)
    assert [each for each in found if not isinstance(each, Refused)] == [(lan, "sign_in")]
    assert len(found) == 5


def test_a_link_whose_use_was_undone_works_again(database, new_user, now):
    with database.write() as connection:
        token = issue_link(connection, OPERATOR, new_user(connection), now)
    with database.write() as connection:
        redeem_link(connection, token, now)
        connection.rollback()
    with database.write() as connection:
        assert redeem_link(connection, token, now)
