"""Why revenue changed, where the same money brings more, and where leads are lost: as pages."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest

from service.charts.budget_moves import budget_moves
from service.usecases.clock import utc_now
from service.usecases.review.iso_week import WEEK, monday_of, today
from service.web.pages import budget
from service.web.shown.bridge_periods import asked_days, closable


@pytest.fixture
def monday(parts):
    return monday_of(today(parts.company, utc_now())) - WEEK


@pytest.fixture
def sold(crm, parts, monday):
    """A campaign with two leads in the last whole week, one of them sold; their ids."""
    crm.put("/v1/campaigns/tet", {"name": "Tết", "channel": "facebook"})
    came = datetime.combine(monday, time(12), parts.company.timezone)
    ids = []
    for number in range(2):
        contact = {"phone": f"090100000{number}"}
        body = {"campaign": "tet", "submitted_at": came.isoformat(), "contact": contact}
        ids.append(crm.post("/v1/leads", body).json["id"])
        said = {"disposition": "qualified", "occurred_at": (came + timedelta(hours=1)).isoformat()}
        assert crm.post(f"/v1/leads/{ids[-1]}/disposition", said).status_code == 201
    return ids


def win(crm, lead, amount, at):
    won = {"outcome": "won", "revenue": {"amount": amount, "currency": "VND"}, "occurred_at": at.isoformat()}
    assert crm.post(f"/v1/leads/{lead}/outcome", won).status_code in (200, 201)


def spend(crm, parts):
    day = today(parts.company, utc_now())
    money = {"amount": 500_000, "currency": "VND"}
    days = [{"day": (day - timedelta(days=ago)).isoformat(), "amount": money} for ago in range(1, 30)]
    assert crm.post("/v1/campaigns/tet/spend", {"days": days}).status_code in (200, 201)


def read(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.text)))


def test_presets_name_whole_weeks_and_months():
    sunday = date(2026, 11, 22)
    assert asked_days({}, sunday) == ("month", {})
    assert asked_days({"period": "weeks"}, sunday) == (
        "weeks",
        {"since": "2026-10-19", "until": "2026-11-16"},
    )
    custom = {"period": "custom", "since": "2026-11-01", "until": "", "basis": "judged"}
    assert asked_days(custom, sunday) == ("custom", {"since": "2026-11-01"})


def test_only_periods_that_are_over_may_be_closed():
    offered = closable(date(2026, 1, 4), set())
    assert offered[:3] == ["2025-12", "2025-11", "2025-10"]
    assert offered[3:5] == ["2025-W52", "2025-W51"]


def test_the_bridge_says_what_the_api_says(signed_in_as, sold, crm, monday, parts, marketing):
    win(crm, sold[0], 9_000_000, datetime.combine(monday, time(15), parts.company.timezone))
    page = signed_in_as("boss").get("/bridge", period="week")
    days = {"since": monday.isoformat(), "until": (monday + WEEK).isoformat()}
    answer = marketing.get("/v1/bridge", **days).json
    for sentence in answer["sentences"]:
        assert re.sub(r"\s+", " ", sentence) in read(page)
    total = re.search(r"<tfoot>.*</tfoot>", page.text, re.DOTALL)
    assert total
    assert f'value="{answer["totals"]["change"]["amount"]}"' in total[0]
    assert '<a href="/campaigns/tet">Tết</a>' in page.text
    assert 'data-chart="bridge_waterfall"' in page.text


def test_sentences_and_pictures_name_campaigns_as_people_do(
    signed_in_as, sold, crm, monday, parts, monkeypatch
):
    other = {"campaign": "he", "submitted_at": f"{monday}T09:00:00+07:00", "contact": {"phone": "0901000009"}}
    assert crm.post("/v1/leads", other).status_code == 201
    win(crm, sold[0], 9_000_000, datetime.combine(monday, time(15), parts.company.timezone))
    boss = signed_in_as("boss", language="en")
    assert "changed most: Tết," in read(boss.get("/bridge", period="week"))
    drawn = []
    monkeypatch.setattr(budget, "budget_moves", lambda *asked: drawn.append(asked) or budget_moves(*asked))
    spend(crm, parts)
    boss.get("/budget")
    ((answer, _),) = drawn
    assert [line["campaign"] for line in answer["campaigns"]] == ["Tết"]


def test_a_sales_lead_sees_why_revenue_changed_but_no_budget(signed_in_as):
    visitor = signed_in_as("sales_lead")
    assert visitor.get("/bridge").status_code == 200
    assert visitor.get("/budget").status_code == 403
    assert visitor.get("/funnel").status_code == 200
    rep = signed_in_as("rep", rep="sale-03")
    assert {rep.get(page).status_code for page in ("/bridge", "/budget", "/funnel")} == {403}


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "custom", "since": "2026-10-01", "until": "2026-09-01"},
        {"period": "custom", "since": "2026-10-01"},
        {"period": "custom", "since": "x", "until": "y"},
        {"basis": "guessed"},
    ],
)
def test_periods_that_cannot_be_compared_are_told_beside_the_usual_ones(signed_in_as, asked):
    page = signed_in_as("boss").get("/bridge", **asked)
    assert page.status_code == 200
    assert 'role="alert"' in page.text


def test_periods_that_are_chosen_are_compared(signed_in_as, sold, monday):
    days = {"since": monday.isoformat(), "until": (monday + WEEK).isoformat()}
    chosen = {**days, "before_since": "2026-01-05", "before_until": "2026-01-12"}
    page = signed_in_as("marketer", language="en").get("/bridge", period="custom", **chosen)
    assert 'value="2026-01-05"' in page.text
    assert "5 Jan 2026 – 11 Jan 2026" in read(page).replace("\xa0", " ")


def test_nothing_to_compare_says_what_to_do(signed_in_as, begun):
    assert "Hãy chọn kỳ dài hơn" in signed_in_as("boss").get("/bridge").text


def test_a_period_is_closed_and_shows_what_came_since(signed_in_as, sold, crm, monday, parts):
    visitor = signed_in_as("boss", name="Hà")
    week = f"{monday:%G-W%V}"
    assert f'<option value="{week}">' in visitor.get("/bridge").text
    closed = visitor.post("/bridge/periods", {"period": week}, page="/bridge")
    assert (closed.status_code, closed.headers["Location"]) == (303, f"/bridge/periods/{week}?told=done")
    assert "Chưa có gì đổi sau khi chốt" in visitor.get(f"/bridge/periods/{week}").text
    win(crm, sold[0], 9_000_000, datetime.combine(monday, time(15), parts.company.timezone))
    page = visitor.get(f"/bridge/periods/{week}")
    assert "Doanh số chốt 0 ₫ +9,0 tr ₫" in read(page).replace("\xa0", " ")
    assert "(Hà)" in page.text
    assert '<th scope="row">Tết</th>' in page.text
    overview = visitor.get("/bridge")
    assert f'href="/bridge/periods/{week}"' in overview.text
    assert f'<option value="{week}">' not in overview.text


@pytest.mark.parametrize("period", ["2099-01", "2026-13", "", "x"])
def test_a_period_that_is_not_over_or_is_none_is_not_closed(signed_in_as, period):
    visitor = signed_in_as("marketer")
    assert visitor.post("/bridge/periods", {"period": period}, page="/bridge").status_code == 422
    assert visitor.get(f"/bridge/periods/{period or '2026-10'}").status_code == 404


def test_the_budget_without_spend_says_what_to_do(signed_in_as):
    page = signed_in_as("marketer").get("/budget")
    assert "Nạp chi phí theo ngày" in page.text
    assert "data-chart" not in page.text


def test_the_budget_shows_advice_with_its_words(signed_in_as, sold, crm, parts, marketing):
    spend(crm, parts)
    (line,) = marketing.get("/v1/budget").json["campaigns"]
    page = signed_in_as("boss").get("/budget")
    assert line["sentence"] in html.unescape(page.text)
    assert '<a href="/campaigns/tet">Tết</a>' in page.text
    said = {"keep": "Giữ", "not_enough_variation": "Chưa thể nói", "too_few": "Chưa đủ đơn chốt"}
    assert said[line["advice"]] in read(page)
    assert "500.000 ₫" in read(page).replace("\xa0", " ")


def test_the_funnel_shows_each_step_with_its_owner(signed_in_as, sold, crm, monday, parts, marketing):
    win(crm, sold[0], 9_000_000, datetime.combine(monday, time(15), parts.company.timezone))
    page = signed_in_as("sales_lead").get("/funnel")
    answer = marketing.get("/v1/funnel").json
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', page.text, re.DOTALL)
    assert len(rows) == len(answer["steps"]) + 1
    for row, step in zip(rows, answer["steps"], strict=False):
        assert step["label"] in html.unescape(row)
        assert {"marketing": "Marketing", "sales": "Sale", "both": "Hai đội"}[step["owner"]] in row
    assert 'data-chart="funnel_steps"' in page.text


def test_the_days_of_the_funnel_are_chosen(signed_in_as, sold):
    visitor = signed_in_as("marketer")
    assert 'href="/funnel?days=28"' in visitor.get("/funnel").text
    nothing = visitor.get("/funnel", since="2020-01-01", until="2020-02-01")
    assert "Chưa có lead nào trong các ngày này" in nothing.text
    assert 'role="alert"' in visitor.get("/funnel", since="2026-02-01", until="2026-01-01").text
