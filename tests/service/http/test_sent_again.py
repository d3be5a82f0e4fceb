"""The contract's table "Sent again": what comes again, and what is answered."""

import pytest
import sqlalchemy as sa

from service.store.idempotency import idempotency_records

LAN = {"contact": {"name": "Lan", "phone": "0901 234 567", "email": "Lan@Example.com"}}


@pytest.fixture
def original(crm):
    """Which lead a new one of this body is a duplicate of."""
    return lambda body: crm.post("/v1/leads", body).json["duplicate_of"]


@pytest.mark.parametrize("scope", ["crm", "ingest"])
def test_the_same_idempotency_key_and_body_gives_the_first_answer_again(client_for, rows, scope):
    client = client_for(scope)
    first = client.post("/v1/leads", LAN, Idempotency_Key="once")
    kept = rows()
    again = client.post("/v1/leads", LAN, Idempotency_Key="once")
    assert (again.status_code, again.json) == (first.status_code, first.json) == (201, first.json)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert rows() == kept


def test_the_order_of_a_bodys_keys_makes_no_other_body(crm):
    first = crm.post("/v1/leads", {"campaign": "a", "external_id": "1"}, Idempotency_Key="once")
    again = crm.post("/v1/leads", {"external_id": "1", "campaign": "a"}, Idempotency_Key="once")
    assert again.json == first.json


@pytest.mark.parametrize("scope", ["crm", "ingest"])
def test_the_same_idempotency_key_with_another_body_is_refused(client_for, rows, problem, scope):
    client = client_for(scope)
    client.post("/v1/leads", LAN, Idempotency_Key="once")
    kept = rows()
    problem(client.post("/v1/leads", {"campaign": "other"}, Idempotency_Key="once"), 422)
    assert rows() == kept


def test_the_same_idempotency_key_for_another_route_is_refused(crm, keep, problem):
    one, two = keep(), keep()
    body = {"result": "reached"}
    assert crm.post(f"/v1/leads/{one}/contact-attempts", body, Idempotency_Key="k").status_code == 201
    problem(crm.post(f"/v1/leads/{two}/contact-attempts", body, Idempotency_Key="k"), 422)


def test_idempotency_keys_belong_to_the_api_key_that_sent_them(client_for):
    one, two = client_for("crm"), client_for("crm")
    first = one.post("/v1/leads", {}, Idempotency_Key="once")
    second = two.post("/v1/leads", {"campaign": "other"}, Idempotency_Key="once")
    assert second.status_code == 201
    assert second.json["id"] != first.json["id"]


def test_what_was_refused_is_not_recorded(crm, rows, problem):
    problem(crm.post("/v1/leads", {"campaign": 5}, Idempotency_Key="once"), 422)
    assert rows()["idempotency_records"] == 0
    assert crm.post("/v1/leads", {"campaign": "5"}, Idempotency_Key="once").status_code == 201


