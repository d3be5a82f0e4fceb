"""`POST /v1/leads`: what a key learns of the lead that it sent."""

import pytest

BODY = {
    "external_id": "form-1",
    "campaign": "tet-2026",
    "contact": {"name": "Lan", "phone": "0901 234 567", "email": "lan@example.com"},
    "attributes": {"course": "IELTS", "budget": 12_000_000},
}


def test_a_lead_is_scored_kept_and_read_back(crm, serving):
    created = crm.post("/v1/leads", BODY)
    assert created.status_code == 201, created.text
    score = created.json["score"]
    assert 0 < score["probability"] < 1
    assert score["model_version"] == serving
    assert score["expected_revenue"]["currency"] == "VND"
    assert "course" in {factor["field"] for factor in score["factors"]}
    assert {"vi": "Khóa học", "en": "Course"} in [factor["label"] for factor in score["factors"]]
    assert score["grade"] in "ABCD"
    read = crm.get(f"/v1/leads/{created.json['id']}")
    assert read.json["score"] == score
    assert read.json["contact"]["phones"] == ["+84901234567"]


def test_expected_revenue_is_probability_times_deal_value_rounded_once(crm, serving):
    score = crm.post("/v1/leads", BODY).json["score"]
    product = score["probability"] * score["deal_value"]["amount"]
    assert score["expected_revenue"]["amount"] == pytest.approx(product, abs=1)


def test_a_lead_is_kept_without_a_score_while_no_model_serves(crm):
    created = crm.post("/v1/leads", BODY)
    assert created.status_code == 201
    assert created.json["score"] is None
    assert created.json["duplicate_of"] is None


def test_a_publishable_key_learns_the_id_and_nothing_else(client_for, serving):
    ingest = client_for("ingest")
    first, again = ingest.post("/v1/leads", BODY), ingest.post("/v1/leads", BODY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json.keys() == again.json.keys() == {"id"}
    assert first.json != again.json
    assert list(first.headers.keys()) == list(again.headers.keys())


def test_a_campaign_that_nobody_knew_is_drafted_and_the_lead_counts_there(crm, figures):
    crm.post("/v1/leads", BODY)
    assert figures()["tet-2026"]["leads"] == 1


def test_a_campaigns_key_is_composed_and_trimmed_and_keeps_its_case(crm):
    decomposed = "  Te\u0302\u0301t A "
    assert crm.post("/v1/leads", {"campaign": decomposed}).json["campaign"] == "Tết A"
    assert crm.post("/v1/leads", {"campaign": "tết a"}).json["campaign"] == "tết a"


@pytest.mark.parametrize("campaign", [None, "", "   "])
def test_a_lead_needs_no_campaign(crm, campaign):
    assert crm.post("/v1/leads", {"campaign": campaign}).json["campaign"] is None


def test_an_unknown_attribute_is_kept_and_reported(crm, keep):
    lead = crm.post("/v1/leads", {"attributes": {"city": "Huế", "budget": 5}}).json
    assert lead["unknown_attributes"] == ["city"]
    assert crm.get(f"/v1/leads/{lead['id']}").json["attributes"] == {"city": "Huế", "budget": 5}


def test_a_personal_attribute_lives_with_the_contact(crm):
    lead = crm.post("/v1/leads", {"attributes": {"nickname": "Tí", "budget": 5}}).json
    page = crm.get(f"/v1/leads/{lead['id']}").json
    assert page["attributes"] == {"budget": 5}
    assert page["contact"]["attributes"] == {"nickname": "Tí"}


def test_the_time_of_submit_is_now_where_none_is_sent(crm, keep):
    page = crm.get(f"/v1/leads/{keep()}").json
    assert page["submitted_at"] == page["received_at"]


def test_a_time_is_kept_as_the_instant_that_it_is(crm, keep):
    lead = keep(submitted_at="2026-11-20T10:02:11+07:00")
    assert crm.get(f"/v1/leads/{lead}").json["submitted_at"] == "2026-11-20T03:02:11+00:00"


def test_text_ids_are_composed_and_trimmed_before_they_are_measured(crm, problem):
    grows = "\u0958" * 150  # each is two letters once composed
    problem(crm.post("/v1/leads", {"external_id": grows}), 422, "/external_id")
    kept = crm.post("/v1/leads", {"external_id": " form-9 "})
    assert kept.json["external_id"] == "form-9"


def test_too_many_attributes_are_refused_as_a_whole(crm, problem):
    body = {"attributes": {f"a{number}": 1 for number in range(201)}}
    problem(crm.post("/v1/leads", body), 422, "/attributes")
