"""`/v1/overview`: five figures, three sentences, open actions."""

from datetime import datetime, time, timedelta

import pytest

from model.campaign.alerts.kinds import CALIBRATION_GONE
from service.store import alerts
from service.store.ids import new_id
from service.usecases.clock import utc_now
from service.usecases.review.iso_week import WEEK, monday_of, today
from service.usecases.review.overview import SHOWN


@pytest.fixture
def database_url(request):
    """SQLite, but for one test that runs the queries on both."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")


@pytest.fixture
def at(parts):
    """So many weeks before the one that runs, on its Wednesday at noon."""
    monday = monday_of(today(parts.company, utc_now()))

    def moment(weeks):
        local = datetime.combine(monday - weeks * WEEK + timedelta(days=2), time(12), parts.company.timezone)
        return local.isoformat()

    return moment


def sentences(answer, language):
    return [each[language] for each in answer["sentences"]]


def test_an_empty_company_is_told_so(marketing):
    answer = marketing.get("/v1/overview").json
    assert [each["name"] for each in answer["figures"]] == list(SHOWN)
    assert answer["figures"][1]["now"] == {"value": None, "money": None}
    assert answer["figures"][3]["now"] == {"value": None, "money": None}  # no lead has a score
    assert sentences(answer, "en") == [
        "Marketing: no lead was recorded in the last 4 weeks.",
        "Sales: no contact attempt was recorded in the last 4 weeks.",
        "No alert is open.",
    ]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_good_news_of_each_team_first(crm, keep, marketing, at):
    """20 leads after 2 are more than chance; a sale of 3 M after one of 1 M is more revenue."""
    old = [keep(submitted_at=at(6)) for _ in range(2)]
    new = [keep(submitted_at=at(2)) for _ in range(20)]
    for lead, weeks, amount in ((old[0], 6, 1_000_000), (new[0], 2, 3_000_000)):
        revenue = {"amount": amount, "currency": "VND"}
        outcome = {"outcome": "won", "revenue": revenue, "occurred_at": at(weeks)}
        assert crm.post(f"/v1/leads/{lead}/outcome", outcome).status_code == 201
    answer = marketing.get("/v1/overview").json
    assert sentences(answer, "en")[:2] == [
        "Marketing: brought 20 leads, up from 2.",
        "Sales: won revenue 3,000,000\u00a0VND, up from 1,000,000\u00a0VND.",
    ]
    booked = answer["figures"][0]
    assert booked["now"]["money"]["amount"] == 3_000_000
    assert booked["before"]["money"]["amount"] == 1_000_000
    assert "20 lead" in sentences(answer, "vi")[0]


def test_no_news_is_effort(crm, keep, marketing, at):
    lead = keep(submitted_at=at(2))
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "no_answer", "occurred_at": at(1)})
    assert sentences(marketing.get("/v1/overview").json, "en")[:2] == [
        "Marketing: brought 1 leads in 4 weeks.",
        "Sales: 1 contact attempts on 1 leads in 4 weeks.",
    ]
    crm.put("/v1/campaigns/tết", {})
    crm.post("/v1/campaigns/tết/changes", {"kind": "bid", "occurred_at": at(1)})
    assert sentences(marketing.get("/v1/overview").json, "vi")[0].startswith(
        "Marketing: 1 thay đổi chiến dịch"
    )


def test_the_third_sentence_is_an_alert_else_the_action_due_first(parts, marketing):
    due = (utc_now() + timedelta(days=9)).date().isoformat()
    action = {"what": "Thử mẫu mới", "who": "Hoa", "due": due, "side": "marketing", "by": "Hoa"}
    marketing.post("/v1/actions", action)
    assert "Thử mẫu mới – Hoa" in sentences(marketing.get("/v1/overview").json, "vi")[2]
    row = {"id": new_id(), "kind": CALIBRATION_GONE, "subject": "", "side": None, "figures": {}}
    with parts.database.write() as connection:
        alerts.open_new(connection, [{**row, "opened_at": utc_now(), "last_seen_at": utc_now()}])
    answer = marketing.get("/v1/overview").json
    assert sentences(answer, "vi")[2].startswith("Cùng xem: ")
    assert (answer["open_alerts"], [each["who"] for each in answer["actions"]]) == (1, ["Hoa"])


def test_another_language_names_its_field(marketing, problem):
    problem(marketing.get("/v1/overview", lang="fr"), 422, "/lang")
