"""The weekly meeting's page: what it shows, what is written into it, how it ends, and what is taken along."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest

from model.periods import days_of
from service.http import reviews
from service.store import actions, alerts
from service.store.ids import new_id
from service.usecases.clock import utc_now
from service.usecases.review.iso_week import WEEK, monday_of, name_of, today
from service.web.pages.reviews import MINUTES
from service.web.shown.meeting_week import MeetingWeek, week_discussed


@pytest.fixture
def monday(parts):
    """Of the newest week that is over."""
    return monday_of(today(parts.company, utc_now())) - WEEK


@pytest.fixture
def week(monday):
    return name_of(monday)


@pytest.fixture
def busy(crm, parts, monday):
    """A campaign with three leads of that week, called, one sold, some spend; their ids."""

    def at(day, hour=12):
        moment = datetime.combine(monday + timedelta(days=day), time(hour), parts.company.timezone)
        return moment.isoformat()

    crm.put("/v1/campaigns/tet", {"name": "Tết", "channel": "facebook", "message": "Học thử miễn phí"})
    money = {"amount": 2_000_000, "currency": "VND"}
    crm.post("/v1/campaigns/tet/spend", {"days": [{"day": monday.isoformat(), "amount": money}]})
    ids = []
    for number in range(3):
        body = {"campaign": "tet", "submitted_at": at(0), "contact": {"phone": f"090100000{number}"}}
        ids.append(crm.post("/v1/leads", body).json["id"])
        attempt = {"result": "reached", "rep": "sale-03", "occurred_at": at(0, 13)}
        crm.post(f"/v1/leads/{ids[-1]}/contact-attempts", attempt)
        said = {"disposition": "qualified", "rep": "sale-03", "occurred_at": at(0, 14)}
        assert crm.post(f"/v1/leads/{ids[-1]}/disposition", said).status_code == 201
    won = {"outcome": "won", "revenue": {"amount": 9_000_000, "currency": "VND"}, "occurred_at": at(2)}
    crm.post(f"/v1/leads/{ids[0]}/outcome", won)
    return ids


@pytest.fixture
def in_a_week(parts):
    return (today(parts.company, utc_now()) + timedelta(days=7)).isoformat()


def text_of(answer):
    """What is read, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def row_of(answer, name):
    rows = [text for text in re.findall(r"<tr.*?</tr>", answer.text, re.DOTALL) if name in text]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", rows[0])))


def action(due, **more):
    return {"form": "action", "what": "Thử mẫu mới", "who": "Hoa", "due": due, "side": "marketing", **more}


def test_the_meeting_takes_thirty_minutes():
    assert sum(MINUTES.values()) == 30


@pytest.mark.parametrize(
    ("day", "week"), [(16, 46), (17, 46), (18, 46), (19, 47), (20, 47), (21, 47), (22, 47)]
)
def test_teams_talk_of_the_last_week_until_wednesday(day, week):
    assert week_discussed(date(2026, 11, day)) == f"2026-W{week}"


def test_neighbours_at_a_years_edge():
    about = MeetingWeek(date(2026, 12, 28), date(2027, 1, 5))
    assert (about.name, about.previous, about.next, about.is_over) == (
        "2026-W53",
        "2026-W52",
        "2027-W01",
        True,
    )
    assert MeetingWeek(date(2026, 12, 28), date(2027, 1, 3)).next is None


def test_the_menu_leads_to_the_week_under_discussion(signed_in_as, parts):
    answer = signed_in_as("boss").get("/reviews")
    expected = week_discussed(today(parts.company, utc_now()))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/reviews/{expected}")


def test_the_page_shows_the_figures_of_the_api(signed_in_as, busy, week, marketing):
    page = signed_in_as("marketer").get(f"/reviews/{week}")
    assert page.status_code == 200
    answer = marketing.get(f"/v1/reviews/{week}").json
    assert "Giá trị các đơn chốt trong tuần" in row_of(page, "Doanh số chốt")
    assert "9,0 tr ₫" in row_of(page, "Doanh số chốt").replace("\xa0", " ")
    assert "100 %" in row_of(page, "Tỷ lệ số chất lượng").replace("\xa0", " ")
    for sentence in answer["bridge"]["sentences"]:
        assert re.sub(r"\s+", " ", sentence) in text_of(page)
    parts_in_order = [page.text.index(f'id="{name}"') for name in MINUTES]
    assert parts_in_order == sorted(parts_in_order)
    assert "Học thử miễn phí" in page.text
    assert 'data-chart="bridge_waterfall"' in page.text


