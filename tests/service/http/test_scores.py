"""`POST /v1/scores`: scores without keeping anything."""


def test_leads_are_scored_as_they_would_be_and_nothing_is_kept(crm, serving, rows):
    before = rows()
    body = {"campaign": "tet", "attributes": {"course": "IELTS"}, "submitted_at": "2026-11-20T10:00:00+07:00"}
    answer = crm.post("/v1/scores", {"leads": [body, body]})
    assert answer.status_code == 200
    assert rows() == before
    one, two = (each["score"] for each in answer.json["results"])
    assert one == two == crm.post("/v1/leads", body).json["score"]


def test_a_row_that_cannot_be_read_spoils_no_other(crm, serving):
    sent = [{"attributes": {"budget": "x"}}, {}, {"contact": {}}, None, 7]
    results = crm.post("/v1/scores", {"leads": sent}).json["results"]
    assert [(each["index"], each["status"]) for each in results] == [
        (0, 422),
        (1, 200),
        (2, 422),
        (3, 422),
        (4, 422),
    ]
    assert results[0]["error"]["errors"][0]["field"] == "/attributes/budget"
    assert results[1]["score"]["model_version"] == serving


def test_a_thousand_are_scored_and_one_more_is_refused(crm, serving, problem):
    answer = crm.post("/v1/scores", {"leads": [{}] * 1000})
    assert len(answer.json["results"]) == 1000
    problem(crm.post("/v1/scores", {"leads": [{}] * 1001}), 422, "/leads")


def test_without_a_model_it_says_when_to_try_again(crm, problem):
    answer = crm.post("/v1/scores", {"leads": [{}]})
    problem(answer, 503)
    assert answer.headers["Retry-After"] == "60"


def test_odd_values_are_no_error(crm, serving):
    odd = {"budget": -1e299, "course": "\u202e" * 50, "married": None, "x": [[{}]], "lead.campaign": "y"}
    results = crm.post("/v1/scores", {"leads": [{"attributes": odd}]}).json["results"]
    assert 0 < results[0]["score"]["probability"] < 1
