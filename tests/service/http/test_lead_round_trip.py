"""A lead from the form's submit to what became of it, as a CRM sees it."""


def test_a_lead_is_scored_kept_and_read_back(crm, serving):
    body = {
        "external_id": "form-1",
        "campaign": "tet-2026",
        "contact": {"name": "Lan", "phone": "0901 234 567"},
        "attributes": {"course": "IELTS"},
    }
    created = crm.post("/v1/leads", body)
    assert created.status_code == 201, created.text
    score = created.json["score"]
    assert 0 < score["probability"] < 1
    assert score["model_version"] == serving
    assert score["expected_revenue"]["currency"] == "VND"
    assert score["factors"]
    read = crm.get(f"/v1/leads/{created.json['id']}")
    assert read.status_code == 200
    assert read.json["score"] == score
    assert read.json["contact"]["phones"] == ["+84901234567"]
