"""`/agreement`: in words, proposed by a form, in force once both teams signed."""

import re

import pytest

from service.web.forms.agreement_form import fields_of, items_of, terms_of


@pytest.fixture
def form(crm):
    """The proposal's fields as they stand when the page is opened."""
    return fields_of(crm.get("/v1/agreement").json["terms"], "vi")


def propose(visitor, form, **changed):
    sent = {name: value for name, value in {**form, **changed}.items() if value is not None}
    return visitor.post("/agreement/proposal", sent)


def test_a_form_that_was_not_touched_changes_nothing(crm):
    terms = crm.get("/v1/agreement").json["terms"]
    terms |= {"holidays": ["2027-02-06"], "quality_target": 0.455, "quality_targets": {"tet": 0.3}}
    terms |= {"leads_per_day": [30, 90], "take_back_minutes": 60, "rotation": True, "gross_margin": 0.6}
    terms["checklist"] = [*terms["checklist"][1:], "has_seen_class"]
    for language in ("vi", "en"):
        sent = fields_of(terms, language)
        assert terms_of(sent, items_of(terms), ["tet"]) == terms


def test_every_role_reads_it_and_the_teams_change_it(signed_in_as):
    for role in ("rep", "marketer", "sales_lead", "boss", "admin"):
        visitor = signed_in_as(role, rep="sale-03" if role == "rep" else None)
        page = visitor.get("/agreement")
        assert page.status_code == 200
        assert "Trong 15 phút làm việc" in page.text
        assert "Chưa bản nào được cả hai đội ký" in page.text
        may = role in ("marketer", "sales_lead", "admin")
        assert visitor.get("/agreement/proposal").status_code == (200 if may else 403)
        assert ("Đề xuất bản mới" in page.text) == may


def test_it_counts_once_both_have_signed(signed_in_as, form, crm):
    marketer, lead = signed_in_as("marketer", name="Minh"), signed_in_as("sales_lead", name="Hà")
    changed = {
        "quality_target": "42,5",
        "first_attempt_minutes": "30",
        "item_can_pay": None,
        "note": "Thử một tháng",
    }
    assert propose(marketer, form, **changed).location == "/agreement?told=kept"
    page = re.sub(r"\s+", " ", lead.get("/agreement").text)
    assert "Thử một tháng" in page
    assert "<td>Trong 15 phút làm việc</td><td>Trong 30 phút làm việc</td>" in page
    assert "<td>Chưa thống nhất</td><td>42,5 %</td>" in page
    assert "Ký cho Sale" in page
    assert "Ký cho Marketing" not in page
    assert lead.post("/agreement/1/signature").status_code == 303
    assert crm.get("/v1/agreement").json["version"] == 0
    assert marketer.post("/agreement/1/signature").status_code == 303
    found = crm.get("/v1/agreement").json
    assert (found["version"], found["terms"]["quality_target"]) == (1, 0.425)
    assert "can_pay" not in found["terms"]["checklist"]
    assert (found["versions"][0]["marketing"]["by"], found["versions"][0]["sales"]["by"]) == ("Minh", "Hà")
    assert "Bản 1 đang có hiệu lực" in lead.get("/agreement").text


def test_one_person_does_not_sign_for_both(signed_in_as, form):
    one, same = signed_in_as("marketer", name="Minh"), signed_in_as("sales_lead", name="minh")
    propose(one, form)
    one.post("/agreement/1/signature")
    answer = same.post("/agreement/1/signature")
    assert answer.status_code == 422
    assert 'class="problem">cần một người' in answer.text
    for other in ("boss", "admin"):
        assert signed_in_as(other).post("/agreement/1/signature").status_code == 403


def test_what_cannot_be_agreed_is_told_at_its_field(signed_in_as, form, crm):
    marketer = signed_in_as("marketer")
    crm.post("/v1/leads", {"campaign": "tet", "contact": {"phone": "0901 000 001"}})
    for changed, field in (
        ({"unreachable_days": "9"}, "unreachable_days"),
        ({"retry_days": None}, "retry_days"),
        ({"shift_sat": "buổi sáng"}, "shift_sat"),
        ({"holidays": "Tết"}, "holidays"),
        ({"quality_target": "450"}, "quality_target"),
        ({"leads_low": "30"}, "leads_high"),
        ({"campaign_0": "khong-co", "target_0": "30"}, "campaign_0"),
        ({"campaign_0": "tet"}, "target_0"),
        ({"target_0": "30"}, "campaign_0"),
    ):
        answer = propose(marketer, form, **changed)
        assert answer.status_code == 422, field
        assert f'id="f-{field}-problem-1"' in answer.text
        for value in changed.values():
            assert value is None or value in answer.text
    assert crm.get("/v1/agreement").json["versions"] == []
    crm.put("/v1/campaigns/tet", {"name": "Tết 2027"})
    assert propose(marketer, form, campaign_0="tet", target_0="30").status_code == 303
    assert "Tết 2027: 30" in marketer.get("/agreement").text
    assert crm.get("/v1/agreement").json["versions"][0]["terms"]["quality_targets"] == {"tet": 0.3}


def test_in_english(signed_in_as):
    page = signed_in_as("boss", language="en").get("/agreement").text
    assert "Monday to Saturday: 08:00–12:00, 13:30–17:30" in page
    assert "Within 15 working minutes" in page
