"""`/v1/feedback`: one tap after a call, an answer, and where the answer is seen."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now


@pytest.fixture
def database_url(request):
    """SQLite, but for the tests that ask for both: together they run every query."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")


BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def tomorrow(parts):
    return (utc_now().astimezone(parts.company.timezone).date() + timedelta(days=1)).isoformat()


@pytest.fixture
def heard(crm):
    """Say something that is taken; the answer's JSON."""

    def say(**body):
        answer = crm.post(
            "/v1/feedback", {"kind": "asks", "text": "Học phí trả góp?", "by": "sale-03", **body}
        )
        assert answer.status_code == 201, answer.text
        return answer.json

    return say


@BOTH
def test_what_is_answered_is_there_at_the_campaigns_next_lead(crm, marketing, keep, heard, tomorrow):
    first, other = keep(campaign="tết"), keep(campaign="hè")
    said = heard(kind="material", lead_id=first, rep="sale-03", owner="Marketing", due=tomorrow)
    assert (said["campaign"], said["rep"], said["due"]) == ("tết", "sale-03", tomorrow)
    assert crm.get(f"/v1/leads/{first}").json["campaign_answers"] == []
    told = {"by": "Marketing", "answer": "Có, 6 tháng", "file_url": "https://example.com/gia.pdf"}
    assert marketing.post(f"/v1/feedback/{said['id']}/answer", told).status_code == 200
    (seen,) = crm.get(f"/v1/leads/{keep(campaign='tết')}").json["campaign_answers"]
    assert (seen["asked"], seen["answer"]) == ("Học phí trả góp?", "Có, 6 tháng")
    assert seen["file_url"] == "https://example.com/gia.pdf"
    assert crm.get(f"/v1/leads/{other}").json["campaign_answers"] == []


def test_it_is_answered_once(marketing, heard, problem):
    path = f"/v1/feedback/{heard()['id']}/answer"
    assert marketing.post(path, {"by": "a", "answer": "b"}).status_code == 200
    problem(marketing.post(path, {"by": "a", "answer": "c"}), 409)


@BOTH
def test_the_list_is_of_a_campaign_and_of_what_waits(crm, marketing, heard):
    crm.put("/v1/campaigns/tết", {})
    of_campaign, of_none = heard(campaign="tết"), heard(kind="objection", text="Đắt quá")
    marketing.post(f"/v1/feedback/{of_campaign['id']}/answer", {"by": "a", "answer": "b"})

    def ids(**query):
        return [each["id"] for each in marketing.get("/v1/feedback", **query).json["feedback"]]

    assert ids() == [of_none["id"], of_campaign["id"]]
    assert ids(campaign="tết") == ids(answered="true") == [of_campaign["id"]]
    assert ids(answered="false") == [of_none["id"]]


def test_what_cannot_be_taken_names_its_field(crm, marketing, keep, problem, tomorrow):
    right = {"kind": "asks", "text": "x", "by": "sale-03"}
    crm.put("/v1/campaigns/hè", {})
    wrong = {
        "/kind": {"kind": "praise"},
        "/text": {"text": "x" * 501},
        "/campaign": {"campaign": "none"},
        "/lead_id": {"lead_id": "01a200f7-81ac-7108-a312-066d4dee67fb"},
        "/due": {"due": "2026-11-01"},
    }
    for field, change in wrong.items():
        problem(crm.post("/v1/feedback", right | change), 422, field)
    of_another = {"lead_id": keep(campaign="tết"), "campaign": "hè"}
    problem(crm.post("/v1/feedback", right | of_another), 422, "/campaign")
    problem(marketing.post("/v1/feedback", right), 403)
    nobody = "/v1/feedback/01a200f7-81ac-7108-a312-066d4dee67fb/answer"
    problem(marketing.post(nobody, {"by": "a", "answer": "b"}), 404)
    problem(marketing.get("/v1/feedback", campaign="none"), 422, "/campaign")


def test_a_link_is_a_link(marketing, heard, problem):
    path = f"/v1/feedback/{heard()['id']}/answer"
    for link in ("javascript:alert(1)", "file:///etc/passwd", "bang-gia.pdf"):
        problem(marketing.post(path, {"by": "a", "answer": "b", "file_url": link}), 422, "/file_url")


@BOTH
def test_who_is_forgotten_leaves_no_text_behind(crm, marketing, keep, heard):
    lead = keep(campaign="tết")
    said = heard(lead_id=lead, text="Chị Lan 0901 hỏi giá")
    marketing.post(f"/v1/feedback/{said['id']}/answer", {"by": "a", "answer": "gọi lại chị Lan"})
    assert crm.delete(f"/v1/leads/{lead}/personal-data").status_code in (200, 204)
    (left,) = marketing.get("/v1/feedback").json["feedback"]
    assert (left["asked"], left["answer"], left["kind"]) == ("", None, "asks")


def test_no_way_to_reach_a_person_is_kept_in_it(marketing, heard):
    said = heard(text="Chị Lan 0901 234 567 hỏi giá")
    (kept,) = marketing.get("/v1/feedback").json["feedback"]
    assert kept["asked"] == "Chị Lan … hỏi giá"
    answer = {"by": "a", "answer": "Gửi lan@example.com giá 1.500.000.000 đ"}
    marketing.post(f"/v1/feedback/{said['id']}/answer", answer)
    (kept,) = marketing.get("/v1/feedback").json["feedback"]
    assert kept["answer"] == "Gửi … giá 1.500.000.000 đ"