def test_each_language_is_whole(signed_in_as, busy, week):
    page = signed_in_as("boss", language="en").get(f"/reviews/{week}")
    read = text_of(page)
    for said in ("What both sides did", "Won revenue", "Freeze week", "9.0M VND", "Campaign changes"):
        assert said in read.replace("\xa0", " ")
    assert not re.search(
        "[ăđơưạảấầẩậắằẵặẹẻẽềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]",
        read.replace("Tiếng Việt", "").replace("Tết", "").replace("Học thử miễn phí", ""),
    )


def test_who_may_open_it(signed_in_as, app, week):
    assert signed_in_as("rep", rep="sale-03").get(f"/reviews/{week}").status_code == 403
    assert app.test_client().get(f"/reviews/{week}").status_code == 303
    assert signed_in_as("sales_lead").get(f"/reviews/{week}").status_code == 200


@pytest.mark.parametrize("week", ["2099-W01", "2025-W53", "2026-W00", "2026-047"])
def test_a_week_that_has_not_begun_or_is_none_is_not_there(signed_in_as, week):
    assert signed_in_as("boss").get(f"/reviews/{week}").status_code == 404
    assert signed_in_as("boss").get(f"/reviews/{week}.txt").status_code == 404


def test_weeks_lead_to_their_neighbours(signed_in_as, monday, week):
    page = signed_in_as("marketer").get(f"/reviews/{week}")
    for other in (monday - WEEK, monday + WEEK):
        assert f'href="/reviews/{name_of(other)}"' in page.text
    running = signed_in_as("marketer").get(f"/reviews/{name_of(monday + WEEK)}")
    assert name_of(monday + 2 * WEEK) not in running.text


def test_an_action_is_there_at_once_although_figures_are_kept(signed_in_as, busy, week, in_a_week):
    visitor = signed_in_as("marketer", name="Lan")
    visitor.get(f"/reviews/{week}")
    kept = visitor.post(
        f"/reviews/{week}/actions",
        action(in_a_week, figure="quality_rate", subject="tet"),
        page=f"/reviews/{week}",
    )
    assert (kept.status_code, kept.headers["Location"]) == (303, f"/reviews/{week}?told=kept#actions")
    row = row_of(visitor.get(f"/reviews/{week}"), "Thử mẫu mới")
    assert "Hoa" in row
    assert "tet" in row
    assert "100" in row
    assert "Thử mẫu mới" in visitor.get(f"/reviews/{week}.txt").text


def test_an_action_is_done_in_place(signed_in_as, week, in_a_week, marketing):
    visitor = signed_in_as("sales_lead", name="Tuấn")
    visitor.post(f"/reviews/{week}/actions", action(in_a_week))
    (made,) = marketing.get("/v1/actions").json["actions"]
    address = f"/reviews/{week}/actions/{made['id']}/done"
    assert visitor.post(address).headers["Location"].endswith("#actions")
    assert "Tuấn" in row_of(visitor.get(f"/reviews/{week}"), "Thử mẫu mới")
    again = visitor.post(address)
    assert again.status_code == 409
    assert "Họp tuần" in again.text


def test_what_is_not_taken_stays_in_the_form_beside_what_is_wrong(signed_in_as, week):
    visitor = signed_in_as("marketer")
    refused = visitor.post(f"/reviews/{week}/actions", action("2020-01-01"))
    assert refused.status_code == 422
    assert 'value="Thử mẫu mới"' in refused.text
    assert "nằm ngoài khoảng cho phép" in refused.text
    assert 'id="f-due" name="due" type="date" value="2020-01-01"' in refused.text


def test_a_review_has_at_most_five_open_actions(signed_in_as, week, in_a_week, marketing):
    visitor = signed_in_as("marketer")
    for number in range(5):
        visitor.post(f"/reviews/{week}/actions", action(in_a_week, what=f"Việc {number}"))
    page = visitor.get(f"/reviews/{week}")
    assert f'action="/reviews/{week}/actions"' not in page.text
    assert "Tối đa 5 việc" in page.text
    assert visitor.post(f"/reviews/{week}/actions", action(in_a_week)).status_code == 422
    assert len(marketing.get("/v1/actions").json["actions"]) == 5


