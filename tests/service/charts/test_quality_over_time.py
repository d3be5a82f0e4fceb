"""Weeks without leads stay gaps, thin weeks look thin, and changes stand at their days."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from service.charts.change_marks import change_marks
from service.charts.quality_over_time import quality_over_time
from service.charts.writing import Writing

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))


def change(day, kind="budget", hour=3, month=10, note=None):
    return {"occurred_at": f"2026-{month:02}-{day:02}T{hour:02}:00:00+00:00", "kind": kind, "note": note}


def marks(*changes, width=900):
    layers = change_marks(changes, DAYS, Writing("en"), ZONE, 240)
    rows = layers[0]["data"]["values"] if layers else []
    return sorted((row for row in rows if row["width"] == width), key=lambda row: row["share"])


def test_a_line_ends_where_weeks_are_missing(answers):
    spec = quality_over_time(answers["quality"], [], "vi", ZONE)
    runs = {row["start"]: row["run"] for row in spec["data"]["values"]}
    assert runs["2026-09-07"] == 0
    assert runs["2026-09-28"] == 1  # two weeks without leads
    assert runs["2026-10-12"] == 2
    alone = [layer for layer in spec["layer"] if layer["mark"].get("strokeWidth") == 6]
    assert [row["start"] for row in alone[0]["data"]["values"]] == ["2026-09-28"]


def test_a_week_of_few_judged_leads_is_told_apart_in_the_picture_and_in_words(answers):
    spec = quality_over_time(answers["quality"], [], "vi", ZONE)
    assert [row["start"] for row in spec["data"]["values"] if row["thin"]] == ["2026-11-16"]
    assert "Chấm rỗng: tuần có dưới 10 số được đánh giá." in spec["title"]["text"]
    for week in answers["quality"]["weeks"]:
        week["judged"] = 10
    assert len(quality_over_time(answers["quality"], [], "vi", ZONE)["title"]["text"]) == 1


def test_only_the_newest_weeks_are_shown(answers):
    spec = quality_over_time(answers["quality"], [], "en", ZONE, most_weeks=3)
    assert [row["start"] for row in spec["data"]["values"]] == ["2026-11-02", "2026-11-09", "2026-11-16"]


def test_without_a_target_there_is_no_line_of_it(answers):
    with_target = quality_over_time(answers["quality"], [], "en", ZONE)
    answers["quality"]["target"] = None
    assert (
        len(with_target["layer"]) - len(quality_over_time(answers["quality"], [], "en", ZONE)["layer"]) == 3
    )


def test_changes_of_one_day_of_the_company_are_one_mark():
    evening = change(9, "offer", hour=20)  # already the 10th in Hà Nội
    (mark,) = marks(change(10, note="−20 %"), evening, change(10, "budget", hour=5, note="as last year"))
    assert mark["day"] == "10 Oct 2026"
    assert mark["word"] == "Offer, Budget"
    assert mark["notes"] == "−20 %; as last year"


def test_changes_before_and_after_the_weeks_are_left_out():
    assert marks(change(30, month=9), change(1, month=11)) == []


def test_words_stand_in_lanes_and_cross_no_line():
    close = marks(change(10), change(11, "audience"))
    assert [mark["top"] for mark in close] == [-30, -15]
    apart = marks(change(3), change(20, "audience"))
    assert [mark["top"] for mark in apart] == [-15, -15]
    (last,) = marks(change(31))
    assert (last["align"], last["top"]) == ("right", -60)


def test_what_has_no_room_keeps_its_line():
    crowd = marks(*(change(day, "landing_page") for day in range(5, 25)), width=262)
    assert len(crowd) == 20
    assert {mark["top"] for mark in crowd if not mark["word"]} == {0}
    assert 4 <= sum(bool(mark["word"]) for mark in crowd) < 20
