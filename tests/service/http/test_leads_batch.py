"""`POST /v1/leads/batch`."""

import pytest
import sqlalchemy as sa


def test_every_row_is_answered_in_its_place_and_a_bad_one_spoils_no_other(crm, rows):
    sent = [{"external_id": "1"}, {"attributes": {"budget": "much"}}, {"external_id": "2"}, 7, None]
    answer = crm.post("/v1/leads/batch", {"leads": sent})
    assert answer.status_code == 200
    results = answer.json["results"]
    assert [(each["index"], each["status"]) for each in results] == [
        (0, 201),
        (1, 422),
        (2, 201),
        (3, 422),
        (4, 422),
    ]
    assert results[1]["error"]["errors"][0]["field"] == "/attributes/budget"
    assert "much" not in answer.text
    assert crm.get(f"/v1/leads/{results[2]['id']}").json["external_id"] == "2"
    assert rows()["leads"] == 2


def test_a_thousand_are_taken_and_one_more_is_refused(crm, rows, problem):
    answer = crm.post("/v1/leads/batch", {"leads": [{} for _ in range(1000)]})
    assert {each["status"] for each in answer.json["results"]} == {201}
    problem(crm.post("/v1/leads/batch", {"leads": [{} for _ in range(1001)]}), 422, "/leads")
    assert rows()["leads"] == 1000


def test_an_empty_batch_is_refused(crm, problem):
    problem(crm.post("/v1/leads/batch", {"leads": []}), 422, "/leads")


def test_a_batch_sent_again_adds_nothing(crm, rows):
    body = {"leads": [{"external_id": str(number)} for number in range(3)]}
    first, again = (crm.post("/v1/leads/batch", body).json["results"] for _ in range(2))
    assert [each["status"] for each in again] == [200, 200, 200]
    assert [each["id"] for each in again] == [each["id"] for each in first]
    assert rows()["leads"] == 3


def test_the_same_lead_twice_in_a_batch_is_one_and_another_body_conflicts(crm, rows):
    sent = [{"external_id": "a"}, {"external_id": "a"}, {"external_id": "a", "campaign": "x"}]
    results = crm.post("/v1/leads/batch", {"leads": sent}).json["results"]
    assert [each["status"] for each in results] == [201, 200, 409]
    assert results[0]["id"] == results[1]["id"]
    assert rows()["leads"] == 1


def test_one_person_twice_in_a_batch_is_one_original_and_its_duplicate(crm):
    person = {"contact": {"phone": "0901 234 567"}}
    first, second = crm.post("/v1/leads/batch", {"leads": [person, person]}).json["results"]
    assert crm.get(f"/v1/leads/{first['id']}").json["duplicate_of"] is None
    assert crm.get(f"/v1/leads/{second['id']}").json["duplicate_of"] == first["id"]


@pytest.mark.parametrize("table", ["leads", "lead_states", "contacts"])
def test_a_storage_failure_fails_the_whole_batch_and_keeps_nothing(crm, parts, rows, problem, table):
    before = rows()

    @sa.event.listens_for(parts.database.engine, "before_cursor_execute")
    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith(f"INSERT INTO {table} "):
            raise sa.exc.OperationalError(statement, {}, Exception("the disk is full"))

    body = {"leads": [{"contact": {"phone": "0901 234 567"}, "campaign": "new"}, {}]}
    answer = crm.post("/v1/leads/batch", body)
    problem(answer, 503)
    assert answer.headers["Retry-After"] == "1"
    assert rows() == before
