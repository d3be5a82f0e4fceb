"""`GET /v1/reps`: who made what of her own leads, who sees what, and honest answers to few leads."""

import pytest
import sqlalchemy as sa

from service.store.leads import leads


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def team(keep, crm, parts):
    """Two reps with like leads of 100 days ago: one judges half of them bad, the other nearly none."""
    for number in range(24):
        rep, campaign = (("sale-01", "tet"), ("sale-02", "he"))[number % 2]
        hour = 8 + number % 9
        at = f"2026-08-{1 + number // 5:02}T{hour:02}:00:00+07:00"
        lead = keep(campaign=campaign, submitted_at=at)
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": rep})
        tried = {"result": "reached", "rep": rep, "occurred_at": at.replace(":00:00+", ":05:00+")}
        crm.post(f"/v1/leads/{lead}/contact-attempts", tried)
        bad = number % 4 == 0 or number == 1
        word = {"disposition": "no_need" if bad else "qualified", "rep": rep}
        crm.post(f"/v1/leads/{lead}/disposition", word | {"occurred_at": at.replace(":00:00+", ":09:00+")})
        if number % 8 == 3:
            outcome = {"outcome": "won", "revenue": {"amount": 500, "currency": "VND"}}
            crm.post(f"/v1/leads/{lead}/outcome", outcome | {"occurred_at": "2026-08-20T09:00:00+07:00"})
    with parts.database.write() as connection:
        score = {"probability": 0.2, "probability_without_campaign": 0.1, "quality_probability": 0.7}
        more = {"score_origin": "held_out", "deal_value": 400, "expected_revenue": 80}
        connection.execute(sa.update(leads).values(**score, **more))


PERIOD = {"since": "2026-08-01", "until": "2026-09-01"}


@pytest.mark.usefixtures("team")
def test_each_rep_is_held_against_what_her_own_leads_promised(crm):
    answer = crm.get("/v1/reps", **PERIOD).json
    one, other = answer["reps"]
    assert (one["rep"], one["leads"], one["won"], one["by_score"]["observed"]) == ("sale-01", 12, 0, 0)
    assert (other["rep"], other["won"], other["by_score"]["observed"]) == ("sale-02", 3, 3)
    assert one["by_score"]["expected"] == pytest.approx(2.4)
    assert one["without_campaign"]["expected"] == pytest.approx(1.2)
    assert 0 < one["by_score"]["value"] < answer["team"] < other["by_score"]["value"] < 1.5
    assert {rep["verdict"] for rep in answer["reps"]} == {"too_few"}
    assert one["sentences"][0] == "Chưa đủ lead đã đủ ngày để so sánh."


@pytest.mark.usefixtures("team")
def test_strictness_and_first_leads_are_for_sales_only(crm, marketing):
    one, other = crm.get("/v1/reps", **PERIOD).json["reps"]
    assert (one["strictness"]["judged"], one["strictness"]["bad"], other["strictness"]["bad"]) == (12, 6, 1)
    assert one["strictness"]["value"] > 1 > other["strictness"]["value"]
    assert one["first_leads"]["days"] + other["first_leads"]["days"] > 0
    for rep in marketing.get("/v1/reps", **PERIOD).json["reps"]:
        assert rep["strictness"] is None
        assert rep["first_leads"] is None


@pytest.mark.usefixtures("team")
def test_a_campaign_of_one_rep_cannot_be_told_apart_from_her(marketing):
    found = marketing.get("/v1/reps", lang="en", **PERIOD).json["one_rep_campaigns"]
    assert [(each["campaign"], each["rep"], each["share"]) for each in found] == [
        ("he", "sale-02", 1.0),
        ("tet", "sale-01", 1.0),
    ]
    assert "cannot be told apart" in found[0]["sentence"]


def test_no_reps_are_no_error_and_a_lead_that_nobody_has_is_nobodys(crm, keep):
    assert crm.get("/v1/reps").json["reps"] == []
    keep(campaign="tet")
    assert crm.get("/v1/reps", lang="en").json["reps"] == []


def test_a_period_that_holds_no_day_is_refused(crm, problem):
    problem(crm.get("/v1/reps", since="2026-11-02", until="2026-11-02"), 422, "/until")
