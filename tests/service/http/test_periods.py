"""Closed weeks and months: frozen figures, and what came later."""

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OCTOBER = "2026-10-15T10:00:00+07:00"
BY = {"by": "mkt-lead-01"}


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


def win(crm, lead, amount):
    body = {"outcome": "won", "revenue": vnd(amount), "occurred_at": "2026-10-20T10:00:00+07:00"}
    assert crm.post(f"/v1/leads/{lead}/outcome", body).status_code == 201


def test_a_closed_month_stays_and_later_changes_show_with_their_sign(crm, keep, marketing):
    first, other = (keep(campaign="tet", submitted_at=OCTOBER) for _ in range(2))
    win(crm, first, 100)
    closed = marketing.post("/v1/periods/2026-10/close", BY)
    assert (closed.status_code, closed.json["closed_by"]) == (201, "mkt-lead-01")
    win(crm, other, 70)
    crm.post(f"/v1/leads/{first}/outcome", {"outcome": "lost", "occurred_at": "2026-11-02T10:00:00+07:00"})
    keep(campaign="he", submitted_at=OCTOBER)
    shown = marketing.get("/v1/periods/2026-10").json
    assert (shown["totals"]["leads"], shown["totals"]["won_revenue"]) == (2, vnd(100))
    assert [line["campaign"] for line in shown["campaigns"]] == ["tet"]
    assert (shown["later"]["leads"], shown["later"]["won"], shown["later"]["won_revenue"]) == (1, 0, vnd(-30))
    later = {line["campaign"]: line for line in shown["later_by_campaign"]}
    assert (later["he"]["leads"], later["tet"]["won_revenue"]) == (1, vnd(-30))
    assert shown["bridge"]["totals"]["change"] == vnd(100)
    assert (shown["bridge"]["before_since"], shown["bridge"]["before_until"]) == ("2026-09-01", "2026-10-01")


@ON_SQLITE
def test_closing_again_answers_the_first(keep, marketing):
    keep(campaign="tet", submitted_at=OCTOBER)
    first = marketing.post("/v1/periods/2026-W42/close", BY)
    keep(campaign="tet", submitted_at=OCTOBER)
    again = marketing.post("/v1/periods/2026-W42/close", {"by": "sale-lead-01"})
    assert again.status_code == 200
    for name in ("closed_by", "closed_at", "totals"):
        assert again.json[name] == first.json[name]
    assert (first.json["kind"], first.json["since"], first.json["until"]) == (
        "week",
        "2026-10-12",
        "2026-10-19",
    )
    listed = marketing.get("/v1/periods").json["periods"]
    assert [each["period"] for each in listed] == ["2026-W42"]


@ON_SQLITE
def test_a_period_that_is_none_or_not_over_is_refused(marketing, problem, rows):
    wrong = ("2026-13", "2026-W54", "2025-W53", "26-10", "week", "1969-01", "0001-01", "9999-12")
    for period in ("2100-01", "2199-W01", *wrong):
        problem(marketing.post(f"/v1/periods/{period}/close", BY), 422, "/period")
    assert rows()["closed_periods"] == 0


def test_a_period_without_leads_and_spend_is_not_frozen_at_zero(crm, keep, marketing, problem, rows):
    keep(campaign="tet", submitted_at="2026-10-01T00:00:00+07:00")
    empty = problem(marketing.post("/v1/periods/2026-09/close", BY), 422, "/period")
    assert [each["code"] for each in empty["errors"]] == ["no_leads"]
    problem(marketing.post("/v1/reviews/2026-W38/freeze", BY), 422, "/week")
    assert rows()["closed_periods"] == 0
    cost = {"day": "2026-09-30", "amount": vnd(1)}
    assert crm.post("/v1/campaigns/tet/spend", {"days": [cost]}).status_code == 200
    assert marketing.post("/v1/periods/2026-09/close", BY).status_code == 201


@ON_SQLITE
def test_what_is_not_closed_is_not_found_and_who_closes_is_named(marketing, problem):
    problem(marketing.get("/v1/periods/2026-10"), 404)
    problem(marketing.get("/v1/periods/2026-W99"), 404)
    problem(marketing.post("/v1/periods/2026-10/close", {}), 422, "/by")
