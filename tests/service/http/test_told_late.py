"""What is told late, told again, or told with a no."""

from datetime import UTC, datetime, timedelta

from service.store import contacts


def _ago(days):
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def _lead(crm, days, **more):
    body = {"submitted_at": _ago(days), "contact": {"phone": "0901 234 567"}, **more}
    return crm.post("/v1/leads", body).json["id"]


def _won(crm, lead, **more):
    return crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won", **more})


def test_a_win_told_late_marks_the_later_lead_as_a_customers(crm):
    first, later = _lead(crm, 300), _lead(crm, 10)
    assert crm.get(f"/v1/leads/{later}").json["existing_customer"] is False
    assert _won(crm, first, occurred_at=_ago(250)).status_code == 201
    assert crm.get(f"/v1/leads/{later}").json["existing_customer"] is True
    assert crm.get(f"/v1/leads/{first}").json["existing_customer"] is False


def test_a_win_told_again_with_its_revenue_stays_in_its_month(crm):
    lead = _lead(crm, 60)
    _won(crm, lead, occurred_at=_ago(50))
    _won(crm, lead, revenue={"amount": 9_800_000, "currency": "VND"})
    since = (datetime.now(UTC) - timedelta(days=52)).date().isoformat()
    until = (datetime.now(UTC) - timedelta(days=48)).date().isoformat()
    totals = crm.get("/v1/campaigns", clock="closing", since=since, until=until).json["totals"]
    assert (totals["won"], totals["won_revenue"]["amount"]) == (1, 9_800_000)


def test_an_amount_that_no_sum_could_hold_is_refused(crm):
    lead = _lead(crm, 5)
    answer = _won(crm, lead, revenue={"amount": 2**53 - 1, "currency": "VND"})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "/revenue/amount"


def test_a_forms_no_to_consent_is_kept(client_for, parts):
    form = client_for("ingest")
    key = form.headers["Authorization"].removeprefix("Bearer ")
    fields = {"phone": "0901 234 567", "consent_contact": "no"}
    assert form._client.post(f"/v1/forms/{key}", data=fields).status_code == 201
    with parts.database.read() as connection:
        (row,) = connection.execute(contacts.consents.select()).all()
    assert (row.contact, row.ads) == (False, None)


def test_one_external_id_with_true_and_one_is_two_bodies(crm):
    rows = [{"external_id": "a", "attributes": {"x": value}} for value in (1, True)]
    statuses = [each["status"] for each in crm.post("/v1/leads/batch", {"leads": rows}).json["results"]]
    assert statuses == [201, 409]


def test_a_marketing_key_reads_figures_and_writes_none(marketing, crm):
    crm.put("/v1/campaigns/tet", {})
    assert marketing.get("/v1/campaigns").status_code == 200
    assert marketing.post("/v1/campaigns/tet/spend", {"days": []}).status_code == 403
    assert marketing.get("/v1/models").status_code == 403
