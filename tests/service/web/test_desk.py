"""`/desk`: the next lead first, one tap for what happened, leads that come by chat."""

import re
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from model.agreement import CHECKLIST
from model.vocabulary import SIDES
from service.store.audit import audit_entries
from service.store.leads import leads
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import propose, sign
from service.web.frame import kept
from service.web.shown.desk_start import start_words

REP = "sale-03"


@pytest.fixture
def rep(signed_in_as):
    return signed_in_as("rep", rep=REP)


@pytest.fixture
def give(crm):
    """A lead of this rep's that came a while ago; its id."""

    def give_one(name="Lan", phone="0901 234 567", owner=REP, **span):
        at = (utc_now() - timedelta(**(span or {"minutes": 1}))).isoformat()
        body = {"contact": {"name": name, "phone": phone}, "submitted_at": at, "campaign": "tet"}
        lead = crm.post("/v1/leads", body).json["id"]
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": owner, "occurred_at": at})
        return lead

    return give_one


@pytest.fixture
def agreed(parts):
    with parts.database.write() as connection:
        now = utc_now() - timedelta(days=30)
        version = propose(connection, {}, "A", None, now)
        for side in SIDES:
            sign(connection, version, side, side, now)


def history(crm, lead, kind):
    return crm.get(f"/v1/leads/{lead}").json["history"][kind]


def at_lead(lead, part):
    return f"/desk/leads/{lead}/{part}"


def first_name(page):
    found = re.search(r'id="first".*?<h2><a[^>]*>([^<]*)', page, re.DOTALL)
    return found and found[1]


def test_the_next_lead_is_first_with_a_call_and_zalo_and_why(rep, give):
    give("Hoa", "0912 345 678", hours=40)
    give("Lan", "0901 234 567")
    page = rep.get("/desk").text
    assert first_name(page) == "Lan"
    assert 'href="tel:+84901234567"' in page
    assert 'href="https://zalo.me/84901234567"' in page
    assert "Số mới: còn " in page
    assert "Hoa" in page
    assert "Số mới, đã quá cam kết " in page


def test_reps_see_no_probability_no_grade_and_no_worth(rep, give, parts):
    give()
    with parts.database.write() as connection:
        values = {"probability": 0.4321, "grade": "B", "expected_revenue": 7654321, "factors": []}
        connection.execute(sa.update(leads).values(**values))
    page = rep.get("/desk").text
    assert not [text for text in ("43,2", "7.654.321", "7654321", "Hạng") if text in page]


def test_a_desk_of_nothing_says_what_to_do(rep):
    assert "/desk/add" in rep.get("/desk").text
    assert "Hiện không có số nào cần gọi" in rep.get("/desk").text


def test_an_attempt_takes_one_tap_and_the_next_lead_comes(rep, crm, give):
    lead = give("Lan")
    give("Hoa", "0912 345 678")
    before = first_name(rep.get("/desk").text)
    answer = rep.post(at_lead(lead, "attempts"), {"result": "no_answer", "channel": "zalo"})
    assert (answer.status_code, answer.location) == (303, "/desk?told=kept")
    (attempt,) = history(crm, lead, "contact_attempts")
    assert (attempt["result"], attempt["channel"], attempt["rep"]) == ("no_answer", "zalo", REP)
    assert (before, first_name(rep.get("/desk").text)) == ("Lan", "Hoa")


def test_after_a_conversation_the_lead_stays_to_be_judged(rep, give):
    give("Hoa", "0912 345 678")
    lead = give("Lan", hours=3)
    answer = rep.post(at_lead(lead, "attempts"), {"result": "reached"})
    assert answer.location == f"/desk?told=kept&lead={lead}#judge"
    assert first_name(rep.get(answer.location).text) == "Lan"


