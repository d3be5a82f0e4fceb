"""`/v1/alerts`: listed with their sentences, taken once, made an action, closed by the daily look."""

from datetime import timedelta

import pytest

from model.campaign.alerts.kinds import JUDGED_IN_SECONDS, QUALITY_BELOW_TARGET, SIDE_OF
from service.jobs.worker import JOBS, Worker
from service.store import alerts
from service.store.ids import new_id
from service.usecases.clock import utc_now

BELOW = {"countable": 180, "judged": 140, "qualified": 44, "target": 0.4, "probability": 0.9991}
SECONDS = {"short": 8, "of": 20, "seconds": 15}
NOBODY = "/v1/alerts/01a200f7-81ac-7108-a312-066d4dee67fb"


@pytest.fixture
def database_url(request):
    """SQLite, but for one test that runs the queries on both."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")


@pytest.fixture
def opened(parts):
    """Put an open alert; its id."""

    def put(kind=QUALITY_BELOW_TARGET, subject="tết", figures=BELOW):
        at, alert_id = utc_now(), new_id()
        row = {"id": alert_id, "kind": kind, "subject": subject, "side": SIDE_OF[kind], "figures": figures}
        with parts.database.write() as connection:
            alerts.open_new(connection, [{**row, "opened_at": at, "last_seen_at": at}])
        return str(alert_id)

    return put


@pytest.fixture
def due():
    return (utc_now() + timedelta(days=9)).date().isoformat()


def test_an_alert_tells_its_arithmetic_in_both_languages(marketing, opened):
    opened()
    (alert,) = marketing.get("/v1/alerts").json["alerts"]
    assert alert["sentence"] == {
        "vi": "Chiến dịch tết: 44/140 số đạt chuẩn (31\u00a0%), mục tiêu 40\u00a0%; "
        "khả năng thấp hơn mục tiêu là 99,9\u00a0%.",
        "en": "Campaign tết: 44 of 140 leads qualified (31\u00a0%) at a target of 40\u00a0%; "
        "the chance that it is below is 99.9\u00a0%.",
    }
    assert (alert["figures"], alert["closed"], alert["side"]) == (BELOW, None, None)


def test_it_is_opened_once_and_taken_by_one_name(marketing, crm, opened, problem):
    alert = opened()
    opened()
    assert len(marketing.get("/v1/alerts").json["alerts"]) == 1
    taken = marketing.post(f"/v1/alerts/{alert}/take", {"by": "Hoa"})
    assert (taken.status_code, taken.json["taken_by"]) == (200, "Hoa")
    assert marketing.post(f"/v1/alerts/{alert}/take", {"by": "Hoa"}).status_code == 200
    problem(crm.post(f"/v1/alerts/{alert}/take", {"by": "Minh"}), 409)
    problem(crm.post(f"/v1/alerts/{alert}/take", {"by": ""}), 422, "/by")
    problem(crm.post(f"{NOBODY}/take", {"by": "Minh"}), 404)


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_it_becomes_an_action_that_should_move_its_figure(crm, marketing, opened, due, problem):
    crm.put("/v1/campaigns/tết", {})
    alert = opened()
    body = {"what": "Xem lại đối tượng", "who": "Hoa", "due": due, "by": "Minh"}
    made = marketing.post(f"/v1/alerts/{alert}/action", body)
    assert made.status_code == 201, made.text
    assert (made.json["side"], made.json["figure"]["name"]) == ("marketing", "quality_rate")
    assert made.json["figure"]["subject"] == "tết"
    (seen,) = marketing.get("/v1/alerts").json["alerts"]
    assert (seen["action_id"], seen["taken_by"]) == (made.json["id"], "Minh")
    problem(marketing.post(f"/v1/alerts/{alert}/action", body), 409)
    assert len(marketing.get("/v1/actions").json["actions"]) == 1


def test_what_is_gone_closes_by_itself_at_the_next_look_and_says_why(parts, marketing, opened, due, problem):
    alert = opened()
    Worker(parts, JOBS).do_all()
    assert marketing.get("/v1/alerts").json["alerts"] == []
    (closed,) = marketing.get("/v1/alerts", state="closed").json["alerts"]
    assert closed["closed"]["en"].startswith("Closed by itself on ")
    assert [each["id"] for each in marketing.get("/v1/alerts", state="all").json["alerts"]] == [alert]
    problem(marketing.post(f"/v1/alerts/{alert}/take", {"by": "Hoa"}), 409)
    body = {"what": "x", "who": "Hoa", "due": due, "by": "Minh"}
    problem(marketing.post(f"/v1/alerts/{alert}/action", body), 409)


def test_the_worker_looks_once_a_day(parts, marketing, opened):
    Worker(parts, JOBS).do_all()
    opened()
    Worker(parts, JOBS).do_all()
    assert len(marketing.get("/v1/alerts").json["alerts"]) == 1


def test_what_is_about_a_rep_is_her_own_teams(marketing, crm, opened, problem):
    alert = opened(JUDGED_IN_SECONDS, "sale-03", SECONDS)
    assert marketing.get("/v1/alerts", state="all").json["alerts"] == []
    problem(marketing.post(f"/v1/alerts/{alert}/take", {"by": "Hoa"}), 404)
    (seen,) = crm.get("/v1/alerts").json["alerts"]
    assert "8/20" in seen["sentence"]["vi"]


def test_states_are_words_of_a_list(marketing, problem):
    problem(marketing.get("/v1/alerts", state="new"), 422, "/state")
