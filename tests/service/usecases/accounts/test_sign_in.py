"""Signing in by password: one sentence for every refusal, a lock after ten, and no way around it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY

from service.store import users
from service.usecases.accounts import passwords
from service.usecases.accounts.actor import OPERATOR
from service.usecases.accounts.change_user import disable_user
from service.usecases.accounts.set_password import set_password
from service.usecases.accounts.sign_in import LOCKED_FOR, compare_password, sign_in

PASSWORD = "một câu dài"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def lan(connection, new_user):
    return new_user(connection, password=PASSWORD)


@pytest.fixture
def fail(connection, try_password, now):
    def failing(times, at=now):
        assert [try_password(connection, "lan@example.com", "wrong", at) for _ in range(times)] == [
            None
        ] * times

    return failing


def test_the_hashes_of_the_service_are_as_strong_as_the_standard_asks(monkeypatch):
    monkeypatch.undo()
    strong = passwords.HASHER
    asked = RFC_9106_LOW_MEMORY
    assert (strong.type, strong.hash_len, strong.salt_len) == (asked.type, asked.hash_len, asked.salt_len)
    assert strong.memory_cost >= asked.memory_cost
    assert strong.time_cost >= asked.time_cost


@pytest.mark.parametrize(
    "email", ["lan@example.com", " LAN@Example.COM ", "ｌａｎ@example.com", "lan@example.com\u200b"]
)
def test_an_email_is_known_however_it_is_typed(connection, lan, try_password, email):
    assert try_password(connection, email, PASSWORD) == lan


@pytest.mark.parametrize(
    "email", ["lan@example.org", "lan", "", "lan@example.com, b@example.com", "lаn@example.com"]
)
def test_another_email_is_nobodys(connection, lan, try_password, email):
    assert try_password(connection, email, PASSWORD) is None


def test_a_password_is_the_same_whatever_keyboard_it_is_typed_on(connection, lan, try_password):
    decomposed = "mo\u0323\u0302t ca\u0302u da\u0300i"
    assert decomposed != PASSWORD
    assert try_password(connection, "lan@example.com", f" {decomposed}\n") == lan


def test_a_long_password_of_accents_in_pieces_signs_in(connection, lan, try_password, now):
    typed = 150 * "e\u0302\u0301"
    set_password(connection, lan, typed, now)
    assert try_password(connection, "lan@example.com", typed) == lan
    assert try_password(connection, "lan@example.com", 150 * "\u1ebf") == lan


@pytest.mark.parametrize("password", ["", "Một câu dài", "một câu dà", 300_000 * "a", "\ud800", "a\0b"])
def test_another_password_is_refused(connection, lan, try_password, password):
    assert try_password(connection, "lan@example.com", password) is None


def test_who_has_no_password_is_refused_with_any(connection, new_user, try_password):
    new_user(connection)
    assert try_password(connection, "lan@example.com", "") is None


def test_a_stored_hash_that_is_none_lets_nobody_in(connection, lan, try_password):
    users.change(connection, lan, password_hash="!")
    assert try_password(connection, "lan@example.com", PASSWORD) is None


@pytest.mark.parametrize(
    ("email", "password"), [("nobody@example.com", "x"), ("x", "x"), ("lan@example.com", "x")]
)
def test_whatever_is_wrong_one_hash_is_worked_out(connection, lan, monkeypatch, email, password):
    done = []

    class Counting:
        def hash(self, plain):
            done.append(plain)

        def verify(self, _stored, plain):
            done.append(plain)
            return False

    monkeypatch.setattr(passwords, "HASHER", Counting())
    compare_password(connection, email, password)
    assert len(done) == 1


def test_ten_failures_in_a_row_lock_for_a_quarter_of_an_hour(connection, lan, try_password, fail, now):
    fail(9)
    assert try_password(connection, "lan@example.com", PASSWORD) == lan
    fail(10)
    assert try_password(connection, "lan@example.com", PASSWORD, now + LOCKED_FOR - MINUTE) is None
    assert try_password(connection, "lan@example.com", PASSWORD, now + LOCKED_FOR) == lan


def test_tries_during_a_lock_neither_lengthen_it_nor_count_after_it(connection, lan, try_password, fail, now):
    fail(10)
    fail(50, now + LOCKED_FOR - MINUTE)
    fail(9, now + LOCKED_FOR)
    assert try_password(connection, "lan@example.com", PASSWORD, now + LOCKED_FOR) == lan


def test_a_lock_goes_on_where_the_clock_goes_back_and_a_new_password_ends_it(
    connection, lan, try_password, fail, now
):
    fail(10)
    before = now - timedelta(days=1)
    assert try_password(connection, "lan@example.com", PASSWORD, before) is None
    set_password(connection, lan, "một câu khác", before)
    assert try_password(connection, "lan@example.com", "một câu khác", before) == lan


def test_a_password_that_was_right_when_it_was_compared_does_not_get_past_what_came_between(
    connection, lan, fail, now
):
    compared = compare_password(connection, "lan@example.com", PASSWORD)
    fail(10)
    assert sign_in(connection, compared, now) is None
    set_password(connection, lan, "một câu khác", now)
    assert sign_in(connection, compared, now) is None


def test_who_is_disabled_is_refused(connection, lan, new_user, try_password, now):
    new_user(connection, "an@example.com")
    disable_user(connection, OPERATOR, lan, now)
    assert try_password(connection, "lan@example.com", PASSWORD) is None


def test_a_hash_of_another_strength_is_renewed(connection, lan, try_password, monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    weak = users.find(connection, lan).password_hash
    assert try_password(connection, "lan@example.com", "wrong") is None
    assert users.find(connection, lan).password_hash == weak
    assert try_password(connection, "lan@example.com", PASSWORD) == lan
    strong = users.find(connection, lan).password_hash
    assert "t=2" in strong
    assert try_password(connection, "lan@example.com", PASSWORD) == lan
    assert users.find(connection, lan).password_hash == strong


def test_signing_in_and_a_lock_are_recorded_and_no_password_is(connection, lan, try_password, fail, recorded):
    assert try_password(connection, "lan@example.com", PASSWORD) == lan
    fail(11)
    assert recorded(connection) == [(f"user:{lan.hex}", "sign_in"), ("somebody", "lock_out")]
    stored = repr(connection.execute(sa.select(users.users)).all())
    assert PASSWORD not in stored
    assert "argon2" not in repr(compare_password(connection, "lan@example.com", PASSWORD))


def test_guesses_at_the_same_instant_are_all_counted(database, at_once, new_user, now):
    with database.write() as connection:
        new_user(connection, password=PASSWORD)
        compared = compare_password(connection, "lan@example.com", "wrong")
        right = compare_password(connection, "lan@example.com", PASSWORD)
    for _ in range(2):
        assert at_once(*[lambda each: sign_in(each, compared, now)] * 5) == [None] * 5
    with database.write() as connection:
        assert sign_in(connection, right, now) is None
