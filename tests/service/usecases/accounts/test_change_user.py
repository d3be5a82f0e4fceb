"""Roles and disabled accounts: only an admin changes them, and one admin always stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from service.store import users
from service.usecases.accounts.actor import OPERATOR, Actor
from service.usecases.accounts.change_user import change_role, disable_user, enable_user
from service.usecases.accounts.list_users import list_users
from service.usecases.problems import Conflict, NotFound, Refused


@pytest.fixture
def an(connection, new_user):
    return new_user(connection, "an@example.com", name="An")


@pytest.fixture
def lan(connection, new_user):
    return new_user(connection, role="boss")


def states(connection, now):
    return {each.user.name: (each.user.role, each.state) for each in list_users(connection, now)}


def test_a_role_is_changed_and_recorded(connection, an, lan, now, recorded):
    change_role(connection, OPERATOR, lan, "marketer", None, now)
    assert states(connection, now)["Lan"] == ("marketer", "active")
    assert recorded(connection) == [("operator", "role_marketer")]
    with pytest.raises(Refused):
        change_role(connection, OPERATOR, lan, "root", None, now)


def test_who_becomes_a_rep_says_which_and_stays_that_rep(connection, an, lan, now, new_user):
    with pytest.raises(Refused):
        change_role(connection, OPERATOR, lan, "rep", None, now)
    new_user(connection, "binh@example.com", role="rep", rep="sale-03")
    change_role(connection, OPERATOR, lan, "rep", "sale-03", now)
    change_role(connection, OPERATOR, lan, "sales_lead", None, now)
    change_role(connection, OPERATOR, lan, "rep", None, now)
    assert users.find(connection, lan).rep == "sale-03"


def test_a_user_is_disabled_and_enabled_again(connection, an, lan, now, recorded):
    users.change(connection, lan, failed=10, locked_until=now + timedelta(minutes=15))
    assert states(connection, now)["Lan"] == ("boss", "locked")
    for _ in range(2):
        disable_user(connection, OPERATOR, lan, now)
        assert states(connection, now)["Lan"] == ("boss", "disabled")
    for _ in range(2):
        enable_user(connection, OPERATOR, lan, now)
        assert states(connection, now)["Lan"] == ("boss", "active")
    assert [action for _, action in recorded(connection)] == ["disable_user", "enable_user"]


@pytest.mark.parametrize("role", ["rep", "sales_lead", "marketer", "boss"])
def test_nobody_but_an_admin_changes_anything(connection, an, lan, now, role):
    by = Actor(f"user:{lan.hex}", role)
    for change in (
        lambda: change_role(connection, by, lan, "admin", None, now),
        lambda: disable_user(connection, by, an, now),
        lambda: enable_user(connection, by, an, now),
    ):
        with pytest.raises(Refused):
            change()
    assert states(connection, now) == {"An": ("admin", "active"), "Lan": ("boss", "active")}


def test_the_last_admin_stays_whoever_else_is_there(connection, an, lan, now, new_user):
    gone = new_user(connection, "binh@example.com", name="Bình", disabled_at=now)
    new_user(connection, "chi@example.com", name="Chi", signed_in_at=None)
    for change in (
        lambda: disable_user(connection, OPERATOR, an, now),
        lambda: change_role(connection, OPERATOR, an, "boss", None, now),
    ):
        with pytest.raises(Conflict):
            change()
    enable_user(connection, OPERATOR, gone, now)
    change_role(connection, OPERATOR, an, "boss", None, now)
    assert states(connection, now)["An"] == ("boss", "active")


def test_an_admin_whose_invitation_went_astray_can_be_disabled(connection, now, new_user):
    astray = new_user(connection, signed_in_at=None)
    disable_user(connection, OPERATOR, astray, now)
    assert states(connection, now)["Lan"] == ("admin", "disabled")


def test_the_last_admin_may_stay_one(connection, an, now):
    change_role(connection, OPERATOR, an, "admin", None, now)
    assert states(connection, now)["An"] == ("admin", "active")


def test_who_is_nobody_is_not_found(connection, an, now):
    for change in (disable_user, enable_user):
        with pytest.raises(NotFound):
            change(connection, OPERATOR, uuid4(), now)


def test_no_hash_is_listed(connection, new_user, now):
    new_user(connection, password="một câu dài")
    assert "argon2" not in repr(users.listing(connection))


def test_of_two_admins_who_take_each_other_away_at_once_one_stays(database, new_user, now):
    def lower_the_other():
        with database.write() as connection:
            change_role(connection, OPERATOR, two[1], "boss", None, now)

    with database.write() as connection:
        two = [new_user(connection, f"{name}@example.com", name=name) for name in ("an", "lan")]
    with ThreadPoolExecutor(1) as threads:
        with database.write() as connection:
            disable_user(connection, OPERATOR, two[0], now)
            waiting = threads.submit(lower_the_other)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        assert isinstance(waiting.exception(timeout=10), Conflict)
    with database.read() as connection:
        assert states(connection, now) == {"an": ("admin", "disabled"), "lan": ("admin", "active")}
