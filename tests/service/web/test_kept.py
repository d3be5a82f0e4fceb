"""Answers that pages keep: the API's own, counted once, renewed by the worker while somebody looks."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.http import campaigns, leads
from service.http.problem import Problem
from service.jobs import renew_answers as job
from service.store.ids import new_id
from service.store.kept_answers import kept_answers
from service.usecases.accounts.session_of import SignedIn, User
from service.usecases.clock import utc_now
from service.usecases.problems import Refused
from service.web.frame import kept
from service.web.frame.visit import Visit


@pytest.fixture
def visit(parts):
    """`visit("marketer")`: within a transaction that only reads."""
    opened = []

    def begin(role, now=None):
        reading = parts.database.read()
        opened.append(reading)
        user = User(new_id(), "x@example.com", "x", role, None, "vi")
        return Visit(parts, reading.__enter__(), SignedIn(user, "", False, b""), "vi", now or utc_now(), {})

    yield begin
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture
def counted(monkeypatch):
    """What was counted rather than found."""
    seen, ask = [], kept.ask

    def asked(*arguments):
        seen.append(arguments[5])
        return ask(*arguments)

    monkeypatch.setattr(kept, "ask", asked)
    monkeypatch.setattr(kept, "_WAITED_FOR", timedelta(-1))  # as of a store so large that all takes long
    return seen


def test_what_is_soon_counted_is_always_of_now(visit, counted, monkeypatch):
    monkeypatch.setattr(kept, "_WAITED_FOR", timedelta(hours=1))
    visit("marketer").kept(campaigns.list_campaigns)
    later = utc_now() + timedelta(hours=2)
    monkeypatch.setattr(kept, "_OLDEST", timedelta(days=1))
    assert (
        visit("marketer", later)
        .kept(campaigns.list_campaigns)["as_of"]
        .startswith(later.strftime("%Y-%m-%d"))
    )
    assert len(counted) == 2


def test_a_kept_answer_is_the_apis_and_is_counted_once(visit, counted):
    query = {"by": "campaign", "since": "today-27", "until": "today+1"}
    first = visit("marketer").kept(campaigns.list_campaigns, query=query)
    again = visit("boss").kept(campaigns.list_campaigns, query=query)
    assert first == again
    assert len(counted) == 1
    today = visit("marketer").today
    assert (first["since"], first["until"]) == (
        str(today - timedelta(days=27)),
        str(today + timedelta(days=1)),
    )
    asked = visit("marketer").ask(
        campaigns.list_campaigns, query={"since": first["since"], "until": first["until"]}
    )
    assert {**asked, "as_of": None} == {**first, "as_of": None}


def test_another_question_or_an_old_answer_is_counted(visit, counted):
    visit("marketer").kept(campaigns.list_campaigns)
    visit("marketer").kept(campaigns.list_campaigns, query={"by": "channel"})
    visit("sales_lead").kept(campaigns.list_campaigns)  # under another scope
    assert len(counted) == 3
    visit("marketer", utc_now() + timedelta(hours=2)).kept(campaigns.list_campaigns)
    assert len(counted) == 4


def test_the_worker_renews_what_is_asked_for_and_leaves_the_rest(visit, parts, counted, monkeypatch):
    visit("marketer").kept(campaigns.list_campaigns)
    later = utc_now() + timedelta(minutes=10)
    monkeypatch.setattr(job, "utc_now", lambda: later)
    assert job.renew_answers(parts) is None
    assert len(counted) == 2
    with parts.database.read() as connection:
        (row,) = connection.execute(sa.select(kept_answers)).all()
    assert row.as_of == later
    assert row.asked_at < later
    monkeypatch.setattr(job, "utc_now", lambda: later + timedelta(days=9))
    job.renew_answers(parts)
    assert len(counted) == 2
    with parts.database.read() as connection:
        assert connection.execute(sa.select(kept_answers)).all() == []


def test_one_that_cannot_be_counted_keeps_none_back(visit, parts, counted, monkeypatch):
    visit("marketer").kept(campaigns.list_campaigns)
    visit("marketer").kept(campaigns.list_campaigns, query={"by": "rep"})
    with parts.database.write() as connection:
        broken = sa.update(kept_answers).where(kept_answers.c.key != "x").values(asked={"scope": "marketing"})
        first = sa.select(kept_answers.c.key).order_by(kept_answers.c.as_of).limit(1).scalar_subquery()
        connection.execute(broken.where(kept_answers.c.key == first))
    monkeypatch.setattr(job, "utc_now", lambda: utc_now() + timedelta(minutes=10))
    job.renew_answers(parts)
    assert len(counted) == 3


def test_a_role_asks_only_what_its_scopes_may(visit):
    with pytest.raises(Problem) as refused:
        visit("marketer").ask(leads.list_leads)
    assert refused.value.status == 403


def test_a_query_is_checked_as_the_api_checks_it(visit):
    with pytest.raises(Refused):
        visit("marketer").ask(campaigns.list_campaigns, query={"by": "moon"})
    with pytest.raises(Problem):
        visit("marketer").ask(campaigns.show_campaign, key="a\x00b")
