"""The page of alerts: what waits for whom, with its arithmetic, and who takes it."""

import re
from datetime import timedelta

import pytest

from service.store import alerts
from service.store.ids import new_id
from service.usecases.clock import utc_now
from service.usecases.review.iso_week import today

LATE = {"kind": "first_calls_late", "subject": "", "side": "sales"}
BELOW = {"kind": "quality_below_target", "subject": "tet", "side": None}
OF_A_REP = {"kind": "judged_in_seconds", "subject": "sale-03", "side": "sales"}
FIGURES = {
    "first_calls_late": {"kept": 65, "of": 329, "promised": 0.8},
    "quality_below_target": {"qualified": 31, "judged": 108, "target": 0.45, "probability": 0.9993},
    "judged_in_seconds": {"short": 9, "of": 40, "seconds": 10},
}


@pytest.fixture
def opened(parts):
    """Open an alert; its id as text."""

    def open_one(about, **more):
        alert_id, now = new_id(), utc_now()
        row = {
            **about,
            "id": alert_id,
            "figures": FIGURES[about["kind"]],
            "opened_at": now,
            "last_seen_at": now,
        }
        with parts.database.write() as connection:
            alerts.open_new(connection, [row])
            if "taken_by" in more:
                alerts.take(connection, alert_id, more["taken_by"], now)
            if "closed_why" in more:
                alerts.close(connection, alert_id, more["closed_why"], now)
        return str(alert_id)

    return open_one


@pytest.fixture
def due(parts):
    return (today(parts.company, utc_now()) + timedelta(days=3)).isoformat()


def shown(page):
    return re.findall(r'id="alert-([0-9a-f-]{36})"', page.text)


def test_open_ones_say_their_arithmetic_and_whom_they_wait_for(signed_in_as, opened):
    opened(LATE)
    opened(BELOW)
    page = signed_in_as("marketer").get("/alerts")
    read = page.text.replace("\xa0", " ")
    assert "65/329 lead được gọi lần đầu đúng hẹn (20 %)" in read
    assert "31/108 số đạt chuẩn (29 %), mục tiêu 45 %" in read
    assert ("Chờ Sale" in read, "Chờ Hai đội" in read) == (True, True)
    english = signed_in_as("boss", language="en").get("/alerts").text
    assert ("Waits for Sales" in english, "Waits for Both teams" in english) == (True, True)


def test_those_that_nobody_took_come_first_and_closed_ones_last(signed_in_as, opened):
    free = opened(LATE)
    taken = opened(BELOW, taken_by="Lan")
    closed = opened({**BELOW, "subject": "he"}, closed_why="gone")
    page = signed_in_as("boss").get("/alerts")
    assert shown(page) == [free, taken]
    assert closed not in page.text
    assert "Tự đóng ngày" in page.text
    assert "Lan đã nhận" in page.text


def test_a_side_sees_its_own(signed_in_as, opened):
    late, both = opened(LATE), opened(BELOW)
    visitor = signed_in_as("marketer")
    assert shown(visitor.get("/alerts", side="sales")) == [late]
    assert shown(visitor.get("/alerts", side="both")) == [both]
    nothing = visitor.get("/alerts", side="marketing")
    assert shown(nothing) == []
    assert "Không có cảnh báo nào đang chờ đội này" in nothing.text
    assert "Tất cả (2)" in nothing.text


def test_who_takes_an_alert_has_it_as_an_action_with_a_due_day(signed_in_as, opened, due, marketing):
    alert_id = opened(LATE)
    visitor = signed_in_as("sales_lead", name="Tuấn")
    taken = visitor.post(f"/alerts/{alert_id}", {"what": "Xếp lại ca", "due": due})
    assert (taken.status_code, taken.headers["Location"]) == (303, f"/alerts?told=kept#alert-{alert_id}")
    (action,) = marketing.get("/v1/actions").json["actions"]
    assert {name: action[name] for name in ("what", "who", "due", "side", "created_by")} == {
        "what": "Xếp lại ca",
        "who": "Tuấn",
        "due": due,
        "side": "sales",
        "created_by": "Tuấn",
    }
    page = visitor.get("/alerts")
    assert "Việc: Xếp lại ca – Tuấn" in page.text
    assert f'action="/alerts/{alert_id}"' not in page.text
    assert signed_in_as("marketer").post(f"/alerts/{alert_id}", {"what": "x", "due": due}).status_code == 409


def test_an_alert_that_somebody_took_is_not_offered_to_others(signed_in_as, opened):
    alert_id = opened(LATE, taken_by="Tuấn")
    assert f'action="/alerts/{alert_id}"' not in signed_in_as("marketer", name="Lan").get("/alerts").text
    assert f'action="/alerts/{alert_id}"' in signed_in_as("sales_lead", name="Tuấn").get("/alerts").text


def test_a_day_that_has_passed_is_refused_and_what_was_written_stays(signed_in_as, opened):
    alert_id = opened(LATE)
    sent = {"form": f"alert-{alert_id}", "what": "Xếp lại ca", "due": "2020-01-01"}
    refused = signed_in_as("sales_lead").post(f"/alerts/{alert_id}", sent)
    assert refused.status_code == 422
    assert 'value="Xếp lại ca"' in refused.text
    assert 'value="2020-01-01"' in refused.text


def test_an_alert_about_a_rep_is_her_own_teams(signed_in_as, opened, due):
    alert_id = opened(OF_A_REP)
    for role in ("marketer", "boss"):
        visitor = signed_in_as(role)
        assert "sale-03" not in visitor.get("/alerts").text
        assert visitor.post(f"/alerts/{alert_id}", {"what": "x", "due": due}).status_code == 404
    page = signed_in_as("sales_lead").get("/alerts")
    assert "sale-03" in page.text
    assert "/campaigns/sale-03" not in page.text


def test_nothing_open_is_said(signed_in_as, begun):
    assert "Không có cảnh báo nào đang mở" in signed_in_as("boss").get("/alerts").text


def test_reps_have_no_alerts(signed_in_as):
    assert signed_in_as("rep", rep="sale-03").get("/alerts").status_code == 403
