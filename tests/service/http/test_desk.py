"""`/v1/desk`: whom a rep calls next, how her day began, leads that come by chat, and one person's leads."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from model.agreement import CHECKLIST
from service.http import operation
from service.store import desk_leads, reps
from service.store.audit import audit_entries
from service.store.leads import leads

REP = "sale-03"
# A Monday, 10:00 in the company's zone.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def clock(monkeypatch):
    """The time that every call sees; it can be set."""

    class Clock:
        now = NOW

    monkeypatch.setattr(operation, "utc_now", lambda: Clock.now)
    return Clock


def before(**span):
    return (NOW - timedelta(**span)).isoformat()


@pytest.fixture
def give(crm, keep, clock):
    """A lead that was given to the rep when it came: `give(minutes=8)` before now; its id."""

    def give_one(rep=REP, body=None, **span):
        lead = keep(submitted_at=before(**span), **(body or {}))
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": rep, "occurred_at": before(**span)})
        return lead

    return give_one


@pytest.fixture
def tries(crm):
    def tried(lead, result="no_answer", callback_at=None, **span):
        body = {"result": result, "rep": REP, "source": "dialler", "occurred_at": before(**span)}
        answer = crm.post(
            f"/v1/leads/{lead}/contact-attempts", body | ({"callback_at": callback_at} if callback_at else {})
        )
        assert answer.status_code == 201, answer.text

    return tried


def desk(crm, **query):
    answer = crm.get("/v1/desk", rep=REP, **query)
    assert answer.status_code == 200, answer.text
    return answer.json


def places(crm):
    return [(lead["id"], lead["why"]["key"]) for lead in desk(crm)["leads"]]


def test_call_backs_then_new_ones_then_retries_then_the_rest(crm, give, tries):
    late = give(hours=2)
    retry = give(days=1)
    tries(retry, hours=3)
    fresh, fresher = give(minutes=12), give(minutes=3)
    promised = give(days=3)
    tries(promised, "callback", callback_at=before(minutes=5), days=2)
    assert places(crm) == [
        (promised, "call_back"),
        (fresh, "new"),
        (fresher, "new"),
        (retry, "retry"),
        (late, "late"),
    ]
    found = desk(crm)
    assert found["waiting"] == {"call_back": 1, "new": 2, "retry": 1, "other": 1}
    assert found["leads"][1]["why"] == {
        "key": "new",
        "at": None,
        "minutes": 3,
        "attempt": None,
        "of": None,
    }
    assert [found["leads"][3]["why"][name] for name in ("attempt", "of")] == [2, 6]
    assert found["leads"][3]["last_attempt"]["result"] == "no_answer"


def test_worth_breaks_ties_and_nothing_else(crm, give, parts):
    same, worth_more, sooner = give(minutes=5), give(minutes=5), give(minutes=9)
    unscored = give(minutes=5)
    with parts.database.write() as connection:
        for lead, revenue in ((same, 10), (worth_more, 900), (sooner, 1)):
            own = sa.update(leads).where(leads.c.id == UUID(lead))
            connection.execute(own.values(expected_revenue=revenue))
    assert [lead for lead, _ in places(crm)] == [sooner, worth_more, same, unscored]


def test_who_must_not_be_called_and_what_is_settled_is_not_on_it(crm, keep, give, client_for, tries):
    kept = give(minutes=1)
    original = give(minutes=5, body={"contact": {"phone": "0909 111 222"}})
    again = give(minutes=4, body={"contact": {"phone": "0909 111 222"}})
    asked_not_to, forgotten, judged, won, other_reps = (give(minutes=6) for _ in range(5))
    crm.post(f"/v1/leads/{asked_not_to}/do-not-contact")
    crm.delete(f"/v1/leads/{forgotten}/personal-data")
    crm.post(f"/v1/leads/{judged}/disposition", {"disposition": "no_need", "occurred_at": before()})
    crm.post(f"/v1/leads/{won}/outcome", {"outcome": "won", "occurred_at": before()})
    crm.post(f"/v1/leads/{other_reps}/assignment", {"rep": "sale-07", "occurred_at": before()})
    lent = give(minutes=2, body={"campaign": "lent"})
    sample = client_for("call").post("/v1/campaigns/lent/call-sample", {"lent_to": "Hoa"})
    assert sample.status_code == 201, sample.text
    found = {lead for lead, _ in places(crm)}
    assert found == {kept, original}
    assert not found & {again, lent}


def test_a_lead_of_long_ago_comes_back_for_its_call_back_or_when_it_is_given_again(crm, give, tries):
    old, promised = give(days=100), give(days=100)
    tries(promised, "callback", callback_at=before(hours=1), days=90)
    assert places(crm) == [(promised, "call_back")]
    crm.post(f"/v1/leads/{old}/assignment", {"rep": REP, "occurred_at": before(minutes=2)})
    assert places(crm) == [(promised, "call_back"), (old, "new")]


def test_each_lead_has_what_a_talk_is_opened_with(crm, give, marketing, parts):
    crm.put("/v1/campaigns/tet", {"name": "Tết", "channel": "facebook", "message": "Giảm 20%"})
    marketing.post("/v1/campaigns/tet/announcements", {"by": "marketing-01", "text": "Học phí 3.500.000"})
    heard = crm.post(
        "/v1/feedback", {"kind": "asks", "text": "Có học bù?", "by": REP, "campaign": "tet"}
    ).json
    marketing.post(f"/v1/feedback/{heard['id']}/answer", {"by": "marketing-01", "answer": "Có"})
    body = {
        "campaign": "tet",
        "contact": {"name": "Lan", "phone": "0901 234 567"},
        "attributes": {"course": "IELTS", "budget": 100, "note": "gọi tối"},
        "tracking": {"ad_set": "nữ 25-34", "ad": "video-01"},
    }
    give(minutes=1, body=body)
    factors = [
        {"field": "campaign", "value": "tet", "points": 9.0},
        {"field": "budget", "value": 100, "points": 1.0},
        {"field": "course", "value": "ielts", "points": 4.0},
        {"field": "married", "value": None, "points": 3.0},
    ]
    with parts.database.write() as connection:
        connection.execute(sa.update(leads).values(factors=factors, probability=0.2))
    (lead,) = desk(crm)["leads"]
    assert lead["contact"]["name"] == "Lan"
    assert lead["contact"]["phones"] == ["+84901234567"]
    assert (lead["campaign_name"], lead["ad_set"], lead["ad"]) == ("Tết", "nữ 25-34", "video-01")
    assert lead["offer"]["message"] == "Giảm 20%"
    assert lead["offer"]["announced"] == "Học phí 3.500.000"
    assert [each["field"] for each in lead["opening"]] == ["course", "budget"]
    assert {each["field"]: each["value"] for each in lead["said"]}["note"] == "gọi tối"
    assert [each["answer"] for each in lead["campaign_answers"]] == ["Có"]
    assert not {"score", "grade", "probability", "expected_revenue"} & lead.keys()


def test_who_looked_at_whom_is_kept_once_a_day(crm, give, parts, clock):
    lead = give(minutes=1)
    for _ in range(2):
        desk(crm)
    clock.now = NOW + timedelta(days=1)
    desk(crm)
    with parts.database.read() as connection:
        entries = connection.execute(sa.select(audit_entries)).all()
    assert [(str(each.lead_id), each.action) for each in entries] == [(lead, "view_contact")] * 2


def test_after_those_that_are_listed_the_others_are_counted(crm, give, parts, problem):
    for minute in range(3):
        give(minutes=minute)
    found = desk(crm, limit=2)
    assert (len(found["leads"]), found["more"], found["waiting"]["new"]) == (2, 1, 3)
    with parts.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(audit_entries)) == 2
    for limit in (0, 51):
        problem(crm.get("/v1/desk", rep=REP, limit=limit), 422, "/limit")


def test_of_a_judged_lead_a_promised_call_decides_and_its_last_attempt_is_told(crm, give, tries):
    cared_for, promised, kept = (give(days=2) for _ in range(3))
    for lead in (cared_for, promised, kept):
        tries(lead, "reached", hours=30)
        judged = {"disposition": "qualified", "checklist": dict.fromkeys(CHECKLIST, True)}
        crm.post(f"/v1/leads/{lead}/disposition", judged | {"occurred_at": before(hours=30)})
    for lead in (promised, kept):
        tries(lead, "callback", callback_at=before(hours=2), hours=20)
    tries(kept, "reached", hours=1)
    told = {lead["id"]: (lead["why"]["key"], lead["last_attempt"]["result"]) for lead in desk(crm)["leads"]}
    assert told == {
        promised: ("call_back", "callback"),
        cared_for: ("in_care", "reached"),
        kept: ("in_care", "reached"),
    }


def test_the_leads_that_a_rep_had_long_ago_are_not_gone_through(parts):
    """What is waiting is found from what was given of late, however many she ever had."""
    with parts.database.write() as connection:
        rep = reps.ids(connection, [REP], NOW)[REP]
        plans = []

        def planned(conn, _cursor, statement, parameters, _context, _many):
            plan = conn.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in plan)

        sa.event.listen(connection, "before_cursor_execute", planned)
        desk_leads.waiting_with(connection, rep, NOW - timedelta(days=60), (NOW, NOW))
    assert "SEARCH assignments USING INDEX ix_assignments_rep_id_occurred_at" in "\n".join(plans)
    assert not [step for step in plans if "lead_states_owner_id" in step or "SCAN lead" in step]


@pytest.mark.parametrize("path", ["/v1/desk", "/v1/desk/start"])
def test_a_rep_nobody_knows_is_refused_and_not_added(crm, problem, rows, path):
    problem(crm.get(path, rep="sale-99"), 422, "/rep")
    problem(crm.get(path), 422, "/rep")
    assert rows()["reps"] == 0


@pytest.fixture
def day(crm, give):
    """Leads of a day that were called in their order: `day(2, "xx.x")` two days ago, x not qualified."""

    def called(days, marks):
        for place, mark in enumerate(marks):
            at = {"days": days, "minutes": 100 - place}
            lead = give(**at)
            told = {"rep": REP, "occurred_at": before(**at)}
            crm.post(f"/v1/leads/{lead}/contact-attempts", told | {"result": "reached"})
            word = "no_need" if mark == "x" else "qualified"
            met = {"checklist": dict.fromkeys(CHECKLIST, True)} if word == "qualified" else {}
            answer = crm.post(f"/v1/leads/{lead}/disposition", told | met | {"disposition": word})
            assert answer.status_code == 201, answer.text

    return called


def test_a_bad_start_is_told_beside_chance_and_the_days_that_began_alike(crm, day, agreed):
    agreed(before(days=30), quality_target=0.5)
    day(5, "xxxxx....")
    day(4, "xxx..xxxx")
    day(3, "x........")
    day(0, "xxx..")
    found = crm.get("/v1/desk/start", rep=REP).json
    assert (found["day"], found["start"]["judged"], found["start"]["bad"]) == ("2026-11-23", 5, 3)
    assert found["start"]["is_bad"]
    assert 0 < found["start"]["chance"] < 1
    assert found["alike"] == {"days": 2, "met": 1}


def test_two_judged_leads_are_no_start_yet(crm, day):
    day(1, "xxxxx....")
    day(0, "xx")
    found = crm.get("/v1/desk/start", rep=REP).json
    assert (found["start"], found["alike"]) == (None, {"days": 0, "met": 0})


def test_a_chat_is_read_as_a_lead_that_can_be_kept(crm, rows):
    text = "Em tên Lan, 0901 234 567\nHọc phí bao nhiêu ạ"
    answer = crm.post("/v1/desk/chat", {"text": text, "campaign": "tet", "channel": "zalo"})
    assert answer.json["phones"] == ["+84901234567"]
    assert rows()["leads"] == 0
    kept = crm.post("/v1/leads", answer.json["lead"])
    page = crm.get(f"/v1/leads/{kept.json['id']}").json
    assert (page["contact"]["name"], page["campaign"]) == ("Lan", "tet")
    assert page["attributes"]["story"] == "Em tên …, …\nHọc phí bao nhiêu ạ"


def test_a_chat_without_a_phone_is_refused(crm, problem):
    problem(crm.post("/v1/desk/chat", {"text": "Cho em hỏi giá"}), 422, "/text")


@pytest.mark.parametrize("text", ["0901 234 567", "+84901234567", "Lan@Example.com", "form-1"])
def test_a_person_is_found_by_phone_mail_or_external_id(crm, keep, text):
    contact = {"phone": "0901 234 567", "email": "lan@example.com"}
    first = keep(contact=contact, external_id="form-1")
    again = keep(contact={"phone": "0901 234 567"}, campaign="tet")
    keep()
    found = crm.post("/v1/desk/search", {"text": text}).json["leads"]
    assert [each["id"] for each in found] == [again, first]
    assert (found[0]["duplicate_of"], found[0]["campaign"]) == (first, "tet")
    assert "contact" not in found[0]


def test_nobody_is_found_by_what_nobody_has(crm, keep):
    keep()
    assert crm.post("/v1/desk/search", {"text": "0988 888 888"}).json == {"leads": []}


def test_the_other_leads_of_a_leads_person(crm, keep, problem):
    one = keep(contact={"phone": "0901 234 567"})
    other = keep(contact={"phone": "0901 234 567"})
    keep()
    assert [each["id"] for each in crm.get(f"/v1/leads/{one}/same-person").json["leads"]] == [other]
    problem(crm.get("/v1/leads/01a200f7-81ac-7108-a312-066d4dee67fb/same-person"), 404)


def test_one_lead_is_shown_with_the_same_beside_it(crm, give, tries, problem):
    lead = give(hours=2)
    tries(lead, "busy", hours=1)
    (listed,) = desk(crm)["leads"]
    alone = crm.get(f"/v1/desk/leads/{lead}").json
    assert alone["last_attempt"]["result"] == "busy"
    placed = {"group": None, "why": None, "given_at": None}
    assert alone == listed | placed
    problem(crm.get("/v1/desk/leads/01a200f7-81ac-7108-a312-066d4dee67fb"), 404)
