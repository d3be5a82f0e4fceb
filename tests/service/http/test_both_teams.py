"""What stands between the two teams, once through on both databases: every query of it runs on each."""

import pytest

from service.jobs.worker import JOBS, Worker

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
PHONE = {"phone": "0901 234 567"}


@pytest.fixture
def team(crm):
    for rep in ("sale-03", "sale-07"):
        assert crm.put(f"/v1/team/{rep}", {"shifts": ALWAYS, "absences": ["2026-01-01"]}).status_code == 200


def owner(crm, lead):
    return crm.get(f"/v1/leads/{lead}").json["owner"]


def test_leads_are_given_by_turns_and_shown(crm, keep, ago, team, parts):
    old = keep(contact=PHONE, submitted_at=ago(days=60))
    crm.post(f"/v1/leads/{old}/assignment", {"rep": "sale-07"})
    again, *others = keep(contact=PHONE), keep(), keep()
    assert crm.get(f"/v1/leads/{again}").json["duplicate_of"] is None
    given = {each["lead_id"]: each for each in crm.post("/v1/assignments/run").json["given"]}
    assert (given[again]["rep"], given[again]["reason"]) == ("sale-07", "same_person")
    assert {given[lead]["reason"] for lead in others} == {"rotation"}
    assert crm.get(f"/v1/leads/{again}").json["history"]["assignments"][0]["reason"] == "same_person"
    assert crm.post("/v1/assignments/run").json == {"given": []}
    shares = {each["rep"]: each for each in crm.get("/v1/assignments/shares").json["reps"]}
    assert sum(each["leads"] for each in shares.values()) == 4
    assert shares["sale-03"]["expected_revenue"] == {"amount": 0, "currency": "VND"}
    earlier = crm.get("/v1/assignments/shares", day="2026-01-01").json["reps"]
    assert earlier == []  # both were away


def test_the_worker_takes_late_leads_back_and_gives_them_on(crm, keep, ago, team, parts, agreed):
    lead = keep(submitted_at=ago(minutes=50))
    late = {"rep": "sale-03", "occurred_at": ago(minutes=45)}
    crm.post(f"/v1/leads/{lead}/assignment", late)
    Worker(parts, JOBS).do_all()
    assert owner(crm, lead) == "sale-03"  # nobody agreed to it
    hours = {"shifts": ALWAYS, "take_back_minutes": 30}
    agreed(**hours)
    Worker(parts, JOBS).do_all()
    assert owner(crm, lead) is None
    agreed(**hours, rotation=True)
    Worker(parts, JOBS).do_all()
    assert owner(crm, lead) == "sale-07"
    given = crm.get(f"/v1/leads/{lead}").json["history"]["assignments"]
    assert [each["reason"] for each in given] == ["rotation", "taken_back", "by_hand"]


def test_a_dispute_runs_its_course(crm, marketing, keep, agreed, team):
    agreed(checklist=["reached"])
    lead = keep(campaign="tet-2026")
    crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "no_need", "rep": "sale-03"})
    said = {"by": "marketing-01", "reason": "Nói có nhu cầu trên Zalo"}
    dispute = marketing.post(f"/v1/leads/{lead}/dispute", said).json["id"]
    assert marketing.post(f"/v1/leads/{lead}/dispute", said).status_code == 409
    crm.post(f"/v1/disputes/{dispute}/assign", {"to": "sale-07"})
    assert crm.get(f"/v1/disputes/{dispute}/contact").json["campaign"] == "tet-2026"
    body = {"by": "sale-07", "found": "qualified"}
    assert crm.post(f"/v1/disputes/{dispute}/decision", body).json["verdict"] == "overturned"
    listed = marketing.get("/v1/disputes", state="decided", campaign="tet-2026").json
    assert (len(listed["disputes"]), listed["counts"]["overturned"]) == (1, 1)
    late = {"disposition": "no_need", "rep": "sale-03"}
    answer = crm.post(f"/v1/leads/{lead}/disposition", late)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "/note")
    crm.post(f"/v1/leads/{lead}/disposition", late | {"note": "Khách đổi ý"})
    marketing.post(f"/v1/leads/{lead}/dispute", said)
    crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "bad_timing"})
    listed = marketing.get("/v1/disputes").json
    assert listed["counts"] == {"open": 0, "upheld": 0, "overturned": 2}
    assert (listed["disputes"][0]["decided_by"], listed["disputes"][0]["note"]) == (None, "Sales corrected")
