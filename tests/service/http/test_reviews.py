"""`/v1/reviews/{week}`: as data, Markdown, plain text and a picture; notes, freezing, a year's edge."""

from datetime import date, datetime, time, timedelta
from struct import unpack

import pytest

from service.charts.review_picture import specification
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import in_force
from service.usecases.review.iso_week import WEEK, monday_of, name_of, today
from service.usecases.review.review_texts import markdown, plain_text
from service.usecases.review.review_week import review_week

LONG = "Chiến dịch khai giảng " * 9


@pytest.fixture
def database_url(request):
    """SQLite, but for one test that runs the queries on both."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")


@pytest.fixture
def last_monday(parts):
    """Of the newest week that is over."""
    return monday_of(today(parts.company, utc_now())) - WEEK


@pytest.fixture
def week(last_monday):
    return name_of(last_monday)


@pytest.fixture
def at(parts, last_monday):
    """`at(1)` is the second day of that week at noon, as RFC 3339."""

    def moment(day, hour=12):
        local = datetime.combine(last_monday + timedelta(days=day), time(hour), parts.company.timezone)
        return local.isoformat()

    return moment


@pytest.fixture
def busy(crm, marketing, keep, at, last_monday, week):
    """A week with a change, calls, a sale, spend, something heard, thanks and an action."""
    crm.put("/v1/campaigns/tết", {"name": LONG[:200].strip(), "channel": "facebook"})
    crm.post("/v1/campaigns/tết/changes", {"kind": "content", "note": "Đổi video", "occurred_at": at(0)})
    money = {"amount": 2_000_000, "currency": "VND"}
    crm.post("/v1/campaigns/tết/spend", {"days": [{"day": last_monday.isoformat(), "amount": money}]})
    leads = [keep(campaign="tết", submitted_at=at(0)) for _ in range(4)]
    for lead in leads[:3]:
        attempt = {"result": "reached", "rep": "sale-03", "occurred_at": at(0, 13)}
        assert crm.post(f"/v1/leads/{lead}/contact-attempts", attempt).status_code == 201
        said = {"disposition": "qualified", "rep": "sale-03", "occurred_at": at(0, 14)}
        assert crm.post(f"/v1/leads/{lead}/disposition", said).status_code == 201, said
    won = {"outcome": "won", "revenue": {"amount": 9_000_000, "currency": "VND"}, "occurred_at": at(2)}
    assert crm.post(f"/v1/leads/{leads[0]}/outcome", won).status_code == 201
    for client, side in ((marketing, "marketing"), (crm, "sales")):
        thanks = {"side": side, "kind": "thanks", "text": f"Cảm ơn từ {side}", "by": side}
        assert client.post(f"/v1/reviews/{week}/notes", thanks).status_code == 201
    due = (utc_now() + timedelta(days=9)).date().isoformat()
    action = {"what": "Thử mẫu mới", "who": "Hoa", "due": due, "side": "marketing", "week": week, "by": "Hoa"}
    assert marketing.post("/v1/actions", action).status_code == 201
    return leads


def figures(answer):
    return {each["name"]: each for each in answer["figures"]}


def test_an_empty_company_gives_an_honest_empty_review(marketing, week):
    answer = marketing.get(f"/v1/reviews/{week}").json
    assert answer["sales"] == {"attempts": 0, "leads": 0, "reached": 0, "reps": 0}
    shown = figures(answer)
    assert shown["quality_rate"]["now"] == {"value": None, "money": None}
    assert shown["expected_revenue"]["now"] == {"value": None, "money": None}
    assert (shown["leads"]["now"]["value"], shown["first_calls_in_time"]["now"]["value"]) == (0, None)
    assert answer["actions"] == answer["alerts"] == answer["heard"] == []
    for form in ("markdown", "text", "png"):
        assert marketing.get(f"/v1/reviews/{week}", format=form).status_code == 200


def test_a_week_shows_both_sides_and_the_week_before(marketing, busy, week):
    answer = marketing.get(f"/v1/reviews/{week}").json
    assert answer["sales"] == {"attempts": 3, "leads": 3, "reached": 3, "reps": 1}
    assert [(each["campaign"], each["note"]) for each in answer["marketing"]["changes"]] == [
        ("tết", "Đổi video")
    ]
    shown = figures(answer)
    assert shown["leads"]["now"]["value"] == 4
    assert shown["leads"]["last"]["value"] == 0
    assert shown["won_revenue"]["now"]["money"] == {"amount": 9_000_000, "currency": "VND"}
    assert shown["won_revenue"]["clock"] == "closing"
    assert shown["spend_share"]["now"]["value"] == pytest.approx(2 / 9)
    assert 0 < shown["quality_rate"]["low"] < shown["quality_rate"]["high"] <= 1
    assert answer["bridge"]["totals"]["change"]["amount"] == 9_000_000
    assert [each["side"] for each in answer["notes"]] == ["marketing", "sales"]
    (action,), (running,) = answer["actions"], answer["running"]
    assert (action["who"], running["campaign"], running["leads"]) == ("Hoa", "tết", 4)


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_what_changes_after_the_review_is_shown_as_more_or_less(crm, marketing, busy, week, at, problem):
    assert marketing.get(f"/v1/reviews/{week}").json["closed"] is None
    frozen = marketing.post(f"/v1/reviews/{week}/freeze", {"by": "TP Sale"})
    assert (frozen.status_code, frozen.json["closed_by"]) == (200, "TP Sale")
    won = {"outcome": "won", "revenue": {"amount": 1_000_000, "currency": "VND"}, "occurred_at": at(3)}
    crm.post(f"/v1/leads/{busy[1]}/outcome", won)
    shown = figures(marketing.get(f"/v1/reviews/{week}").json)["won_revenue"]
    amounts = [shown[name]["money"]["amount"] for name in ("now", "frozen", "since_frozen")]
    assert amounts == [10_000_000, 9_000_000, 1_000_000]
    text = marketing.get(f"/v1/reviews/{week}", format="markdown", lang="en").text
    assert "+1,000,000\u00a0VND" in text
    problem(marketing.post(f"/v1/reviews/{week}/freeze", {"by": "x"}), 409)


def test_a_review_that_ended_takes_no_note_and_no_new_action(marketing, busy, week, problem):
    marketing.post(f"/v1/reviews/{week}/freeze", {"by": "TP Sale"})
    note = {"side": "marketing", "kind": "test", "text": "x", "by": "x"}
    problem(marketing.post(f"/v1/reviews/{week}/notes", note), 409)
    action = {"what": "x", "who": "x", "due": "2199-01-01", "side": "marketing", "by": "x"}
    problem(marketing.post("/v1/actions", {**action, "week": week}), 409)
    assert marketing.post("/v1/actions", action).status_code == 201
    (agreed,) = marketing.get(f"/v1/reviews/{week}").json["actions"]
    assert marketing.post(f"/v1/actions/{agreed['id']}/done", {"by": "Hoa"}).status_code == 200


def test_the_running_week_is_shown_and_cannot_be_frozen(marketing, parts, problem):
    this = name_of(today(parts.company, utc_now()))
    assert marketing.get(f"/v1/reviews/{this}").status_code == 200
    problem(marketing.post(f"/v1/reviews/{this}/freeze", {"by": "x"}), 422, "/week")


@pytest.mark.parametrize("week", ["2199-W02", "2027-W53", "2026-W54", "2026-W00", "2026-10", "2026-W4", "x"])
def test_a_week_to_come_or_that_is_none_is_refused(marketing, week, problem):
    problem(marketing.get(f"/v1/reviews/{week}"), 422, "/week")
    note = {"side": "marketing", "kind": "thanks", "text": "x", "by": "x"}
    problem(marketing.post(f"/v1/reviews/{week}/notes", note), 422, "/week")


@pytest.mark.parametrize(
    ("week", "since"), [("2020-W53", "2020-12-28"), ("2021-W01", "2021-01-04"), ("2025-W01", "2024-12-30")]
)
def test_weeks_at_a_years_edge(marketing, crm, keep, week, since):
    """The last second of a Sunday in the company's zone is still that week."""
    monday = date.fromisoformat(since)
    last = datetime.combine(monday + timedelta(days=6), time(23, 59, 59))
    keep(submitted_at=f"{last.isoformat()}+07:00")
    keep(submitted_at=f"{(last + timedelta(seconds=1)).isoformat()}+07:00")
    answer = marketing.get(f"/v1/reviews/{week}").json
    assert (answer["since"], figures(answer)["leads"]["now"]["value"]) == (since, 1)


