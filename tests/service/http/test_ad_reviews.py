"""Ads that a rep looks at before they run."""

import pytest

ASKED = {"ad": "video-01", "text": "Học thử miễn phí", "by": "Marketing"}


@pytest.fixture
def review(marketing):
    answer = marketing.post("/v1/ad-reviews", ASKED)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_rep_says_whether_she_could_sell_it(review, crm, marketing):
    assert review["verdict"] is None
    verdict = {"rep": "sale-03", "verdict": "change", "note": "Ghi giá"}
    assert crm.post(f"/v1/ad-reviews/{review['id']}/verdict", verdict).json["rep"] == "sale-03"
    assert marketing.get("/v1/ad-reviews").json["reviews"][0]["note"] == "Ghi giá"


def test_a_change_without_saying_what_is_refused(review, crm, problem):
    route = f"/v1/ad-reviews/{review['id']}/verdict"
    problem(crm.post(route, {"rep": "s", "verdict": "change"}), 422, "/note")


def test_the_first_verdict_stays(review, crm, problem):
    route = f"/v1/ad-reviews/{review['id']}/verdict"
    assert crm.post(route, {"rep": "s", "verdict": "ready"}).status_code == 200
    problem(crm.post(route, {"rep": "t", "verdict": "ready"}), 422, "/verdict")


def test_a_campaign_that_is_not_there_is_named(marketing, problem):
    problem(marketing.post("/v1/ad-reviews", {**ASKED, "campaign": "none"}), 422, "/campaign")
