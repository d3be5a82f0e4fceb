"""`/disputes`: the other team's word is looked at again by somebody who does not know it."""

import pytest
import sqlalchemy as sa

from service.store.audit import audit_entries
from service.usecases.clock import utc_now

REASON = "Khách nhắn Zalo là có nhu cầu"


@pytest.fixture
def disputed(crm, marketing):
    """A dispute's id; sale-03 judged the lead, marketing-01 disputes it."""
    for rep in ("sale-03", "sale-07", "sale-11"):
        crm.put(f"/v1/team/{rep}", {})
    contact = {"phone": "0901 000 001", "name": "Chị Lan"}
    now = utc_now().isoformat()
    lead = crm.post("/v1/leads", {"campaign": "tet-2026", "contact": contact, "submitted_at": now}).json["id"]
    body = {"disposition": "no_need", "rep": "sale-03"}
    assert crm.post(f"/v1/leads/{lead}/disposition", body).status_code == 201
    answer = marketing.post(f"/v1/leads/{lead}/dispute", {"by": "marketing-01", "reason": REASON})
    assert answer.status_code == 201, answer.text
    return answer.json["id"]


@pytest.fixture
def viewed(parts):
    """How often a contact was looked at."""
    query = sa.select(sa.func.count()).where(audit_entries.c.action == "view_contact")

    def count():
        with parts.database.read() as connection:
            return connection.scalar(query)

    return count


def give(signed_in_as, dispute, rep):
    return signed_in_as("sales_lead").post(f"/disputes/{dispute}/caller", {"to": rep})


def test_sales_does_not_see_what_is_disputed_until_it_is_decided(signed_in_as, disputed):
    lead, marketer = (signed_in_as(role).get("/disputes").text for role in ("sales_lead", "marketer"))
    assert "Giấu đến khi có kết luận" in lead
    assert "Không có nhu cầu" not in lead
    assert REASON not in lead
    assert "Giao gọi lại" in lead
    assert "Không có nhu cầu" in marketer
    assert REASON in marketer
    assert "Giao gọi lại" not in marketer


def test_only_who_is_to_call_opens_it(signed_in_as, disputed):
    assert give(signed_in_as, disputed, "sale-07").status_code == 303
    page = signed_in_as("rep", rep="sale-07").get(f"/disputes/{disputed}")
    assert page.status_code == 200
    assert 'href="tel:+84901000001"' in page.text
    assert "Chị Lan" in page.text
    assert REASON not in page.text
    mine = signed_in_as("rep", rep="sale-07").get("/me").text
    assert f'href="/disputes/{disputed}"' in mine
    for other in (signed_in_as("rep", rep="sale-11"), signed_in_as("rep", rep="sale-03")):
        assert disputed not in other.get("/me").text
        assert other.get(f"/disputes/{disputed}").status_code == 404
        assert other.post(f"/disputes/{disputed}/decision", {"found": "no_need"}).status_code == 404
    assert signed_in_as("sales_lead").get(f"/disputes/{disputed}").status_code == 403


def test_each_look_at_the_person_is_recorded(signed_in_as, disputed, viewed):
    give(signed_in_as, disputed, "sale-07")
    rep = signed_in_as("rep", rep="sale-07")
    assert viewed() == 0
    rep.get(f"/disputes/{disputed}")
    assert viewed() == 1


def test_what_she_finds_decides_and_is_shown_to_both(signed_in_as, disputed):
    give(signed_in_as, disputed, "sale-07")
    rep = signed_in_as("rep", rep="sale-07")
    answer = rep.post(f"/disputes/{disputed}/decision", {"found": "qualified", "note": "Học tháng này"})
    assert answer.status_code == 303
    page = rep.get(answer.location)
    assert "Đã ghi: Đạt chuẩn" in page.text
    assert "tel:" not in page.text
    for role in ("sales_lead", "marketer"):
        decided = signed_in_as(role).get("/disputes", state="decided").text
        assert "Không có nhu cầu" in decided
        assert "Đổi theo cuộc gọi lại" in decided
        assert "Học tháng này" in decided
    assert rep.post(f"/disputes/{disputed}/decision", {"found": "spam"}).status_code == 409


