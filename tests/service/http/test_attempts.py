"""`POST /v1/leads/{id}/contact-attempts`."""

from model.vocabulary import ATTEMPT_CHANNELS, RESULTS


def test_every_result_on_every_channel_is_recorded(crm, keep):
    lead = keep()
    for result, channel in [
        *((word, "phone") for word in RESULTS),
        *(("reached", w) for w in ATTEMPT_CHANNELS),
    ]:
        body = {"result": result, "channel": channel, "rep": "Hoa", "duration_seconds": 5}
        answer = crm.post(f"/v1/leads/{lead}/contact-attempts", body)
        assert (answer.status_code, answer.json["lead_id"]) == (201, lead)
    assert crm.get(f"/v1/leads/{lead}").json["attempts"] == len(RESULTS) + len(ATTEMPT_CHANNELS)


def test_an_attempt_is_a_call_by_hand_now_unless_it_says_otherwise(crm, keep):
    lead = keep()
    crm.post(
        f"/v1/leads/{lead}/contact-attempts", {"result": "callback", "callback_at": "2027-01-01T00:00:00Z"}
    )
    attempt = crm.get(f"/v1/leads/{lead}").json["history"]["contact_attempts"][0]
    assert (attempt["channel"], attempt["attempt_source"]) == ("phone", "manual")
    assert attempt["occurred_at"] == attempt["recorded_at"]
    assert attempt["callback_at"] == "2027-01-01T00:00:00+00:00"


def test_a_dialler_that_sends_an_attempt_twice_records_it_once(crm, keep, rows):
    path, body = f"/v1/leads/{keep()}/contact-attempts", {"result": "busy", "source": "dialler"}
    first, again = (crm.post(path, body, Idempotency_Key="call-1") for _ in range(2))
    assert first.json == again.json
    assert rows()["contact_attempts"] == 1
