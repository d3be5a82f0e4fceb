"""`/team`: who got what, what both sides kept, who works when."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now


@pytest.fixture
def at_work(crm):
    """A rep who is always on duty."""

    def add(rep):
        every_day = {day: [["00:00", "24:00"]] for day in "mon tue wed thu fri sat sun".split()}
        assert crm.put(f"/v1/team/{rep}", {"shifts": every_day}).status_code == 200

    return add


@pytest.fixture
def keep(crm):
    """A new lead's id."""

    def keep_one(phone, **body):
        answer = crm.post("/v1/leads", {"campaign": "tet-2026", "contact": {"phone": phone}, **body})
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    return keep_one


def test_both_sides_stand_side_by_side_for_every_role(signed_in_as, at_work, keep):
    at_work("sale-03")
    keep("0901 000 001")
    for role in ("sales_lead", "marketer", "boss", "admin"):
        answer = signed_in_as(role).get("/team")
        assert answer.status_code == 200
        assert "Cam kết gọi" in answer.text
        assert "Cam kết của Marketing" in answer.text
        assert ("Chia lần lượt ngay" in answer.text) == (role in ("sales_lead", "admin"))


def test_what_leads_are_worth_is_for_sales(signed_in_as, at_work):
    at_work("sale-03")
    assert "Doanh thu kỳ vọng mỗi giờ làm" in signed_in_as("sales_lead").get("/team").text
    for role in ("marketer", "boss"):
        page = signed_in_as(role).get("/team").text
        assert "Doanh thu kỳ vọng" not in page
        assert "Lead mỗi giờ làm" in page


def test_a_rep_does_not_open_it(signed_in_as):
    rep = signed_in_as("rep", rep="sale-03")
    assert rep.get("/team").status_code == 403
    assert rep.post("/team/turns").status_code == 403


def test_leads_that_nobody_owns_are_given_by_turns(signed_in_as, at_work, crm, keep):
    at_work("sale-03")
    lead = keep("0901 000 001")
    boss = signed_in_as("sales_lead")
    assert "1 lead đang chờ giao" in boss.get("/team").text
    answer = boss.post("/team/turns")
    assert (answer.status_code, answer.location) == (303, "/team?given=1")
    assert crm.get(f"/v1/leads/{lead}").json["owner"] == "sale-03"
    assert "Đã giao 1 lead" in boss.get(answer.location).text
    assert "Không lead nào đang chờ" in boss.get("/team").text


def test_a_lead_is_handed_over_by_its_address(signed_in_as, at_work, crm, keep):
    at_work("sale-07")
    lead = keep("0901 000 001")
    form = {"lead": f"https://leads.example/leads/{lead}?lang=vi", "rep": "sale-07"}
    assert signed_in_as("sales_lead").post("/team/hand-over", form).status_code == 303
    assert crm.get(f"/v1/leads/{lead}").json["owner"] == "sale-07"


def test_what_cannot_be_handed_over_is_told_on_the_page(signed_in_as, at_work):
    at_work("sale-07")
    lead = signed_in_as("sales_lead")
    for form, told in (
        ({"lead": "số của chị Lan", "rep": "sale-07"}, "mã của một lead"),
        ({"lead": "x"}, "cần điền ô này"),
    ):
        answer = lead.post("/team/hand-over", form)
        assert answer.status_code == 422
        assert told in answer.text


def test_shares_of_another_day(signed_in_as, at_work, keep, crm):
    at_work("sale-03")
    lead = keep("0901 000 001", submitted_at=(utc_now() - timedelta(days=3)).isoformat())
    given = utc_now() - timedelta(days=2)
    body = {"rep": "sale-03", "occurred_at": given.isoformat()}
    assert crm.post(f"/v1/leads/{lead}/assignment", body).status_code == 201
    day = (given + timedelta(hours=7)).date()
    page = signed_in_as("boss").get("/team", day=str(day)).text
    assert 'Lead">1<' in page
    assert 'Lead">1<' not in signed_in_as("boss").get("/team").text
    assert signed_in_as("boss").get("/team", day="2999-01-01").status_code == 200


def test_a_rep_gets_hours_and_days_off_of_her_own(signed_in_as, crm, at_work):
    at_work("sale-03")
    lead = signed_in_as("sales_lead")
    form = {
        "is_active": "yes",
        "calls_per_day": "60",
        "shift_mon": "8-12, 13h30–17h30",
        "absences": "6/2/2027\n2027-02-07",
    }
    assert lead.post("/team/reps/sale-03", form).status_code == 303
    (rep,) = crm.get("/v1/team").json["team"]
    assert (rep["calls_per_day"], rep["absences"]) == (60, ["2027-02-06", "2027-02-07"])
    assert rep["shifts"]["mon"] == [["08:00", "12:00"], ["13:30", "17:30"]]
    assert rep["shifts"]["tue"] == []
    page = lead.get("/team").text
    assert "Thứ Hai: 08:00–12:00, 13:30–17:30" in page
    assert "06/02/2027" in page


def test_what_is_left_empty_is_as_the_team(signed_in_as, crm, at_work):
    at_work("sale-03")
    assert signed_in_as("sales_lead").post("/team/reps/sale-03", {}).status_code == 303
    (rep,) = crm.get("/v1/team").json["team"]
    assert (rep["is_active"], rep["shifts"], rep["calls_per_day"], rep["absences"]) == (False, None, None, [])


def test_what_cannot_be_read_stays_in_its_field(signed_in_as, crm, at_work):
    at_work("sale-03")
    before, lead = crm.get("/v1/team").json["team"], signed_in_as("sales_lead")
    for name, value, told in (
        ("shift_tue", "sáng", "cần giờ làm"),
        ("shift_sun", "17:00-8:00", "cần giờ làm"),
        ("absences", "30/2/2027", "cần ngày"),
        ("calls_per_day", "nhiều", "chưa đúng dạng"),
    ):
        answer = lead.post("/team/reps/sale-03", {name: value})
        assert answer.status_code == 422
        assert value in answer.text
        assert f'id="f-{name}-problem-1">{told}' in answer.text
    assert crm.get("/v1/team").json["team"] == before


def test_who_is_no_rep_has_no_form(signed_in_as):
    lead = signed_in_as("sales_lead")
    assert lead.get("/team/reps/nobody").status_code == 404
    assert signed_in_as("marketer").get("/team/reps/nobody").status_code == 403


def test_without_a_rep_the_page_says_what_to_do(signed_in_as):
    page = signed_in_as("sales_lead").get("/team").text
    assert "Chưa có Sale nào" in page


def test_a_new_company_adds_its_first_rep_and_invites_her(signed_in_as):
    admin = signed_in_as("admin")
    answer = admin.post("/team/reps", {"new_rep": "sale-03"})
    assert answer.headers["Location"].startswith("/team/reps/sale-03")
    form = {"name": "Hoa", "email": "hoa@example.com", "role": "rep", "rep": "sale-03"}
    assert admin.post("/users", form).status_code == 200
    assert admin.post("/team/reps", {}).status_code == 422


def test_no_form_makes_a_rep_by_the_way(signed_in_as):
    lead = signed_in_as("sales_lead")
    assert lead.post("/team/reps/sale-99", {"is_active": "yes"}).status_code == 404
    given = {"rep": "sale-99", "lead": "01a200f7-81ac-7108-a312-066d4dee67fb"}
    assert lead.post("/team/hand-over", given).status_code == 422
    assert "sale-99" not in lead.get("/team").text
