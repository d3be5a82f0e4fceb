"""`GET /v1/leads/{id}`."""

from uuid import uuid4

import sqlalchemy as sa

from service.store.audit import audit_entries


def test_a_page_shows_the_lead_its_person_and_its_history_newest_first(crm, keep, ago):
    lead = keep(submitted_at=ago(days=2), contact={"name": "Lan", "phone": "0901 234 567"})
    crm.post(f"/v1/leads/{lead}/assignment", {"rep": "Hoa"})
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "no_answer", "occurred_at": ago(hours=5)})
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "reached", "occurred_at": ago(hours=4)})
    page = crm.get(f"/v1/leads/{lead}").json
    assert page["contact"] == {"name": "Lan", "phones": ["+84901234567"], "email": None, "attributes": {}}
    assert page["owner"] == "Hoa"
    assert page["attempts"] == 2
    assert [each["result"] for each in page["history"]["contact_attempts"]] == ["reached", "no_answer"]
    assert page["history"]["payments"] == []


def test_who_looked_at_a_contact_is_kept_in_the_audit(crm, keep, parts):
    lead = keep()
    crm.get(f"/v1/leads/{lead}")
    with parts.database.read() as connection:
        entries = connection.execute(sa.select(audit_entries)).all()
    assert [(str(entry.lead_id), entry.action) for entry in entries] == [(lead, "view_contact")]


def test_a_lead_that_is_not_there_is_not_found(crm, problem):
    problem(crm.get(f"/v1/leads/{uuid4()}"), 404)
    problem(crm.get("/v1/leads/no-uuid"), 404)


def test_reading_is_answered_anew_whatever_idempotency_key_comes_with_it(crm, keep, rows):
    lead = keep()
    path, headers = f"/v1/leads/{lead}", crm.headers | {"Idempotency-Key": "read"}
    assert crm._client.get(path, headers=headers).json["attempts"] == 0
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "reached"})
    assert crm._client.get(path, headers=headers).json["attempts"] == 1
    assert rows()["idempotency_records"] == 0