def test_who_must_not_be_called_is_not_shown(signed_in_as, disputed, crm):
    give(signed_in_as, disputed, "sale-07")
    (lead,) = crm.get("/v1/leads").json["leads"]
    assert crm.post(f"/v1/leads/{lead['id']}/do-not-contact").status_code == 204
    page = signed_in_as("rep", rep="sale-07").get(f"/disputes/{disputed}")
    assert page.status_code == 200
    assert "Khách này yêu cầu không gọi" in page.text
    assert "tel:" not in page.text


def test_a_call_that_nobody_answered_decides_nothing(signed_in_as, disputed):
    give(signed_in_as, disputed, "sale-07")
    rep = signed_in_as("rep", rep="sale-07")
    answer = rep.post(f"/disputes/{disputed}/decision", {"found": "unreachable"})
    assert answer.status_code == 422
    assert "hãy gọi lại" in answer.text
    assert "tel:" in answer.text
    assert rep.post(f"/disputes/{disputed}/decision").status_code == 422


def test_who_judged_it_is_not_to_call(signed_in_as, disputed):
    for rep, told in (("sale-03", "cần một người không phải bên đánh giá"), ("", "cần điền ô này")):
        answer = give(signed_in_as, disputed, rep)
        assert answer.status_code == 422
        assert told in answer.text
    assert signed_in_as("marketer").post(f"/disputes/{disputed}/caller", {"to": "sale-07"}).status_code == 403


def test_a_marketer_disputes_by_a_form(signed_in_as, disputed, crm):
    (lead,) = crm.get("/v1/leads").json["leads"]
    marketer = signed_in_as("marketer", name="Minh")
    assert lead["id"] in marketer.get("/disputes/new", lead=lead["id"]).text
    again = marketer.post("/disputes/new", {"lead": lead["id"], "reason": "Vẫn có nhu cầu"})
    assert again.status_code == 409  # it is disputed already
    assert marketer.post("/disputes/new", {"lead": "x", "reason": "y"}).status_code == 422
    crm.post(f"/v1/leads/{lead['id']}/disposition", {"disposition": "spam", "rep": "sale-03"})
    answer = marketer.post("/disputes/new", {"lead": lead["id"], "reason": "Là người thật"})
    assert (answer.status_code, answer.location) == (303, "/disputes?told=kept")
    assert "Minh" in marketer.get("/disputes").text


@pytest.mark.parametrize("written", ["{id}", "https://example.com/samples/{other}#lead-{id}", " {hex} "])
def test_a_lead_is_named_by_its_id_or_an_address_that_holds_it(signed_in_as, disputed, crm, written):
    (lead,) = crm.get("/v1/leads").json["leads"]
    pasted = written.format(id=lead["id"], hex=lead["id"].replace("-", ""), other=disputed)
    marketer = signed_in_as("marketer")
    assert 'action="/disputes/new" method="get"' in marketer.get("/disputes").text
    assert f'value="{lead["id"]}"' in marketer.get("/disputes/new", lead=pasted).text
    assert marketer.post("/disputes/new", {"lead": pasted, "reason": "?"}).status_code == 409  # it is found
    assert 'action="/disputes/new"' not in signed_in_as("sales_lead").get("/disputes").text


def test_who_is_to_call_finds_it_on_her_desk(signed_in_as, disputed):
    rep = signed_in_as("rep", rep="sale-07")
    assert "/disputes/" not in rep.get("/desk").text
    give(signed_in_as, disputed, "sale-07")
    page = rep.get("/desk").text
    assert f'<a href="/disputes/{disputed}">Gọi lại một lead của tet-2026' in page
    assert REASON not in page
    assert disputed not in signed_in_as("rep", rep="sale-11").get("/desk").text
    rep.post(f"/disputes/{disputed}/decision", {"found": "no_need"})
    assert disputed not in rep.get("/desk").text


def test_without_a_dispute_the_page_says_where_they_begin(signed_in_as):
    page = signed_in_as("marketer").get("/disputes").text
    assert "Chưa có đề nghị nào" in page
