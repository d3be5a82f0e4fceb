"""What `GET /v1/campaigns` says of worth: intervals, what is still to come, ranks and their doubts."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from service.store.leads import leads


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def score(parts):
    """Give a lead a score as if a model had seen it at its submit."""

    def give(lead, probability, value, origin="submit"):
        worth = round(probability * value)
        scored = {"probability": probability, "deal_value": value, "expected_revenue": worth}
        with parts.database.write() as connection:
            found = sa.update(leads).where(leads.c.id == UUID(lead))
            connection.execute(found.values(score_origin=origin, **scored))

    return give


@pytest.fixture
def won(crm):
    def record(lead, amount, when):
        body = {"outcome": "won", "revenue": vnd(amount), "occurred_at": when}
        assert crm.post(f"/v1/leads/{lead}/outcome", body).status_code == 201

    return record


def test_ten_leads_have_an_honest_interval_and_no_figure_is_nought_by_default(keep, score, figures, ago):
    for _ in range(10):
        score(keep(campaign="tet", submitted_at=ago(days=1)), 0.1, 10_000_000)
    line = figures()["tet"]
    expected = line["expected_revenue"]
    assert expected["amount"] == 10_000_000
    assert expected["low"] == 0
    assert expected["high"] > 20_000_000
    assert (line["quality_rate"]["verdict"], line["quality_rate"]["raw"]) == ("no_target", None)
    assert line["quality_rate"]["low"] < line["quality_rate"]["value"] < line["quality_rate"]["high"]
    assert line["won_over_expected"] is None


def test_without_a_score_there_is_no_interval(keep, figures):
    keep(campaign="tet")
    expected = figures()["tet"]["expected_revenue"]
    assert (expected["amount"], expected["low"], expected["high"]) == (0, None, None)


def test_still_to_come_is_of_open_immature_leads_and_projected_adds_what_was_won(
    keep, score, won, crm, figures, ago
):
    ages = {"new": 1, "old": 59, "matured": 200, "lost": 1, "bad": 1, "won": 30}
    ids = {name: keep(campaign=name, submitted_at=ago(days=days)) for name, days in ages.items()}
    for lead in ids.values():
        score(lead, 0.2, 1_000_000)
    crm.post(f"/v1/leads/{ids['lost']}/outcome", {"outcome": "lost"})
    crm.post(f"/v1/leads/{ids['bad']}/disposition", {"disposition": "no_need"})
    won(ids["won"], 700, ago(days=2))
    lines = figures()
    to_come = {name: line["still_to_come"]["amount"] for name, line in lines.items()}
    assert 195_000 < to_come["new"] < 200_000
    assert 0 < to_come["old"] < 20_000
    assert to_come["matured"] == to_come["lost"] == to_come["bad"] == to_come["won"] == 0
    assert lines["won"]["projected"] == vnd(700)
    assert lines["new"]["projected"] == vnd(to_come["new"])
    assert figures(clock="closing")["won"]["projected"] is None


def test_wins_of_matured_worked_leads_are_held_against_scores_that_had_not_seen_them(
    keep, score, won, figures, ago
):
    for number in range(12):
        lead = keep(campaign="tet", submitted_at=ago(days=100))
        score(lead, 0.25, 1000, origin="later" if number >= 8 else "submit")
        if number % 2:
            won(lead, 1000, ago(days=90))
        elif number == 0:
            keep(campaign="he")
    ratio = figures()["tet"]["won_over_expected"]
    assert (ratio["leads"], ratio["observed"], ratio["expected"]) == (4, 4, pytest.approx(1.0))
    assert 1 < ratio["value"] < 4
    assert ratio["low"] < ratio["value"] < ratio["high"]


def test_one_deal_makes_a_rank_where_the_rank_falls_without_it(keep, won, figures, ago):
    for campaign, deals in (("fair", [900, 100, 100]), ("steady", [300, 300, 300]), ("none", [])):
        kept = [keep(campaign=campaign, submitted_at=ago(days=9)) for _ in range(5)]
        for lead, amount in zip(kept, deals, strict=False):
            won(lead, amount, ago(days=1))
    lines = figures()
    assert [lines[name]["rank_by_won_revenue_per_lead"] for name in ("fair", "steady", "none")] == [1, 2, 3]
    assert [lines[name]["one_deal"] for name in ("fair", "steady", "none")] == [True, False, False]


def test_the_next_by_worth_is_named_with_how_sure_the_order_is(keep, score, crm, figures, ago):
    for campaign, chance, tried in (("a", 0.5, 40), ("b", 0.2, 5), ("c", 0.19, 5)):
        for _ in range(15):
            lead = keep(campaign=campaign, submitted_at="2026-11-10T09:00:00+07:00")
            score(lead, chance, 1_000_000)
            at = f"2026-11-10T09:{tried:02}:00+07:00"
            crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "no_answer", "occurred_at": at})
    lines = figures()
    assert lines["a"]["next"]["campaign"] == "b"
    assert lines["a"]["next"]["probability"] > 0.6
    assert 0.5 < lines["b"]["next"]["probability"] < 0.55
    assert lines["c"]["next"] is None
    in_time = figures(among="in_time")
    assert in_time["a"]["next"] is None
    assert in_time["b"]["next"]["campaign"] == "c"


def test_costs_and_margin_follow_spend_wins_and_what_was_agreed(crm, admin, keep, won, figures, ago):
    crm.put("/v1/campaigns/tet", {})
    crm.post("/v1/campaigns/tet/spend", {"days": [{"day": "2026-11-01", "amount": vnd(400)}]})
    for _ in range(2):
        won(keep(campaign="tet", submitted_at=ago(days=9)), 1000, ago(days=1))
    line = figures()["tet"]
    assert (line["cost_per_won"], line["ad_cost_share"]) == (vnd(200), 0.2)
    assert line["gross_profit"] is None


def test_a_campaigns_page_says_what_more_spend_brings_or_that_it_cannot(crm, keep, marketing):
    keep(campaign="tet")
    page = marketing.get("/v1/campaigns/tet").json
    assert (page["marginal_return"], page["delay"], page["among"]) == (None, "assumed", "all")
