"""`POST /v1/campaigns/{key}/spend`."""

import pytest


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def spend(crm):
    crm.put("/v1/campaigns/tet", {"channel": "facebook"})
    return lambda *days: crm.post("/v1/campaigns/tet/spend", {"days": list(days)})


def test_spend_adds_up_over_days_ad_sets_and_ads(spend, figures):
    answer = spend(
        {"day": "2026-11-01", "amount": vnd(100), "ad_set": "a", "ad": "1", "impressions": 9, "clicks": 2},
        {"day": "2026-11-01", "amount": vnd(50), "ad_set": "a", "ad": "2"},
        {"day": "2026-11-01", "amount": vnd(30), "ad_set": "b"},
        {"day": "2026-11-02", "amount": vnd(7)},
    )
    assert answer.json == {"days": 4, "changed": 4}
    assert figures()["tet"]["spend"] == vnd(187)
    assert {key: line["spend"]["amount"] for key, line in figures(by="ad_set").items()} == {
        "a": 150,
        "b": 30,
        "": 7,
    }
    assert figures(by="channel")["facebook"]["spend"] == vnd(187)


def test_the_same_day_again_replaces_what_was_kept(spend, figures, rows):
    spend({"day": "2026-11-01", "amount": vnd(100)}, {"day": "2026-11-02", "amount": vnd(100)})
    again = spend({"day": "2026-11-01", "amount": vnd(40)}, {"day": "2026-11-02", "amount": vnd(100)})
    assert again.json == {"days": 2, "changed": 1}
    assert figures()["tet"]["spend"] == vnd(140)
    assert rows()["spend"] == 2


def test_of_the_same_day_twice_in_one_call_the_last_counts(spend, figures):
    spend({"day": "2026-11-01", "amount": vnd(100)}, {"day": "2026-11-01", "amount": vnd(40)})
    assert figures()["tet"]["spend"] == vnd(40)


def test_another_currency_needs_the_days_rate_and_is_rounded_once(spend, figures, problem):
    usd = {"amount": 1050, "currency": "USD"}
    problem(spend({"day": "2026-11-01", "amount": usd}), 422, "/days/0/amount/currency")
    spend({"day": "2026-11-01", "amount": usd, "rate": 25_000.3})
    assert figures()["tet"]["spend"] == vnd(262_503)


def test_a_rate_that_leads_beyond_every_amount_is_refused(spend, problem, rows):
    before = rows()
    usd = {"amount": 10**13, "currency": "USD"}
    problem(spend({"day": "2026-11-01", "amount": usd, "rate": 25_000}), 422, "/days/0/rate")
    assert rows() == before


def test_one_bad_day_keeps_none(spend, problem, rows):
    before = rows()
    good, bad = {"day": "2026-11-01", "amount": vnd(1)}, {"day": "2026-11-02", "amount": vnd(-1)}
    problem(spend(good, bad), 422, "/days/1/amount/amount")
    problem(spend(*[good] * 1001), 422, "/days")
    problem(spend(), 422, "/days")
    assert rows() == before


def test_spend_counts_on_the_companys_days_half_open(spend, figures):
    spend(*({"day": f"2026-11-0{day}", "amount": vnd(10**day)} for day in (1, 2, 3)))
    assert figures(since="2026-11-02", until="2026-11-03")["tet"]["spend"] == vnd(100)
    assert figures(since="2026-11-02", until="2026-11-03", clock="closing")["tet"]["spend"] == vnd(100)


def test_spend_without_leads_has_no_cost_per_lead(spend, keep, figures):
    spend({"day": "2026-11-01", "amount": vnd(100)})
    line = figures()["tet"]
    assert (line["leads"], line["cost_per_lead"], line["won_revenue_per_spend"]) == (0, None, 0.0)
    for _ in range(3):
        keep(campaign="tet")
    assert figures()["tet"]["cost_per_lead"] == vnd(33)


def test_spend_belongs_to_no_rep_and_no_product(spend, keep, figures):
    spend({"day": "2026-11-01", "amount": vnd(100)})
    keep(campaign="tet", attributes={"course": "IELTS"})
    for by, key in (("rep", None), ("product", "IELTS")):
        line = figures(by=by)[key]
        assert line["leads"] == 1
        assert {line[name] for name in ("spend", "cost_per_lead", "won_revenue_per_spend")} == {None}
