"""`/reps` and `/me`: against what her own leads promised; a rep sees no other rep's figures."""

import pytest
import sqlalchemy as sa

from service.store.leads import leads


@pytest.fixture
def judged(crm, parts):
    """Like leads of two reps, of 100 days ago: sale-01 judges half of hers bad, sale-02 none."""
    for number in range(12):
        rep, campaign = (("sale-01", "tet"), ("sale-02", "he"))[number % 2]
        at = f"2026-08-01T{8 + number % 9:02}:00:00+07:00"
        body = {"campaign": campaign, "submitted_at": at, "contact": {"phone": f"0901 000 {number:03}"}}
        lead = crm.post("/v1/leads", body).json["id"]
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": rep})
        tried = {"result": "reached", "rep": rep, "occurred_at": at.replace(":00:00+", ":05:00+")}
        crm.post(f"/v1/leads/{lead}/contact-attempts", tried)
        word = {"disposition": "no_need" if number % 4 == 0 else "qualified", "rep": rep}
        crm.post(f"/v1/leads/{lead}/disposition", word | {"occurred_at": at.replace(":00:00+", ":09:00+")})
    score = {"probability": 0.2, "probability_without_campaign": 0.1, "quality_probability": 0.7}
    more = {"score_origin": "held_out", "deal_value": 400, "expected_revenue": 80}
    with parts.database.write() as connection:
        connection.execute(sa.update(leads).values(**score, **more))


@pytest.mark.usefixtures("judged")
def test_strictness_and_first_leads_are_for_sales(signed_in_as):
    lead, boss = (signed_in_as(role).get("/reps").text for role in ("sales_lead", "boss"))
    for page in (lead, boss):
        assert "sale-01" in page
        assert "Chưa đủ số để kết luận" in page
        assert "nên không thể tách riêng chiến dịch và người gọi" in page
        assert 'data-chart="reps_ratios"' in page
    assert "Độ chặt khi đánh giá" in lead
    assert "Những lead đầu ngày" in lead
    assert "Độ chặt khi đánh giá" not in boss
    assert "Những lead đầu ngày" not in boss


@pytest.mark.usefixtures("judged")
def test_a_rep_sees_her_own_line_alone(signed_in_as):
    rep = signed_in_as("rep", rep="sale-01")
    assert rep.get("/reps").status_code == 403
    page = rep.get("/me").text
    assert "Độ chặt khi đánh giá" in page
    assert "3/6 lead chưa đạt" in page
    assert "sale-01" in page  # her campaign is also hers alone
    assert "sale-02" not in page
    assert "0/6" not in page


@pytest.mark.usefixtures("judged")
def test_her_share_is_told_beside_all_at_work_only_where_they_are_many(signed_in_as, crm):
    every_day = {day: [["00:00", "24:00"]] for day in "mon tue wed thu fri sat sun".split()}
    rep = signed_in_as("rep", rep="sale-01")
    for number in range(1, 4):
        crm.put(f"/v1/team/sale-0{number}", {"shifts": every_day})
    told = "Phần của bạn so với mức chung"
    assert told not in rep.get("/me").text
    crm.put("/v1/team/sale-04", {"shifts": every_day})
    page = rep.get("/me").text
    assert told in page
    assert "2,00 lần" in page  # half of today's leads, with a quarter of the hours


def test_days_that_hold_none_are_as_if_not_asked(signed_in_as):
    boss = signed_in_as("boss")
    for query in ({"since": "soon"}, {"since": "2026-11-02", "until": "2026-11-02"}, {"until": "9999-12-31"}):
        answer = boss.get("/reps", **query)
        assert answer.status_code == 200
        assert "Chưa có lead nào được giao" in answer.text


def test_a_rep_without_leads_is_told_what_to_do(signed_in_as):
    page = signed_in_as("rep", rep="sale-09").get("/me")
    assert page.status_code == 200
    assert "Chưa có lead nào của bạn" in page.text
    assert signed_in_as("sales_lead").get("/me").status_code == 403
