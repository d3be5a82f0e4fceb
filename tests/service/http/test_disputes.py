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
def team(crm):
    for rep in ("sale-03", "sale-07"):
        crm.put(f"/v1/team/{rep}", {})
    crm.put("/v1/team/sale-09", {"is_active": False})


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
def disputed(crm, marketing, judged, team):
    """A dispute's id and its lead's; `to` is who is to call."""

    def open_one(disposition="no_need", to=None, **at):
        lead = judged(disposition, **at)
        answer = marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE)
        assert answer.status_code == 201, answer.text
        dispute = answer.json["id"]
        if to:
            assert crm.post(f"/v1/disputes/{dispute}/assign", {"to": to}).status_code == 200
        return dispute, lead

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
    dispute, lead = disputed(to="sale-07")
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
    dispute, lead = disputed(to="sale-07")
    answer = crm.post(f"/v1/disputes/{dispute}/decision", {"by": "sale-07", "found": "no_budget"})
    assert answer.json["verdict"] == "upheld"
    page = crm.get(f"/v1/leads/{lead}").json
    assert (page["disposition"], len(page["history"]["dispositions"])) == ("no_need", 1)
    assert crm.get("/v1/disputes").json["counts"]["upheld"] == 1


def test_who_judged_or_disputed_it_does_not_decide(crm, disputed, problem):
    dispute, _ = disputed()
    for party in ("sale-03", " Sale-03", "SALE\u201003", "sale 03", "MARKETING-01"):
        problem(crm.post(f"/v1/disputes/{dispute}/assign", {"to": party}), 422, "/to")
        body = {"by": party, "found": "no_need"}
        problem(crm.post(f"/v1/disputes/{dispute}/decision", body), 422, "/by")


def test_only_a_rep_who_works_here_is_to_call(crm, disputed, problem):
    dispute, _ = disputed()
    for to in ("sale-09", "nobody-01"):
        problem(crm.post(f"/v1/disputes/{dispute}/assign", {"to": to}), 422, "/to")
    assert crm.post(f"/v1/disputes/{dispute}/assign", {"to": "SALE 07"}).json["assigned_to"] == "sale-07"


def test_only_who_was_to_call_decides(crm, disputed, problem):
    dispute, _ = disputed()
    path, body = f"/v1/disputes/{dispute}/decision", {"by": "sale-07", "found": "no_need"}
    problem(crm.post(path, body), 422, "/by")  # nobody was to call
    crm.put("/v1/team/sale-11", {})
    crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-11"})
    problem(crm.post(path, body), 422, "/by")
    assert crm.post(path, body | {"by": "Sale_11"}).status_code == 200


def test_of_a_word_without_a_rep_the_owner_is_the_judge(crm, marketing, keep, ago, team, problem):
    lead = keep(submitted_at=ago(days=3))
    for rep, days in (("sale-07", 2), ("sale-03", 1)):
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": rep, "occurred_at": ago(days=days)})
    crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "no_need"})
    crm.post(f"/v1/leads/{lead}/assignment", {"rep": "sale-07"})
    dispute = marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE).json["id"]
    problem(crm.post(f"/v1/disputes/{dispute}/assign", {"to": "Sale 03"}), 422, "/to")
    assert crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-07"}).status_code == 200


def test_what_sales_corrects_itself_is_settled(crm, marketing, disputed, problem, ago):
    dispute, lead = disputed(to="sale-07")
    path, body = f"/v1/leads/{lead}/disposition", {"rep": "sale-03"}
    crm.post(path, body | {"disposition": "qualified", "occurred_at": ago(days=1)})  # not what counts
    crm.post(path, body | {"disposition": "no_budget"})  # another word of the same group
    assert crm.get("/v1/disputes").json["counts"]["open"] == 1
    crm.post(path, body | {"disposition": "qualified"})
    listed = marketing.get("/v1/disputes").json
    assert listed["counts"] == {"open": 0, "upheld": 0, "overturned": 1}
    (shown,) = listed["disputes"]
    assert (shown["decided_by"], shown["note"], shown["found"]) == ("sale-03", "Sales corrected", None)
    problem(crm.post(f"/v1/disputes/{dispute}/decision", {"by": "sale-07", "found": "no_need"}), 409)


def test_a_call_that_nobody_answered_decides_nothing(crm, disputed, problem):
    dispute, _ = disputed(to="sale-07")
    body = {"by": "sale-07", "found": "unreachable"}
    problem(crm.post(f"/v1/disputes/{dispute}/decision", body), 422, "/found")
    dispute, _ = disputed("unreachable", to="sale-07")
    assert crm.post(f"/v1/disputes/{dispute}/decision", body).json["verdict"] == "upheld"


def test_a_dispute_is_decided_once_and_a_disposition_disputed_once(crm, marketing, disputed, problem):
    dispute, lead = disputed(to="sale-07")
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


def test_of_history_the_days_run_from_when_it_was_said(marketing, judged, parts, problem, ago):
    new = judged()
    imported(parts)
    assert marketing.post(f"/v1/leads/{new}/dispute", DISPUTE).status_code == 201
    old = judged(occurred_at=ago(days=8))
    imported(parts)
    answer = problem(marketing.post(f"/v1/leads/{old}/dispute", DISPUTE), 422)
    assert answer["errors"][0]["code"] == "too_late"
    imported(parts, occurred_at=None)
    assert marketing.post(f"/v1/leads/{old}/dispute", DISPUTE).status_code == 201


def imported(parts, **at):
    with parts.database.write() as connection:
        connection.execute(sa.update(events.dispositions).values(source="import", **at))


def test_who_must_not_be_called_is_not_disputed(crm, marketing, judged, problem):
    lead = judged()
    crm.post(f"/v1/leads/{lead}/do-not-contact")
    answer = problem(marketing.post(f"/v1/leads/{lead}/dispute", DISPUTE), 422)
    assert answer["errors"][0]["code"] == "do_not_contact"


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
