"""API keys over HTTP: what they open, and when they end."""

import pytest

from service.usecases.clock import utc_now
from service.usecases.issue_key import revoke_key


def test_a_revoked_key_is_dead_at_the_next_request_and_no_other_is(client_for, crm, parts, problem):
    other = client_for("crm")
    assert other.get("/v1/leads").status_code == 200
    with parts.database.write() as connection:
        revoke_key(connection, other.headers["Authorization"].split("_")[2], utc_now())
    answer = other.get("/v1/leads")
    assert "key" in problem(answer, 401)["detail"]
    assert crm.get("/v1/leads").status_code == 200


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BEARER"])
def test_the_word_before_a_key_may_be_written_in_any_case(app, new_key, kind):
    headers = {"Authorization": f"{kind} {new_key('crm')}"}
    assert app.test_client().get("/v1/leads", headers=headers).status_code == 200


def test_a_key_in_a_query_or_a_cookie_opens_nothing(app, new_key, problem):
    client, key = app.test_client(), new_key("crm")
    client.set_cookie("Authorization", f"Bearer {key}")
    problem(client.get(f"/v1/leads?key={key}&Authorization=Bearer+{key}"), 401)
