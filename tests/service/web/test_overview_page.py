"""The boss's page, and the list of actions."""

import html
import re
from datetime import timedelta

import pytest

from service.usecases.clock import utc_now
from service.usecases.review.iso_week import today


@pytest.fixture
def day(parts):
    """`day(3)` from today, as it is written in a form."""
    return lambda days: (today(parts.company, utc_now()) + timedelta(days=days)).isoformat()


@pytest.fixture
def agree(marketing, day):
    def agree_on(what, who="Hoa", days=3):
        body = {"what": what, "who": who, "due": day(days), "side": "marketing", "by": who}
        assert marketing.post("/v1/actions", body).status_code == 201

    return agree_on


def test_five_figures_three_sentences_and_who_does_what(signed_in_as, begun, agree, marketing):
    agree("Thử mẫu mới")
    page = signed_in_as("boss").get("/overview")
    answer = marketing.get("/v1/overview").json
    read = html.unescape(page.text)
    names = re.findall(r'<div class="(\w+)"><dt>', page.text)
    assert names == [figure["name"] for figure in answer["figures"]]
    assert len(names) == 5
    for sentence in answer["sentences"]:
        assert sentence["vi"] in read
    places = [read.index(sentence["vi"]) for sentence in answer["sentences"]]
    assert places == sorted(places)
    assert ("Thử mẫu mới" in read, "Hoa · " in read) == (True, True)


def test_an_action_is_there_at_once_although_figures_are_kept(signed_in_as, agree):
    visitor = signed_in_as("boss")
    visitor.get("/overview")
    for number in range(5):
        agree(f"Việc {number}", days=number)
    page = visitor.get("/overview")
    assert [name for name in map(str, range(5)) if f"Việc {name}<" in page.text] == ["0", "1", "2"]
    assert "Tất cả 5 việc" in page.text


def test_the_page_is_in_the_language_of_who_looks(signed_in_as, begun):
    page = signed_in_as("sales_lead", language="en").get("/overview")
    assert "Lead quality rate" in page.text
    assert "Doanh số chốt" not in page.text


def test_the_overview_is_the_boss_home_and_not_for_reps(signed_in_as):
    assert signed_in_as("boss").get("/home").headers["Location"] == "/overview"
    assert signed_in_as("rep", rep="sale-03").get("/overview").status_code == 403


def test_actions_are_listed_the_first_due_first_and_ended_by_a_tap(signed_in_as, agree, marketing):
    agree("Việc sau", days=9)
    agree("Việc gấp", days=1)
    visitor = signed_in_as("marketer", name="Lan")
    page = visitor.get("/actions").text
    assert page.index("Việc gấp") < page.index("Việc sau")
    first = marketing.get("/v1/actions").json["actions"][0]["id"]
    assert visitor.post(f"/actions/{first}/done").headers["Location"] == "/actions?told=done"
    page = visitor.get("/actions").text
    assert page.index("Việc sau") < page.index("Đã xong</h2>") < page.index("Việc gấp")
    assert visitor.post(f"/actions/{first}/done").status_code == 409


def test_mine_are_those_of_my_name(signed_in_as, agree):
    agree("Việc của Hoa")
    agree("Việc của Lan", who="Lan")
    page = signed_in_as("marketer", name="Lan").get("/actions", who="me").text
    assert ("Việc của Lan" in page, "Việc của Hoa" in page) == (True, False)


def test_an_action_may_be_written_outside_a_review(signed_in_as, day, marketing):
    visitor = signed_in_as("boss", name="Hà")
    sent = {"form": "action", "what": "Gọi thử", "who": "Lan", "due": day(2), "side": "marketing"}
    assert visitor.post("/actions", sent).status_code == 303
    (made,) = marketing.get("/v1/actions").json["actions"]
    assert (made["what"], made["week"], made["created_by"]) == ("Gọi thử", None, "Hà")
    refused = visitor.post("/actions", {**sent, "due": day(-1), "who": "Minh"})
    assert (refused.status_code, 'value="Minh"' in refused.text) == (422, True)


def test_no_action_leads_to_the_review(signed_in_as):
    page = signed_in_as("boss").get("/actions").text
    assert "Không còn việc nào đang mở" in page
    assert 'class="button" href="/reviews"' in page