def test_the_same_tap_twice_is_one_attempt(rep, crm, give):
    lead = give()
    sent = {**rep.tokens("/desk"), "result": "busy"}
    answers = [rep._client.post(at_lead(lead, "attempts"), data=sent) for _ in range(2)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/desk?told=kept")}
    assert len(history(crm, lead, "contact_attempts")) == 1


def test_a_call_is_promised_with_one_tap(rep, crm, give):
    lead = give()
    now = utc_now()
    for tap in ("30", "120", "tomorrow"):
        rep.post(at_lead(lead, "attempts"), {"later": tap})
    told = history(crm, lead, "contact_attempts")
    assert {each["result"] for each in told} == {"callback"}
    morning, two_hours, soon = (datetime.fromisoformat(each["callback_at"]) for each in told)
    assert abs(soon - now - timedelta(minutes=30)) < timedelta(minutes=1)
    assert abs(two_hours - now - timedelta(hours=2)) < timedelta(minutes=1)
    assert f"{morning.astimezone(ZoneInfo('Asia/Ho_Chi_Minh')):%H:%M}" == "09:00"
    assert now < morning < now + timedelta(hours=33)


def test_a_call_is_promised_at_a_time_of_the_companys_zone(rep, crm, give):
    lead = give()
    rep.post(at_lead(lead, "attempts"), {"result": "callback", "later_at": "2199-12-01T09:30"})
    (attempt,) = history(crm, lead, "contact_attempts")
    assert attempt["callback_at"] == "2199-12-01T02:30:00+00:00"


def test_a_promise_without_a_time_to_come_is_told_at_the_lead(rep, crm, give):
    lead = give("Lan")
    for at in ("", "soon", "2020-01-01T09:00"):
        answer = rep.post(at_lead(lead, "attempts"), {"result": "callback", "later_at": at})
        assert answer.status_code == 422, at
        assert first_name(answer.text) == "Lan"
        assert "#f-later_at" in answer.text
    assert history(crm, lead, "contact_attempts") == []


@pytest.mark.usefixtures("agreed")
def test_qualified_needs_each_item_of_the_agreement(rep, crm, give):
    lead = give("Lan")
    items = {f"item_{item}": "yes" for item in CHECKLIST}
    short = {name: value for name, value in items.items() if name != "item_can_pay"}
    refused = rep.post(at_lead(lead, "disposition"), {"disposition": "qualified", **short})
    assert refused.status_code == 422
    assert "mọi mục đã thống nhất phải đúng" in refused.text
    assert refused.text.count("checked") >= len(short)
    kept = rep.post(at_lead(lead, "disposition"), {"disposition": "qualified", **items})
    assert kept.location == f"/desk?told=kept&lead={lead}#deal"
    (judged,) = history(crm, lead, "dispositions")
    assert judged["checklist"] == dict.fromkeys(CHECKLIST, True)


@pytest.mark.usefixtures("agreed")
def test_unreachable_that_comes_too_early_says_how_far_she_is(rep, give, crm):
    lead = give()
    rep.post(at_lead(lead, "attempts"), {"result": "no_answer"})
    answer = rep.post(
        at_lead(lead, "disposition"),
        {"disposition": "unreachable", "last_result": "no_answer"},
    )
    assert answer.status_code == 422
    assert "mới lượt gọi 1 trên 6, trong 1 trên 3 ngày" in answer.text
    assert history(crm, lead, "dispositions") == []


def test_a_reason_takes_one_tap_with_its_sub_reason(rep, crm, give):
    lead, other = give(), give("Hoa", "0912 345 678")
    rep.post(at_lead(lead, "disposition"), {"disposition": "no_need:just_asking"})
    told = {"disposition": "unreachable", "last_result": "busy"}
    rep.post(at_lead(other, "disposition"), told)
    found = [history(crm, each, "dispositions")[0] for each in (lead, other)]
    assert [(each["disposition"], each["sub_reason"]) for each in found] == [
        ("no_need", "just_asking"),
        ("unreachable", "busy"),
    ]


def test_a_win_takes_its_revenue_as_people_write_it(rep, crm, give):
    lead = give()
    for written in ("9.800.000", "9tr8", ""):
        rep.post(at_lead(lead, "outcome"), {"outcome": "won", "revenue": written})
    told = history(crm, lead, "outcomes")
    assert {each["outcome"] for each in told} == {"won"}
    amounts = [each["revenue"] and each["revenue"]["amount"] for each in told]
    assert amounts == [None, 9800000, 9800000]


def test_a_revenue_that_cannot_be_read_is_told_and_nothing_is_kept(rep, crm, give):
    lead = give()
    answer = rep.post(at_lead(lead, "outcome"), {"outcome": "won", "revenue": "nhiều"})
    assert answer.status_code == 422
    assert 'value="nhiều"' in answer.text
    assert history(crm, lead, "outcomes") == []


def test_a_loss_has_its_reason_and_a_competitor_its_name(rep, crm, give):
    lead = give()
    nameless = rep.post(at_lead(lead, "outcome"), {"lost": "competitor"})
    assert nameless.status_code == 422
    rep.post(at_lead(lead, "outcome"), {"lost": "competitor", "competitor": "Bên khác"})
    (lost,) = history(crm, lead, "outcomes")
    assert (lost["lost_reason"], lost["competitor"]) == ("competitor", "Bên khác")


def test_what_the_customer_says_reaches_marketing(rep, crm, give):
    lead = give()
    answer = rep.post(
        at_lead(lead, "feedback"), {"kind": "objection", "text": "Sợ không theo kịp"}, page="/desk"
    )
    assert answer.location == f"/desk?told=kept&lead={lead}#heard"
    (heard,) = crm.get("/v1/feedback").json["feedback"]
    assert (heard["kind"], heard["lead_id"], heard["rep"]) == ("objection", lead, REP)
    empty = rep.post(at_lead(lead, "feedback"), {"kind": "asks"})
    assert empty.status_code == 422


def test_what_marketing_announced_stands_there_until_she_has_read_it(rep, crm, give):
    give()
    told = crm.post("/v1/campaigns/tet/announcements", {"by": "Marketing", "text": "Học phí 5.900.000"}).json
    assert "Marketing báo về tet" in rep.get("/desk").text
    answer = rep.post(f"/desk/announcements/{told['id']}/read")
    assert answer.location == "/desk"
    assert "Marketing báo về tet" not in rep.get("/desk").text
    (listed,) = crm.get("/v1/announcements").json["announcements"]
    assert [each["rep"] for each in listed["read_by"]] == [REP]


def test_ten_leads_come_after_the_next_one_and_the_others_when_they_are_asked_for(rep, give, parts):
    for number in range(13):
        give(f"Khách {number}", f"0901 000 {number:03}", minutes=number)
    page = rep.get("/desk").text
    assert page.count("data-lead") == 10
    assert 'href="/desk?all=1#rest">Xem thêm (còn 2 số)' in page
    with parts.database.read() as connection:
        looks = sa.select(sa.func.count()).where(audit_entries.c.action == "view_contact")
        assert connection.scalar(looks) == 11
    whole = rep.get("/desk", all=1).text
    assert whole.count("data-lead") == 12
    assert "Xem thêm" not in whole


def test_a_desk_is_read_while_another_writes_and_holds_the_writer_for_the_audit_alone(rep, give, parts):
    give("Lan")
    began = []
    engine = parts.database.engine

    def begins(connection):
        began.append(bool(connection.get_execution_options().get("leadworth_write")))

    sa.event.listen(engine, "begin", begins)
    rep.get("/desk")
    assert began.count(True) == 1
    began.clear()
    with parts.database.write():
        assert first_name(rep.get("/desk").text) == "Lan"  # who was looked at is kept already
    sa.event.remove(engine, "begin", begins)
    assert began == [True, False, False]


@pytest.fixture
def judge(crm, give):
    """Leads that were called one after the other, `days` ago: x is not qualified."""
    phones = count()

    def judged(marks, days=0):
        for mark in marks:
            at = (utc_now() - timedelta(days=days)).isoformat()
            told = {"rep": REP, "occurred_at": at}
            lead = give(phone=f"0901 000 {next(phones):03}", days=days + 1)
            crm.post(f"/v1/leads/{lead}/contact-attempts", told | {"result": "reached"})
            word = "no_need" if mark == "x" else "qualified"
            crm.post(f"/v1/leads/{lead}/disposition", told | {"disposition": word})

    return judged


def test_a_days_start_is_of_now_and_her_earlier_days_are_kept(rep, judge, monkeypatch):
    counted, ask = [], kept.ask
    monkeypatch.setattr(kept, "ask", lambda *asked: counted.append(asked) or ask(*asked))
    judge("xxx...", days=2)
    judge("xx")
    assert "số đầu hôm nay" not in rep.get("/desk").text
    assert counted == []
    judge("x")
    for _ in range(2):
        page = rep.get("/desk").text
        assert "3 trong 3 số đầu hôm nay chưa đạt chuẩn" in page
        assert "Trong 1 ngày của bạn bắt đầu như thế" in page
    assert len(counted) == 1
    judge(".")
    assert "3 trong 4 số đầu hôm nay chưa đạt chuẩn" in rep.get("/desk").text
    assert len(counted) == 2


def test_who_asks_not_to_be_called_leaves_the_desk(rep, give):
    lead = give()
    rep.post(at_lead(lead, "do-not-contact"))
    assert "tel:" not in rep.get("/desk").text


PARTS = ("attempts", "disposition", "outcome", "feedback", "do-not-contact")


def test_another_reps_lead_is_not_there_for_her(rep, crm, give):
    lead = give(owner="sale-07")
    sent = {"result": "busy", "disposition": "no_need", "outcome": "open", "kind": "asks", "text": "?"}
    for part in PARTS:
        assert rep.post(at_lead(lead, part), sent).status_code == 404, part
    page = crm.get(f"/v1/leads/{lead}").json
    assert (page["attempts"], page["disposition"], page["outcome"], page["do_not_contact"]) == (
        *(0, None, None, False),
    )
    assert rep.get("/desk", lead=lead).status_code == 404


def test_a_form_without_this_sessions_token_does_nothing(rep, crm, give):
    lead = give()
    for part in PARTS:
        answer = rep._client.post(at_lead(lead, part), data={"result": "busy", "csrf": "another"})
        assert answer.status_code == 403, part
    assert history(crm, lead, "contact_attempts") == []


@pytest.mark.parametrize("role", ["marketer", "boss"])
def test_marketing_and_the_boss_have_no_desk(signed_in_as, role):
    visitor = signed_in_as(role)
    assert visitor.get("/desk").status_code == 403
    assert visitor.get("/desk/add").status_code == 403


def test_a_sales_lead_chooses_whose_desk_and_stays_with_it(signed_in_as, give, crm):
    lead = give("Lan")
    give("Hoa", "0912 345 678", owner="sale-01")
    leader = signed_in_as("sales_lead")
    assert first_name(leader.get("/desk").text) == "Hoa"
    assert first_name(leader.get("/desk", rep=REP).text) == "Lan"
    sent = {"result": "busy", "desk_of": REP, "place": "desk"}
    answer = leader.post(at_lead(lead, "attempts"), sent)
    assert answer.location == f"/desk?told=kept&rep={REP}"
    (attempt,) = history(crm, lead, "contact_attempts")
    assert attempt["rep"] is None


def test_a_company_without_reps_is_told_so(signed_in_as):
    assert "Chưa có Sale nào" in signed_in_as("sales_lead").get("/desk").text


def test_what_is_done_is_kept_with_who_did_it(rep, give, parts):
    lead = give()
    rep.get("/desk")
    rep.post(at_lead(lead, "attempts"), {"result": "busy"})
    with parts.database.read() as connection:
        rows = connection.execute(sa.select(audit_entries)).all()
    done = [(row.action, str(row.lead_id), row.source[:5]) for row in rows]
    assert ("post_attempt", lead, "user:") in done
    assert ("view_contact", lead, "user:") in done


CHAT = "Em tên Lan, 0901 234 567\nHọc phí lớp tối bao nhiêu ạ"


def test_a_chat_becomes_a_lead_of_hers(rep, crm):
    answer = rep.post("/desk/add", {"text": CHAT, "channel": "zalo"})
    assert answer.status_code == 303
    lead = crm.get(f"/v1/leads/{re.search('leads/([^?]+)', answer.location)[1]}").json
    assert (lead["contact"]["name"], lead["contact"]["phones"]) == ("Lan", ["+84901234567"])
    assert (lead["owner"], lead["tracking"]["utm_source"]) == (REP, "zalo")
    assert first_name(rep.get("/desk").text) == "Lan"


def test_of_several_phones_she_chooses_the_customers(rep, crm):
    text = "gọi em 0901 234 567 hoặc tổng đài 0912 345 678"
    asked = rep.post("/desk/add", {"text": text})
    assert asked.status_code == 422
    assert 'value="+84912345678"' in asked.text
    assert "có nhiều số điện thoại: hãy chọn số của khách" in asked.text
    assert rep.post("/desk/add", {"text": text, "phone": "+84999999999"}).status_code == 422
    answer = rep.post("/desk/add", {"text": text, "phone": "+84912345678"})
    lead = crm.get(f"/v1/leads/{re.search('leads/([^?]+)', answer.location)[1]}").json
    assert lead["contact"]["phones"] == ["+84912345678"]


def test_a_chat_without_a_phone_stays_in_the_form(rep, crm):
    answer = rep.post("/desk/add", {"text": "Cho em hỏi giá"})
    assert answer.status_code == 422
    assert "Cho em hỏi giá</textarea>" in answer.text
    assert "không thấy số điện thoại hay email nào trong đoạn chat" in answer.text
    assert crm.get("/v1/leads").json["leads"] == []


def test_a_chat_makes_no_campaign(rep, crm, admin):
    admin.put("/v1/campaigns/tet", {"name": "Tết"})
    refused = rep.post("/desk/add", {"text": CHAT, "campaign": "nope"})
    assert refused.status_code == 422
    assert "chưa có chiến dịch nào mang mã này" in refused.text
    assert crm.get("/v1/leads").json["leads"] == []
    assert rep.post("/desk/add", {"text": CHAT, "campaign": "tet"}).status_code == 303
    (lead,) = crm.get("/v1/leads").json["leads"]
    assert lead["campaign"] == "tet"


def start(bad, chance, days=0, met=0):
    found = {"judged": 5, "bad": bad, "chance": chance, "is_bad": bad >= 3}
    return {"start": found, "alike": {"days": days, "met": met}}


def test_a_bad_start_is_told_in_days_and_beside_her_other_days():
    assert start_words(start(3, 0.163, 25, 17), "vi") == [
        "3 trong 5 số đầu hôm nay chưa đạt chuẩn.",
        "Với những số này, chỉ do may rủi thì cứ khoảng 6 ngày có một ngày bắt đầu như vậy.",
        "Trong 25 ngày của bạn bắt đầu như thế, 17 ngày vẫn đạt mục tiêu.",
    ]
    assert "more than half" in start_words(start(3, 0.6), "en")[1]
    assert start_words(start(5, 0.001), "en")[1].startswith("Chance hardly")
    assert start_words(start(3, 0.6), "en")[2] == "None of your days began like this yet."


def test_a_good_start_and_none_are_not_talked_of():
    assert start_words(start(1, 0.9, 10, 5), "vi") == []
    assert start_words({"start": None, "alike": {"days": 0, "met": 0}}, "vi") == []
