"""`GET /v1/funnel`: every step holds the next, what stops is lost or waits, and a leak has its price."""

import pytest


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def company(crm, keep, ago):
    """20 matured leads: 16 reached, 12 qualified, 8 with a deal, 6 won for 100 each, 4 of them paid."""
    crm.put("/v1/campaigns/tet", {})
    crm.post("/v1/campaigns/tet/spend", {"days": [{"day": "2026-08-01", "amount": vnd(2000)}]})
    for number in range(20):
        lead = keep(campaign="tet", submitted_at="2026-08-01T09:00:00+07:00")
        at = {"occurred_at": "2026-08-02T09:00:00+07:00"}
        if number < 16:
            crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "reached", **at})
        if number < 12:
            crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "qualified", **at})
        if number < 6:
            crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won", "revenue": vnd(100), **at})
        elif number < 8:
            crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "lost", **at})
        if number < 4:
            crm.post(f"/v1/leads/{lead}/payments", {"kind": "deposit", "amount": vnd(100), **at})


def steps(answer):
    return {step["step"]: step for step in answer["steps"]}


@pytest.mark.usefixtures("company")
def test_each_step_has_its_count_rate_owner_and_leak(marketing):
    answer = marketing.get("/v1/funnel", since="2026-08-01", until="2026-08-02", lang="en").json
    found = steps(answer)
    counts = [20, 16, 12, 8, 6, 4]
    assert [step["count"] for step in answer["steps"]] == [None, *counts]
    assert found["qualified"]["rate"] == 0.75
    assert [found[name]["owner"] for name in ("leads", "reached", "qualified")] == [
        "marketing",
        "sales",
        "both",
    ]
    assert (found["spend"]["amount"], answer["cost_per_lead"]) == (vnd(2000), vnd(100))
    # 600 over the 20, 16, 12 and 8 leads that got as far: 30, 37.5, 50 and 75 for each of the lost.
    leaks = [found[name]["leak"] for name in ("reached", "qualified", "tried", "won", "collected")]
    assert leaks == [vnd(120), vnd(150), vnd(200), vnd(150), vnd(200)]
    assert answer["largest_leak"] == "tried"
    assert answer["sentences"] == [
        "Most is lost at “Offered a deal”. Leads that stop before it: 4, worth 200\u00a0VND."
    ]


def test_young_leads_wait_and_nothing_is_priced_while_few_are_won(crm, keep, marketing, ago):
    crm.post(f"/v1/leads/{keep(submitted_at=ago(days=1))}/disposition", {"disposition": "no_need"})
    keep(submitted_at=ago(days=1))
    answer = marketing.get("/v1/funnel").json
    reached = steps(answer)["reached"]
    assert (reached["count"], reached["lost"], reached["waiting"]) == (1, 0, 1)
    assert reached["leak"] is None
    assert answer["largest_leak"] is None
    assert answer["sentences"] == ["Chưa đủ đơn chốt để quy phần mất ra tiền."]


def test_a_company_without_leads_has_an_empty_funnel(marketing):
    answer = marketing.get("/v1/funnel").json
    assert [step["count"] for step in answer["steps"]] == [None] + [0] * 6
    assert {step["rate"] for step in answer["steps"]} == {None}
    assert answer["cost_per_lead"] is None