def test_the_text_is_under_1000_characters_whatever_the_names_are(parts, crm, marketing, keep, at, week):
    """200-letter campaigns, 500-letter notes, 5 long actions, in both languages."""
    for place in range(3):
        keep(campaign=f"{place} {LONG}"[:200], submitted_at=at(0))
        for client, side in ((marketing, "marketing"), (crm, "sales")):
            note = {"side": side, "kind": "thanks", "text": "x" * 500, "by": "y" * 200}
            assert client.post(f"/v1/reviews/{week}/notes", note).status_code == 201
    due = (utc_now() + timedelta(days=9)).date().isoformat()
    for _ in range(5):
        body = {"what": "w" * 500, "who": "z" * 200, "due": due, "side": "sales", "week": week, "by": "x"}
        assert marketing.post("/v1/actions", body).status_code == 201
    for language in ("vi", "en"):
        text = marketing.get(f"/v1/reviews/{week}", format="text", lang=language).text
        assert 300 < len(text) < 1000
        assert week in text.splitlines()[0]
        assert sum(line.startswith("→") for line in text.splitlines()) >= 1


def test_the_markdown_tells_it_all_and_takes_no_marks_from_names(crm, marketing, busy, keep, at, week):
    keep(campaign="a|b](http://x) <b>", submitted_at=at(1))
    for language, heading in (("vi", "## Hai bên đã làm"), ("en", "## What both sides did")):
        answer = marketing.get(f"/v1/reviews/{week}", format="markdown", lang=language)
        assert answer.content_type == "text/markdown; charset=utf-8"
        text = answer.text
        assert heading in text
        assert text.index("tết: ") < text.index("| ---")
        assert "<b>" not in text.replace("\\<b\\>", "")
        assert "](http" not in text.replace("\\](http", "")


