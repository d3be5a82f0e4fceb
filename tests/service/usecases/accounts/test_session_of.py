"""A session: recognised by its token while it lasts, over at once where it should be."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.store import users
from service.store.sessions import sessions
from service.usecases.accounts.actor import OPERATOR
from service.usecases.accounts.change_user import change_role, disable_user, enable_user
from service.usecases.accounts.forget_old import forget_old
from service.usecases.accounts.session_of import end_all, end_session, session_of, start_session, touch
from service.usecases.accounts.set_language import set_language
from service.usecases.problems import NotFound, Refused

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def lan(connection, new_user):
    new_user(connection, "an@example.com")
    return new_user(connection, role="rep", rep="sale-03")


@pytest.fixture
def token(connection, lan, now):
    return start_session(connection, lan, now)


def test_a_session_says_who_it_is(connection, lan, token, now):
    signed_in = session_of(connection, token, now)
    user = signed_in.user
    assert (user.id, user.email, user.role, user.rep) == (lan, "lan@example.com", "rep", "sale-03")
    assert len(signed_in.csrf) >= 43
    assert not signed_in.wants_touch


def test_neither_a_token_nor_a_form_word_is_given_twice_and_no_token_is_kept(connection, lan, now):
    tokens = {start_session(connection, lan, now) for _ in range(20)}
    words = {session_of(connection, token, now).csrf for token in tokens}
    assert len(tokens | words) == 40
    stored = repr(connection.execute(sa.select(sessions)).all())
    assert not [token for token in tokens if token in stored]


@pytest.mark.parametrize("text", ["", "x", "\ud800", "a\0b", 100_000 * "x", "' OR 1=1 --"])
def test_a_text_that_is_no_token_is_nobodys(connection, token, now, text):
    assert session_of(connection, text, now) is None


def test_a_session_that_is_used_each_day_ends_after_thirty(connection, token, now):
    for day in range(1, 30):
        touch(connection, session_of(connection, token, now + day * DAY), now + day * DAY)
    assert session_of(connection, token, now + 30 * DAY - SECOND)
    assert session_of(connection, token, now + 30 * DAY) is None


def test_a_session_that_nobody_uses_ends_after_seven(connection, token, now):
    assert session_of(connection, token, now + 7 * DAY - SECOND)
    assert session_of(connection, token, now + 7 * DAY) is None


def test_a_touch_is_wanted_once_a_minute(connection, token, now):
    assert not session_of(connection, token, now + 59 * SECOND).wants_touch
    later = session_of(connection, token, now + 60 * SECOND)
    assert later.wants_touch
    touch(connection, later, now + 60 * SECOND)
    assert not session_of(connection, token, now + 61 * SECOND).wants_touch


def test_a_clock_that_goes_back_ends_nothing_and_takes_nothing_back(connection, token, now):
    touch(connection, session_of(connection, token, now + 5 * DAY), now + 5 * DAY)
    back = session_of(connection, token, now - DAY)
    assert not back.wants_touch
    touch(connection, back, now - DAY)
    assert session_of(connection, token, now + 11 * DAY)


def test_only_the_session_that_is_ended_ends(connection, lan, token, now):
    other = start_session(connection, lan, now)
    end_session(connection, session_of(connection, token, now), now)
    assert session_of(connection, token, now) is None
    assert session_of(connection, other, now)


def test_all_of_hers_end_but_the_one_to_keep_and_nobody_elses(connection, lan, token, now, new_user):
    others = [start_session(connection, lan, now) for _ in range(2)]
    elsewhere = start_session(connection, new_user(connection, "binh@example.com"), now)
    end_all(connection, lan, now, but=session_of(connection, token, now).session_key)
    assert session_of(connection, token, now)
    assert session_of(connection, elsewhere, now)
    assert [session_of(connection, each, now) for each in others] == [None, None]
    end_all(connection, lan, now)
    assert session_of(connection, token, now) is None


def test_a_session_of_who_is_disabled_ends_at_once_and_stays_over(connection, lan, token, now):
    disable_user(connection, OPERATOR, lan, now)
    assert session_of(connection, token, now) is None
    with pytest.raises(NotFound):
        start_session(connection, lan, now)
    enable_user(connection, OPERATOR, lan, now)
    assert session_of(connection, token, now) is None


def test_a_user_who_is_disabled_in_the_table_alone_is_out_too(connection, lan, token, now):
    users.change(connection, lan, disabled_at=now)
    assert session_of(connection, token, now) is None


def test_a_session_of_a_role_that_is_forgotten_lets_nobody_in(connection, lan, token, now):
    users.change(connection, lan, role="chief")
    assert session_of(connection, token, now) is None
    with pytest.raises(NotFound):
        start_session(connection, lan, now)


def test_a_role_and_a_language_count_from_the_next_request(connection, lan, token, now):
    change_role(connection, OPERATOR, lan, "sales_lead", None, now)
    set_language(connection, lan, "en")
    user = session_of(connection, token, now).user
    assert (user.role, user.language) == ("sales_lead", "en")
    with pytest.raises(Refused):
        set_language(connection, lan, "fr")
    users.change(connection, lan, language="fr")
    assert session_of(connection, token, now).user.language == "vi"


def test_what_is_long_over_is_forgotten(connection, lan, token, now):
    start_session(connection, lan, now + 20 * DAY)
    assert forget_old(connection, now + 60 * DAY) == 0
    assert forget_old(connection, now + 61 * DAY) == 1
    assert session_of(connection, token, now) is None