def test_earlier_actions_show_what_they_moved(signed_in_as, parts, monday, week):
    earlier, long_ago = utc_now() - timedelta(weeks=2), name_of(monday - 2 * WEEK)
    with parts.database.write() as connection:
        actions.add(
            connection,
            id=new_id(),
            what="Đổi ảnh",
            who="Lan",
            due=monday,
            side="marketing",
            figure="quality_rate",
            subject="",
            figure_at_start=0.42,
            figure_after_2_weeks=0.47,
            week=long_ago,
            created_at=earlier,
            created_by="Lan",
        )
    row = row_of(signed_in_as("boss").get(f"/reviews/{week}"), "Đổi ảnh").replace("\xa0", " ")
    assert re.search(r"42 % → 47 %", row)


def test_each_side_thanks_the_other_for_itself(signed_in_as, week, marketing):
    for role in ("marketer", "sales_lead"):
        sent = {"form": "thanks", "kind": "thanks", "text": f"Cảm ơn của {role}", "side": "marketing"}
        assert signed_in_as(role, name=role).post(f"/reviews/{week}/notes", sent).status_code == 303
    notes = marketing.get(f"/v1/reviews/{week}").json["notes"]
    assert [(note["side"], note["by"]) for note in notes] == [
        ("marketing", "marketer"),
        ("sales", "sales_lead"),
    ]
    page = signed_in_as("boss").get(f"/reviews/{week}")
    assert "Cảm ơn của sales_lead" in page.text
    assert "/notes" not in page.text
    assert (
        signed_in_as("boss").post(f"/reviews/{week}/notes", {"kind": "thanks", "text": "x"}).status_code
        == 403
    )


def test_what_sales_heard_is_answered_in_place(signed_in_as, crm, parts, in_a_week, marketing):
    asked = {"kind": "asks", "text": "Có trả góp không?", "by": "Thu", "owner": "Lan", "due": in_a_week}
    heard = crm.post("/v1/feedback", asked).json["id"]
    running = name_of(monday_of(today(parts.company, utc_now())))
    visitor = signed_in_as("marketer", name="Lan")
    page = visitor.get(f"/reviews/{running}")
    assert "Có trả góp không?" in page.text
    assert "Lan trả lời trước" in page.text
    empty = visitor.post(f"/reviews/{running}/heard/{heard}", {"form": f"answer-{heard}"})
    assert empty.status_code == 422
    answer = {"answer": "Có, 6 tháng.", "form": f"answer-{heard}"}
    assert visitor.post(f"/reviews/{running}/heard/{heard}", answer).status_code == 303
    assert "Lan trả lời: Có, 6 tháng." in visitor.get(f"/reviews/{running}").text


def test_an_alert_becomes_an_action_of_the_review(signed_in_as, parts, week, monday, in_a_week, marketing):
    alert_id = new_id()
    with parts.database.write() as connection:
        opened = datetime.combine(monday, time(12), parts.company.timezone)
        figures = {"kept": 65, "of": 329, "promised": 0.8}
        row = {"id": alert_id, "kind": "first_calls_late", "subject": "", "side": "sales", "figures": figures}
        alerts.open_new(connection, [{**row, "opened_at": opened, "last_seen_at": opened}])
    visitor = signed_in_as("sales_lead", name="Tuấn")
    assert "65/329" in visitor.get(f"/reviews/{week}").text
    taken = visitor.post(f"/reviews/{week}/alerts/{alert_id}", {"what": "Xếp lại ca", "due": in_a_week})
    assert taken.status_code == 303
    (made,) = marketing.get("/v1/actions").json["actions"]
    assert (made["week"], made["who"], made["side"]) == (week, "Tuấn", "sales")
    assert "Tuấn đã nhận" in visitor.get(f"/reviews/{week}").text