def test_an_answer_without_a_body_is_replayed_too(crm, keep):
    path, headers = f"/v1/leads/{keep()}/personal-data", crm.headers | {"Idempotency-Key": "once"}
    first, again = (crm._client.delete(path, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (204, 204)
    assert (first.data, again.data) == (b"", b"")
    assert again.headers["Idempotency-Replayed"] == "true"


def test_the_record_holds_the_answer_and_an_hmac_never_the_contact(crm, parts):
    crm.post("/v1/leads", LAN, Idempotency_Key="once")
    with parts.database.read() as connection:
        record = connection.execute(sa.select(idempotency_records)).one()
    assert len(record.body_hmac) == 32
    assert not any(secret in repr(record) for secret in ("Lan", "901234567", "example.com"))


@pytest.mark.parametrize("key", ["", "x" * 201, "a\0b"])
def test_an_idempotency_key_that_cannot_be_kept_is_refused(crm, rows, key):
    before = rows()
    assert crm.post("/v1/leads", {}, Idempotency_Key=key).status_code in (400, 422)
    assert rows() == before


def test_crm_the_same_external_id_and_body_is_the_stored_lead(crm, rows):
    body = LAN | {"external_id": "form-1", "campaign": "tết"}
    first, again = crm.post("/v1/leads", body), crm.post("/v1/leads", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert rows()["leads"] == 1


def test_crm_the_same_external_id_with_another_body_conflicts_and_names_the_lead(crm, rows, problem):
    first = crm.post("/v1/leads", {"external_id": "form-1"})
    body = problem(crm.post("/v1/leads", {"external_id": "form-1", "campaign": "tết"}), 409)
    assert body["lead_id"] == first.json["id"]
    assert rows()["leads"] == 1


def test_external_ids_belong_to_the_api_key_that_sent_them(client_for, rows):
    answers = [client_for("crm").post("/v1/leads", {"external_id": "1"}) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert rows()["leads"] == 2


def test_ingest_an_external_id_is_stored_and_never_unique(client_for, crm):
    ingest = client_for("ingest")
    answers = [ingest.post("/v1/leads", {"external_id": "1", "campaign": c}) for c in ("a", "a", "b")]
    assert [each.status_code for each in answers] == [201, 201, 201]
    assert len({each.json["id"] for each in answers}) == 3
    assert {lead["external_id"] for lead in crm.get("/v1/leads").json["leads"]} == {"1"}


@pytest.mark.parametrize(
    "contact",
    [
        {"phone": "+84 901.234.567"},
        {"phone": "0912 345 678 / 0901 234 567"},
        {"email": "lan@example.com"},
        {"phone": "0912 345 678", "email": "LAN@EXAMPLE.COM"},
    ],
)
def test_the_same_phone_or_email_is_a_duplicate_of_the_earliest(crm, original, contact):
    first = crm.post("/v1/leads", LAN).json["id"]
    assert original({"contact": contact}) == first
    assert original({"contact": contact}) == first


def test_another_person_is_a_new_lead(crm, original):
    crm.post("/v1/leads", LAN)
    assert original({"contact": {"name": "Lan", "phone": "0901 234 568"}}) is None
    assert original({"contact": {"name": "Lan"}}) is None
    assert original({}) is None


def test_a_publishable_keys_duplicate_counts_as_one_and_it_does_not_learn_so(client_for, figures):
    ingest = client_for("ingest")
    for _ in range(3):
        assert ingest.post("/v1/leads", LAN | {"campaign": "tết"}).json.keys() == {"id"}
    line = figures()["tết"]
    assert (line["leads"], line["duplicates"], line["countable"]) == (3, 2, 1)


def test_another_product_is_a_new_lead_and_an_unsaid_one_is_not(crm, original):
    first = crm.post("/v1/leads", LAN | {"attributes": {"course": "IELTS"}}).json["id"]
    assert original(LAN | {"attributes": {"course": "TOEIC"}}) is None
    assert original(LAN | {"attributes": {"course": "IELTS"}}) == first
    assert original(LAN) == first


def test_after_the_window_it_is_a_new_lead(crm, original, ago):
    first = crm.post("/v1/leads", LAN | {"submitted_at": ago(days=70)}).json["id"]
    assert original(LAN | {"submitted_at": ago(days=70 - 29)}) == first
    second = crm.post("/v1/leads", LAN | {"submitted_at": ago(days=70 - 31)}).json
    assert second["duplicate_of"] is None
    assert original(LAN | {"submitted_at": ago(days=70 - 32)}) == second["id"]


def test_of_several_in_the_window_the_earliest_is_the_original(crm, original, ago):
    phone = crm.post("/v1/leads", {"contact": {"phone": "0901 234 567"}, "submitted_at": ago(days=3)})
    crm.post("/v1/leads", {"contact": {"email": "lan@example.com"}, "submitted_at": ago(days=2)})
    assert original(LAN) == phone.json["id"]


def test_a_returning_customer_is_marked_and_counts_no_more(crm, ago, figures):
    bought = crm.post("/v1/leads", LAN | {"submitted_at": ago(days=90)}).json["id"]
    crm.post(f"/v1/leads/{bought}/outcome", {"outcome": "won", "occurred_at": ago(days=80)})
    again = crm.post("/v1/leads", LAN | {"campaign": "hè"}).json
    assert again["duplicate_of"] is None
    assert crm.get(f"/v1/leads/{again['id']}").json["existing_customer"] is True
    assert (figures()["hè"]["leads"], figures()["hè"]["countable"]) == (1, 0)


def test_who_lost_before_or_buys_later_is_no_returning_customer(crm, ago):
    lead = crm.post("/v1/leads", LAN | {"submitted_at": ago(days=90)}).json["id"]
    crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "lost", "occurred_at": ago(days=80)})
    again = crm.post("/v1/leads", LAN | {"submitted_at": ago(days=40)}).json["id"]
    crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won", "occurred_at": ago(days=39)})
    assert crm.get(f"/v1/leads/{again}").json["existing_customer"] is False
