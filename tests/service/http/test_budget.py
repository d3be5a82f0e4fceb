"""`GET /v1/budget`: what is answered where nothing, little and enough is known."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


def test_an_empty_store_has_no_advice_and_no_error(marketing):
    answer = marketing.get("/v1/budget", lang="en").json
    assert (answer["campaigns"], answer["gained"], answer["spend_until"]) == ([], None, None)
    assert answer["daily_spend"] == vnd(0)
    assert answer["sentences"] == [
        "No spend is known of the last two weeks, so nothing can be said of the budget."
    ]


def test_ten_leads_are_too_few(crm, keep, marketing, ago):
    crm.put("/v1/campaigns/tet", {"channel": "facebook"})
    today = utc_now().date()
    days = [{"day": str(today - timedelta(days=age)), "amount": vnd(1000)} for age in range(1, 29)]
    assert crm.post("/v1/campaigns/tet/spend", {"days": days}).status_code == 200
    for _ in range(10):
        keep(campaign="tet", submitted_at=ago(days=70))
    answer = marketing.get("/v1/budget").json
    (line,) = answer["campaigns"]
    assert (line["advice"], line["daily_spend"], line["try_daily_spend"]) == ("too_few", vnd(1000), vnd(1000))
    assert (line["matured"], line["worth_per_lead"]) == ({"leads": 10, "won": 0}, None)
    assert line["exponent"]["low"] < line["exponent"]["high"]
    assert "chưa đủ đơn chốt" in line["sentence"]


def test_it_is_marketings_to_read(client_for, problem):
    problem(client_for("crm").get("/v1/budget"), 403)
