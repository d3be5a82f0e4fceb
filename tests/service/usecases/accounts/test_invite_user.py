"""Invitations: who may invite whom, what is needed, and a first sign-in."""

from datetime import timedelta
from uuid import uuid4

import pytest

from model.vocabulary import ROLES
from service.store import reps, users
from service.usecases.accounts.actor import OPERATOR, Actor
from service.usecases.accounts.invite_user import Invitation, invite_again, invite_user
from service.usecases.accounts.list_users import list_users
from service.usecases.accounts.redeem_link import peek_link, redeem_link
from service.usecases.accounts.session_of import start_session
from service.usecases.accounts.set_password import set_password
from service.usecases.problems import Conflict, NotFound, Refused

DAY = timedelta(days=1)


@pytest.fixture
def connection(connection, now):
    reps.ids(connection, ["sale-03"], now)
    return connection


def asked(**values):
    return Invitation(**{"email": "Lan@Example.com", "name": " Lan  Trần ", "role": "boss", **values})


def codes(refused):
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_an_invitation_is_a_user_without_a_password_and_a_link_for_a_week(connection, now, recorded):
    user_id, token = invite_user(connection, OPERATOR, asked(), now)
    kind, user = peek_link(connection, token, now + 7 * DAY - timedelta(seconds=1))
    assert (kind, user.id, user.email, user.name) == ("invitation", user_id, "lan@example.com", "Lan Trần")
    assert (user.role, user.rep, user.language) == ("boss", None, "vi")
    assert peek_link(connection, token, now + 7 * DAY) is None
    assert users.find(connection, user_id).password_hash is None
    assert recorded(connection) == [("operator", "invite")]


def test_who_was_invited_sets_a_password_and_signs_in_by_it(connection, now, try_password):
    user_id, token = invite_user(connection, OPERATOR, asked(), now)
    assert redeem_link(connection, token, now) == (user_id, "invitation")
    set_password(connection, user_id, "một câu dài", now)
    assert try_password(connection, "lan@example.com", "một câu dài") == user_id


@pytest.mark.parametrize("by", ROLES)
@pytest.mark.parametrize("role", ROLES)
def test_a_sales_lead_invites_reps_and_an_admin_anybody(connection, now, by, role):
    may = by == "admin" or (by, role) == ("sales_lead", "rep")
    invitation = asked(role=role, rep="sale-03")
    if may:
        assert invite_user(connection, Actor("user:1", by), invitation, now)
    else:
        with pytest.raises(Refused) as refused:
            invite_user(connection, Actor("user:1", by), invitation, now)
        assert codes(refused) == [("/role", "not_yours")]
        assert list_users(connection, now) == []


def test_everything_that_is_wrong_is_said_at_once(connection, now):
    wrong = asked(email="lan", name="\u200b ", role="root", language="fr")
    with pytest.raises(Refused) as refused:
        invite_user(connection, OPERATOR, wrong, now)
    assert [field for field, _ in codes(refused)] == ["/email", "/name", "/role", "/language"]
    for values in ({"name": 201 * "x"}, {"email": 250 * "x" + "@example.com"}):
        with pytest.raises(Refused):
            invite_user(connection, OPERATOR, asked(**values), now)


@pytest.mark.parametrize(("rep", "code"), [(None, "required"), ("", "required"), ("sale-99", "unknown_rep")])
def test_a_user_with_the_role_rep_is_a_rep_of_the_team(connection, now, rep, code):
    with pytest.raises(Refused) as refused:
        invite_user(connection, OPERATOR, asked(role="rep", rep=rep), now)
    assert codes(refused) == [("/rep", code)]
    assert [row.key for row in reps.listing(connection)] == ["sale-03"]


def test_a_rep_may_be_spelt_otherwise(connection, now):
    _, token = invite_user(connection, OPERATOR, asked(role="rep", rep="Sale 03"), now)
    assert peek_link(connection, token, now).user.rep == "sale-03"


@pytest.mark.parametrize("email", ["lan@example.com", "LAN@EXAMPLE.COM", "ｌan@example.com "])
def test_an_email_has_one_user(connection, now, email):
    invite_user(connection, OPERATOR, asked(), now)
    with pytest.raises(Refused) as refused:
        invite_user(connection, OPERATOR, asked(email=email, role="admin"), now)
    assert codes(refused) == [("/email", "taken")]
    assert [listed.user.role for listed in list_users(connection, now)] == ["boss"]


def test_of_two_who_invite_the_same_person_at_once_one_does(database, at_once, now):
    found = at_once(*[lambda each: invite_user(each, OPERATOR, asked(), now)] * 3)
    assert sum(isinstance(each, tuple) for each in found) == 1
    assert sum(isinstance(each, Refused) for each in found) == 2


def test_who_has_not_come_is_invited_again_by_who_may(connection, now):
    user_id, first = invite_user(connection, OPERATOR, asked(), now)
    with pytest.raises(Refused):
        invite_again(connection, Actor("user:1", "sales_lead"), user_id, now)
    second = invite_again(connection, OPERATOR, user_id, now + 8 * DAY)
    assert peek_link(connection, first, now) is None
    assert peek_link(connection, second, now + 8 * DAY).kind == "invitation"
    start_session(connection, user_id, now)
    with pytest.raises(Conflict):
        invite_again(connection, OPERATOR, user_id, now)
    with pytest.raises(NotFound):
        invite_again(connection, OPERATOR, uuid4(), now)