def test_the_picture_is_a_png_with_every_part_in_it(parts, marketing, busy, week):
    answer = marketing.get(f"/v1/reviews/{week}", format="png")
    assert (answer.content_type, answer.data[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", answer.data[16:24])
    assert 1400 < width < 2000
    assert 600 < height < 2400
    with parts.database.read() as connection:
        now = utc_now()
        review = review_week(connection, parts.company, in_force(connection, now), 60.0, week, now)
    assert len(specification(parts.company, review, "vi")["vconcat"]) == 6
    assert markdown(parts.company, review, "en") != markdown(parts.company, review, "vi")
    assert plain_text(parts.company, review, "en") != plain_text(parts.company, review, "vi")


def test_notes_are_words_of_a_list(marketing, week, problem):
    right = {"side": "sales", "kind": "test", "text": "Gọi buổi tối", "by": "x"}
    for field, change in (("/side", {"side": "boss"}), ("/kind", {"kind": "blame"}), ("/text", {"text": ""})):
        problem(marketing.post(f"/v1/reviews/{week}/notes", right | change), 422, field)


def test_a_key_writes_for_its_own_side(crm, marketing, week, problem):
    note = {"kind": "thanks", "text": "Cảm ơn", "by": "sale-03"}
    path = f"/v1/reviews/{week}/notes"
    problem(crm.post(path, note | {"side": "marketing"}), 403)
    problem(marketing.post(path, note | {"side": "sales"}), 403)
    assert crm.post(path, note | {"side": "sales"}).status_code == 201
