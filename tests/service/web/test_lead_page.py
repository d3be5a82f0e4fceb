"""`/leads`: one lead from the ad to the money, who may open it, and who is looked for."""

import re

import pytest

REP = "sale-03"


@pytest.fixture
def keep(crm):
    def keep_one(phone="0901 234 567", owner=REP, **body):
        lead = crm.post("/v1/leads", {"contact": {"name": "Lan", "phone": phone}, **body}).json["id"]
        if owner:
            crm.post(f"/v1/leads/{lead}/assignment", {"rep": owner})
        return lead

    return keep_one


@pytest.fixture
def rep(signed_in_as):
    return signed_in_as("rep", rep=REP)


def test_it_tells_the_lead_from_the_ad_to_the_money(rep, crm, keep):
    lead = keep(campaign="tet-2026", tracking={"ad": "video-01"}, attributes={"note": "<b>tối</b>"})
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "reached", "rep": REP})
    revenue = {"amount": 9800000, "currency": "VND"}
    crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won", "revenue": revenue})
    crm.post(f"/v1/leads/{lead}/payments", {"kind": "deposit", "amount": revenue})
    page = rep.get(f"/leads/{lead}").text
    told = ("Thấy quảng cáo: tet-2026 › video-01", "Chia cho sale-03", "Gọi điện: Đã nói chuyện")
    told += ("Đã chốt: 9.800.000\xa0₫", "Đặt cọc 9.800.000\xa0₫")
    places = [page.index(each) for each in told]
    assert places == sorted(places)
    assert 'href="tel:+84901234567"' in page
    assert "&lt;b&gt;tối&lt;/b&gt;" in page


def test_days_of_a_form_are_written_by_language_and_a_message_has_a_name(signed_in_as, keep):
    said = {"start_date": "2026-11-21", "born": "2026-02-31", "year": 2026, "message": "lớp tối"}
    lead = keep(attributes=said)
    shown = {"vi": ("21/11/2026", "Lời nhắn"), "en": ("21 Nov 2026", "Message")}
    for language, (start, message) in shown.items():
        page = signed_in_as("rep", rep=REP, language=language).get(f"/leads/{lead}").text
        told = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
        wanted = {"start_date": start, "born": "2026-02-31", "year": "2026", message: "lớp tối"}
        assert {name: text.replace("\xa0", " ") for name, text in told.items()} == wanted


def test_another_reps_lead_and_nobodys_are_not_there_for_her(rep, keep):
    for lead in (keep(owner="sale-07"), keep("0912 345 678", owner=None)):
        answer = rep.get(f"/leads/{lead}")
        assert answer.status_code == 404
        assert "Lan" not in answer.text
    assert rep.get("/leads/01a200f7-81ac-7108-a312-066d4dee67fb").status_code == 404


def test_a_lead_that_is_given_on_is_hers_no_more(rep, crm, keep):
    lead = keep()
    assert rep.get(f"/leads/{lead}").status_code == 200
    crm.post(f"/v1/leads/{lead}/assignment", {"rep": "sale-07"})
    assert rep.get(f"/leads/{lead}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("sales_lead", 200), ("admin", 200), ("marketer", 403), ("boss", 403)]
)
def test_who_may_open_any_lead(signed_in_as, keep, role, status):
    lead = keep(owner="sale-07")
    visitor = signed_in_as(role)
    answer = visitor.get(f"/leads/{lead}")
    assert answer.status_code == status
    assert ("+84901234567" in answer.text) == (status == 200)
    assert visitor.get("/leads").status_code == status


def test_a_rep_has_no_list_of_all_leads(rep, keep):
    keep()
    assert rep.get("/leads").status_code == 403
    assert rep.post("/leads/search", {"text": "0901 234 567"}).status_code == 403


def test_what_is_tapped_there_leads_back_there(rep, crm, keep):
    lead = keep()
    sent = {"result": "no_answer", "place": "lead"}
    answer = rep.post(f"/desk/leads/{lead}/attempts", sent)
    assert answer.location.startswith(f"/leads/{lead}?told=kept")
    assert "Gọi điện: Không nghe máy" in rep.get(answer.location).text
    refused = rep.post(f"/desk/leads/{lead}/outcome", {"outcome": "won", "revenue": "?", "place": "lead"})
    assert refused.status_code == 422
    assert "Từ quảng cáo đến tiền" in refused.text


def test_the_persons_other_leads_are_told_and_a_rep_opens_her_own_only(rep, keep, signed_in_as):
    hers, own = keep(owner="sale-07"), keep()
    lead = keep()
    page = rep.get(f"/leads/{lead}").text
    assert "Lead khác của người này" in page
    assert f'href="/leads/{own}"' in page
    assert f'href="/leads/{hers}"' not in page
    assert f'href="/leads/{hers}"' in signed_in_as("sales_lead").get(f"/leads/{lead}").text


def test_a_person_who_was_forgotten_is_told_of_as_such(rep, crm, keep):
    lead = keep()
    crm.delete(f"/v1/leads/{lead}/personal-data")
    page = rep.get(f"/leads/{lead}").text
    assert "đã được xóa theo yêu cầu" in page
    assert "tel:" not in page


def test_a_sales_lead_finds_a_person_by_phone_or_id_and_no_address_holds_it(signed_in_as, keep):
    leader = signed_in_as("sales_lead")
    lead = keep(external_id="form-1")
    keep()
    keep("0912 345 678")
    for text in ("0901.234.567", "form-1"):
        answer = leader.post("/leads/search", {"text": text})
        assert (answer.status_code, answer.location) == (303, f"/leads/{lead}")
    missed = leader.post("/leads/search", {"text": "0988 888 888"})
    assert missed.status_code == 422


def test_all_leads_are_listed_page_by_page(signed_in_as, keep, monkeypatch):
    monkeypatch.setattr("service.web.pages.leads._A_PAGE", 2)
    leads = [keep(f"0901 000 00{number}") for number in range(3)]
    leader = signed_in_as("sales_lead", language="en")
    page = leader.get("/leads").text
    assert [lead for lead in leads if f"/leads/{lead}" in page] == leads[1:]
    cursor = re.search(r'cursor=([^"&]+)', page)[1]
    assert f"/leads/{leads[0]}" in leader.get("/leads", cursor=cursor).text


def test_a_company_without_leads_is_told_what_to_do(signed_in_as):
    assert "Chưa có lead nào" in signed_in_as("admin").get("/leads").text
