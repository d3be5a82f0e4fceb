"""Figures of one product's leads, and one campaign's quality by week."""


def test_a_products_figures_are_of_its_leads_and_have_no_spend(keep, admin, crm, marketing, figures, ago):
    won = keep(campaign="tet", attributes={"course": "ielts"})
    keep(campaign="tet", attributes={"course": "toeic"})
    keep(campaign="he", attributes={"course": "toeic"})
    spent = {"day": ago(days=1)[:10], "amount": {"amount": 900, "currency": "VND"}}
    assert admin.post("/v1/campaigns/tet/spend", {"days": [spent]}).status_code == 200
    deal = {"outcome": "won", "revenue": {"amount": 5000, "currency": "VND"}, "occurred_at": ago(minutes=-1)}
    assert crm.post(f"/v1/leads/{won}/outcome", deal).status_code in (200, 201)

    lines = figures(product="ielts")
    assert [lines[key]["leads"] for key in ("tet", "he")] == [1, 0]
    assert (lines["tet"]["won_revenue"]["amount"], lines["tet"]["judged"]) == (5000, 1)
    assert (lines["tet"]["spend"], lines["tet"]["cost_per_lead"]) == (None, None)
    other = figures(product="toeic", clock="closing", among="in_time")
    assert [other[key]["leads"] for key in ("tet", "he")] == [1, 1]
    assert other["tet"]["won"] == 0
    assert sum(line["leads"] for line in figures(by="product").values()) == 3

    totals = marketing.get("/v1/campaigns", product="ielts").json["totals"]
    assert (totals["leads"], totals["spend"], totals["cost_per_lead"]) == (1, None, None)
    assert marketing.get("/v1/campaigns").json["totals"]["spend"]["amount"] == 900
    assert figures()["tet"]["cost_per_lead"]["amount"] == 450


def test_quality_is_of_one_campaign_where_it_is_named(keep, marketing, problem):
    for campaign in ("tet", "he"):
        keep(campaign=campaign)
    weeks = marketing.get("/v1/quality", by="week", campaign="tet").json["groups"]
    assert [week["countable"] for week in weeks] == [1]
    own = marketing.get("/v1/quality", campaign="he").json["groups"]
    assert [group["campaign"] for group in own] == ["he"]
    problem(marketing.get("/v1/quality", campaign="none"), 422, "/campaign")


def test_marketing_notes_what_it_changed(admin, marketing):
    admin.put("/v1/campaigns/tet", {})
    noted = marketing.post("/v1/campaigns/tet/changes", {"kind": "content", "note": "đổi video"})
    assert noted.status_code == 201
    assert marketing.get("/v1/campaigns/tet").json["changes"][0]["note"] == "đổi video"
