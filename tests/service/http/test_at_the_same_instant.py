"""Two requests at the same instant, in two threads, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

THREADS = 6


@pytest.fixture
def at_once(app):
    """Send the same request from several threads at the same instant; the answers."""

    def send(key, method, path, bodies, **headers):
        barrier = threading.Barrier(len(bodies))

        def one(body):
            client = app.test_client()
            barrier.wait(timeout=10)
            return client.open(path, method=method, json=body, headers=key.headers | headers)

        with ThreadPoolExecutor(len(bodies)) as threads:
            return list(threads.map(one, bodies))

    return send


@pytest.mark.parametrize("scope", ["crm", "ingest"])
def test_of_the_same_submit_exactly_one_is_the_original(crm, client_for, at_once, rows, scope):
    body = {"contact": {"phone": "0901 234 567", "email": "lan@example.com"}, "campaign": "tết"}
    answers = at_once(client_for(scope), "POST", "/v1/leads", [body] * THREADS)
    assert [each.status_code for each in answers] == [201] * THREADS
    pages = [crm.get(f"/v1/leads/{each.json['id']}").json for each in answers]
    originals = {page["id"] for page in pages if page["duplicate_of"] is None}
    assert len(originals) == 1
    assert {page["duplicate_of"] for page in pages} == {None, *originals}
    assert rows()["campaigns"] == 1


def test_one_person_by_phone_and_by_email_is_one_original_too(crm, at_once):
    both = {"contact": {"phone": "0901 234 567", "email": "lan@example.com"}}
    swapped = {"contact": {"email": "lan@example.com", "phone": "0901 234 567"}}
    answers = at_once(crm, "POST", "/v1/leads", [both, swapped] * 3)
    assert sum(each.json["duplicate_of"] is None for each in answers) == 1


def test_the_same_external_id_is_one_row(crm, at_once, rows):
    answers = at_once(crm, "POST", "/v1/leads", [{"external_id": "form-1"}] * THREADS)
    assert sorted(each.status_code for each in answers) == [200] * (THREADS - 1) + [201]
    assert len({each.json["id"] for each in answers}) == 1
    assert rows()["leads"] == 1


def test_the_same_external_id_with_other_bodies_is_one_row_and_conflicts(crm, at_once, rows):
    bodies = [{"external_id": "form-1", "campaign": f"c{number}"} for number in range(THREADS)]
    answers = at_once(crm, "POST", "/v1/leads", bodies)
    assert sorted(each.status_code for each in answers) == [201] + [409] * (THREADS - 1)
    assert rows()["leads"] == 1


def test_the_same_idempotency_key_acts_once(crm, at_once, rows):
    body = {"contact": {"phone": "0901 234 567"}}
    answers = at_once(crm, "POST", "/v1/leads", [body] * THREADS, **{"Idempotency-Key": "once"})
    assert {each.status_code for each in answers} <= {201, 409}
    assert len({each.json["id"] for each in answers if each.status_code == 201}) == 1
    assert all("Retry-After" in each.headers for each in answers if each.status_code == 409)
    assert rows()["leads"] == 1


def test_a_new_rep_spelt_in_several_ways_is_one_rep(crm, keep, at_once, rows):
    bodies = [{"rep": name} for name in ("sale-03", "Sale-03", "SALE-03")] * 2
    answers = at_once(crm, "POST", f"/v1/leads/{keep()}/assignment", bodies)
    assert {each.status_code for each in answers} == {201}
    assert rows()["reps"] == 1


def test_the_same_payment_is_recorded_once(crm, keep, at_once, rows):
    body = {"kind": "deposit", "amount": {"amount": 5, "currency": "VND"}, "payment_id": "p1"}
    answers = at_once(crm, "POST", f"/v1/leads/{keep()}/payments", [body] * THREADS)
    assert sorted(each.status_code for each in answers) == [200] * (THREADS - 1) + [201]
    assert rows()["payments"] == 1


def test_no_event_misses_another_of_the_same_lead(crm, keep, at_once):
    lead = keep()
    money = {"amount": 10, "currency": "VND"}
    bodies = [{"outcome": "won", "revenue": money, "deal_id": str(number)} for number in range(THREADS)]
    answers = at_once(crm, "POST", f"/v1/leads/{lead}/outcome", bodies)
    assert [each.status_code for each in answers] == [201] * THREADS
    assert crm.get(f"/v1/leads/{lead}").json["won_revenue"]["amount"] == 10 * THREADS


def test_a_publishable_key_drafts_no_more_campaigns_than_it_may(client_for, at_once, rows, parts):
    limit = parts.company.campaign_drafts_per_day
    ingest = client_for("ingest")
    for number in range(limit - 2):
        ingest.post("/v1/leads", {"campaign": f"early {number}"})
    bodies = [{"campaign": f"c{number}", "contact": {"phone": f"0901 000 00{number}"}} for number in range(6)]
    answers = at_once(ingest, "POST", "/v1/leads", bodies)
    assert [each.status_code for each in answers] == [201] * 6
    assert rows()["campaigns"] == limit