def test_the_end_of_the_meeting_freezes_figures_and_shows_what_came_since(
    signed_in_as, crm, busy, week, parts, monday
):
    visitor = signed_in_as("boss", name="Hà")
    assert "Chốt số liệu tuần" in visitor.get(f"/reviews/{week}").text
    assert visitor.post(f"/reviews/{week}/freeze").headers["Location"].endswith("#end")
    page = visitor.get(f"/reviews/{week}")
    assert "(Hà)" in page.text
    assert "không đổi" in row_of(page, "Doanh số chốt")
    later = datetime.combine(monday + timedelta(days=3), time(12), parts.company.timezone).isoformat()
    won = {"outcome": "won", "revenue": {"amount": 1_000_000, "currency": "VND"}, "occurred_at": later}
    crm.post(f"/v1/leads/{busy[1]}/outcome", won)
    again = visitor.post(f"/reviews/{week}/freeze")
    assert again.status_code == 409
    fresh = signed_in_as("sales_lead").get(f"/reviews/{week}")  # another scope: counted anew
    row = row_of(fresh, "Doanh số chốt").replace("\xa0", " ")
    assert "9,0 tr ₫" in row
    assert "+1,0 tr ₫" in row


def test_a_frozen_week_offers_no_note_and_no_new_action(signed_in_as, busy, week, in_a_week, marketing):
    visitor = signed_in_as("marketer", name="Lan")
    assert visitor.post(f"/reviews/{week}/actions", action(in_a_week)).status_code == 303
    assert f'action="/reviews/{week}/notes"' in visitor.get(f"/reviews/{week}").text
    visitor.post(f"/reviews/{week}/freeze")
    page = visitor.get(f"/reviews/{week}")
    assert f'action="/reviews/{week}/notes"' not in page.text
    assert f'action="/reviews/{week}/actions"' not in page.text
    assert "Tuần này đã chốt nên không nhận thêm" in page.text
    note = visitor.post(f"/reviews/{week}/notes", {"form": "note", "kind": "test", "text": "Thử buổi tối"})
    assert (note.status_code, "Thử buổi tối" in visitor.get(f"/reviews/{week}.md").text) == (409, False)
    (agreed,) = marketing.get("/v1/actions").json["actions"]
    assert visitor.post(f"/reviews/{week}/actions/{agreed['id']}/done").status_code == 303


def test_a_week_that_is_frozen_by_the_api_is_shown_so_at_once(signed_in_as, busy, week, crm):
    visitor = signed_in_as("marketer")
    assert "Lúc chốt" not in visitor.get(f"/reviews/{week}").text
    crm.post(f"/v1/reviews/{week}/freeze", {"by": "CRM"})
    page = visitor.get(f"/reviews/{week}")
    row = row_of(page, "Doanh số chốt").replace("\xa0", " ")
    assert "9,0 tr ₫" in row
    assert "không đổi" in row


def test_a_running_week_cannot_be_frozen(signed_in_as, parts):
    running = name_of(monday_of(today(parts.company, utc_now())))
    visitor = signed_in_as("marketer")
    page = visitor.get(f"/reviews/{running}")
    assert f'action="/reviews/{running}/freeze"' not in page.text
    assert visitor.post(f"/reviews/{running}/freeze").status_code == 422


def test_the_review_goes_along_as_text_and_picture(signed_in_as, busy, week, monkeypatch):
    monkeypatch.setattr(reviews, "review_picture", lambda *_: b"\x89PNG")  # drawn in test_reviews.py of http
    visitor = signed_in_as("marketer")
    text = visitor.get(f"/reviews/{week}.txt")
    assert text.content_type == "text/plain; charset=utf-8"
    assert len(text.text) < 1000
    assert text.text.startswith("Họp tuần")
    assert visitor.get(f"/reviews/{week}.md").text.startswith("# ")
    assert "Won revenue" in visitor.get(f"/reviews/{week}.txt", lang="en").text
    picture = visitor.get(f"/reviews/{week}.png")
    assert (picture.content_type, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert signed_in_as("rep", rep="sale-03").get(f"/reviews/{week}.txt").status_code == 403


def test_a_week_without_anything_says_what_to_do(signed_in_as):
    page = signed_in_as("marketer").get("/reviews/2024-W10")
    assert page.status_code == 200
    for said in ("Chưa có việc nào", "Sale chưa ghi lại điều gì", "không có cảnh báo", "Chưa có lời cảm ơn"):
        assert said in page.text
    assert days_of("2024-W10")[0] == date(2024, 3, 4)
