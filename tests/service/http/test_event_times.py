"""What all events of a lead share: their time."""

import pytest

EVENTS = {
    "contact-attempts": {"result": "reached"},
    "disposition": {"disposition": "qualified"},
    "assignment": {"rep": "Hoa"},
    "outcome": {"outcome": "won"},
    "payments": {"kind": "deposit", "amount": {"amount": 5, "currency": "VND"}},
}


@pytest.mark.parametrize("kind", EVENTS)
def test_nothing_happens_to_a_lead_before_it_came(crm, keep, ago, problem, rows, kind):
    path = f"/v1/leads/{keep(submitted_at=ago(days=2))}/{kind}"
    kept = rows()
    answer = crm.post(path, EVENTS[kind] | {"occurred_at": ago(days=3)})
    assert problem(answer, 422, "/occurred_at")["errors"][0]["code"] == "before_arrival"
    assert rows() == kept
    assert crm.post(path, EVENTS[kind] | {"occurred_at": ago(days=2, minutes=5)}).status_code == 201


@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_is_recorded_once_with_its_id(crm, keep, rows, kind):
    lead = keep()
    answer = crm.post(f"/v1/leads/{lead}/{kind}", EVENTS[kind])
    assert answer.status_code == 201
    assert answer.json.keys() == {"id", "lead_id"}
    (history,) = [events for events in crm.get(f"/v1/leads/{lead}").json["history"].values() if events]
    assert [event["id"] for event in history] == [answer.json["id"]]
