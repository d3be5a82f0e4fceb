"""`/v1/leads/{id}/dispute` and `/v1/disputes`: Marketing disputes, another person calls blind."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.store import events
from service.usecases.clock import utc_now

DISPUTE = {"by": "marketing-01", "reason": "Nói có nhu cầu trên Zalo"}


@pytest.fixture
def database_url(sqlite_url):
    """The queries run on both databases in `test_both_teams.py`."""
    return sqlite_url


@pytest.fixture
def judged(crm, keep, ago):
    """A new lead of which Sales said this."""

    def judge(disposition="no_need", **at):
        lead = keep(submitted_at=ago(days=30), campaign="tet-2026")
        body = {"disposition": disposition, "rep": "sale-03", **at}
        assert crm.post(f"/v1/leads/{lead}/disposition", body).status_code == 201
        return lead

    return judge


@pytest.fixture
def disputed(marketing, judged):
    """A dispute's id and its lead's."""

    def open_one(disposition="no_need"):
        lead = judged(disposition)
        answer = marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE)
        assert answer.status_code == 201, answer.text
        return answer.json["id"], lead

    return open_one


def test_what_the_caller_sees_does_not_hold_what_was_said(crm, marketing, disputed, rows):
    dispute, lead = disputed()
    assert crm.get(f"/v1/disputes/{dispute}/contact").status_code == 409  # nobody is to call
    assert crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-07"}).status_code == 200
    before = rows()["audit_entries"]
    sheet = crm.get(f"/v1/disputes/{dispute}/contact")
    assert sheet.json["contact"]["phones"] == ["+84901000001"]
    assert rows()["audit_entries"] == before + 1
    (shown,) = crm.get("/v1/disputes").json["disputes"]
    assert (shown["said"], shown["reason"], shown["assigned_to"]) == (None, None, "sale-07")
    assert "no_need" not in sheet.text
    assert DISPUTE["reason"] not in sheet.text
    (shown,) = marketing.get("/v1/disputes", state="open", campaign="tet-2026").json["disputes"]
    assert (shown["said"], shown["reason"], shown["lead_id"]) == ("no_need", DISPUTE["reason"], lead)


def test_an_overturned_one_changes_the_figures(crm, marketing, disputed, figures):
    dispute, lead = disputed()
    assert figures()["tet-2026"]["qualified"] == 0
    body = {"by": "sale-07", "found": "qualified", "note": "Có nhu cầu"}
    answer = crm.post(f"/v1/disputes/{dispute}/decision", body)
    assert (answer.status_code, answer.json["verdict"]) == (200, "overturned")
    assert figures()["tet-2026"]["qualified"] == 1
    newest, first = crm.get(f"/v1/leads/{lead}").json["history"]["dispositions"]
    assert (newest["source"], newest["changed_from"], first["disposition"]) == (
        "dispute",
        "no_need",
        "no_need",
    )
    listed = crm.get("/v1/disputes", state="decided").json
    assert listed["counts"] == {"open": 0, "upheld": 0, "overturned": 1}
    assert (listed["disputes"][0]["said"], listed["disputes"][0]["found"]) == ("no_need", "qualified")
    assert marketing.get("/v1/disputes", state="open").json["disputes"] == []


def test_an_upheld_one_leaves_the_lead_as_it_was(crm, disputed):
    dispute, lead = disputed()
    answer = crm.post(f"/v1/disputes/{dispute}/decision", {"by": "sale-07", "found": "no_budget"})
    assert answer.json["verdict"] == "upheld"
    page = crm.get(f"/v1/leads/{lead}").json
    assert (page["disposition"], len(page["history"]["dispositions"])) == ("no_need", 1)
    assert crm.get("/v1/disputes").json["counts"]["upheld"] == 1


def test_who_judged_or_disputed_it_does_not_decide(crm, disputed, problem):
    dispute, _ = disputed()
    for party in ("sale-03", " Sale-03", "MARKETING-01"):
        problem(crm.post(f"/v1/disputes/{dispute}/assign", {"to": party}), 422, "/to")
        body = {"by": party, "found": "no_need"}
        problem(crm.post(f"/v1/disputes/{dispute}/decision", body), 422, "/by")


def test_a_call_that_nobody_answered_decides_nothing(crm, disputed, problem):
    dispute, _ = disputed()
    body = {"by": "sale-07", "found": "unreachable"}
    problem(crm.post(f"/v1/disputes/{dispute}/decision", body), 422, "/found")
    dispute, _ = disputed("unreachable")
    assert crm.post(f"/v1/disputes/{dispute}/decision", body).json["verdict"] == "upheld"


def test_a_dispute_is_decided_once_and_a_disposition_disputed_once(crm, marketing, disputed, problem):
    dispute, lead = disputed()
    problem(marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE), 409)
    body = {"by": "sale-07", "found": "no_need"}
    crm.post(f"/v1/disputes/{dispute}/decision", body)
    problem(crm.post(f"/v1/disputes/{dispute}/decision", body), 409)
    problem(crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-07"}), 409)
    problem(marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE), 409)


def test_only_a_reason_is_disputed_and_only_while_it_is_new(crm, marketing, keep, judged, parts, problem):
    path = "/v1/leads/{}/dispute"
    problem(marketing.post(path.format(keep()), DISPUTE), 422)
    problem(marketing.post(path.format(judged("qualified")), DISPUTE), 422)
    won = judged()
    crm.post(f"/v1/leads/{won}/outcome", {"outcome": "won"})
    problem(marketing.post(path.format(won), DISPUTE), 422)
    old = judged()
    told_days_ago(parts, 8)
    assert problem(marketing.post(path.format(old), DISPUTE), 422)["errors"][0]["code"] == "too_late"
    told_days_ago(parts, 6)
    assert marketing.post(path.format(old), DISPUTE).status_code == 201


def told_days_ago(parts, days):
    with parts.database.write() as connection:
        at = utc_now() - timedelta(days=days)
        connection.execute(sa.update(events.dispositions).values(recorded_at=at))


def test_a_person_who_asked_not_to_be_called_is_not(crm, disputed, problem):
    dispute, lead = disputed()
    crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-07"})
    crm.post(f"/v1/leads/{lead}/do-not-contact")
    problem(crm.get(f"/v1/disputes/{dispute}/contact"), 409)
    crm.delete(f"/v1/leads/{lead}/personal-data")
    assert crm.get("/v1/disputes", state="open").json["disputes"][0]["lead_id"] == lead


def test_what_was_written_of_a_forgotten_person_is_forgotten(crm, marketing, disputed):
    _, lead = disputed()
    crm.delete(f"/v1/leads/{lead}/personal-data")
    assert marketing.get("/v1/disputes").json["disputes"][0]["reason"] == ""


def test_a_dispute_that_is_not_there_is_404(crm, marketing, problem):
    nowhere = "01a200f7-81ac-7108-a312-066d4dee67fb"
    problem(marketing.post(f"/v1/leads/{nowhere}/dispute", DISPUTE), 404)
    problem(crm.get(f"/v1/disputes/{nowhere}/contact"), 404)
