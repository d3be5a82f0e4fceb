"""`/v1/actions`: who does what by when, at most five a review, and what they moved."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now
from service.usecases.review.iso_week import name_of, today
from service.usecases.review.keep_actions import find_results, keep_results


@pytest.fixture
def database_url(request):
    """SQLite, but for one test that runs the queries on both."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")


@pytest.fixture
def asked(parts):
    """An action due in a week, of this week's review."""
    day = today(parts.company, utc_now())
    due = (day + timedelta(days=7)).isoformat()
    return {"what": "Gọi trong 15 phút", "who": "Nhóm 1", "due": due, "side": "sales", "by": "TP Sale"}


@pytest.fixture
def week(parts):
    return name_of(today(parts.company, utc_now()))


def test_an_action_is_kept_shown_and_done_once(marketing, crm, asked, problem):
    kept = marketing.post("/v1/actions", asked)
    assert kept.status_code == 201
    assert asked.items() - {"by": 0}.items() <= {**kept.json, "by": kept.json["created_by"]}.items()
    assert (kept.json["figure"], kept.json["done_at"], kept.json["is_late"]) == (None, None, False)
    assert [each["id"] for each in crm.get("/v1/actions", open="true").json["actions"]] == [kept.json["id"]]
    path = f"/v1/actions/{kept.json['id']}/done"
    assert crm.post(path, {"by": "Nhóm 1"}).json["done_by"] == "Nhóm 1"
    problem(crm.post(path, {"by": "Nhóm 2"}), 409)
    assert crm.get("/v1/actions", open="true").json["actions"] == []
    assert len(crm.get("/v1/actions", open="false").json["actions"]) == 1
    problem(crm.post("/v1/actions/01a200f7-81ac-7108-a312-066d4dee67fb/done", {"by": "x"}), 404)


def test_a_review_has_at_most_five_open_ones(marketing, asked, week, problem):
    ids = [marketing.post("/v1/actions", asked | {"week": week}).json["id"] for _ in range(5)]
    problem(marketing.post("/v1/actions", asked | {"week": week}), 422, "/week")
    assert marketing.post("/v1/actions", asked).status_code == 201
    marketing.post(f"/v1/actions/{ids[0]}/done", {"by": "x"})
    assert marketing.post("/v1/actions", asked | {"week": week}).status_code == 201


@pytest.mark.parametrize("week", ["2026-W54", "2027-W53", "2026-47", "2199-W01", "٢٠٢٦-W40", "W47"])
def test_a_week_that_is_none_or_to_come_is_refused(marketing, asked, week, problem):
    problem(marketing.post("/v1/actions", asked | {"week": week}), 422, "/week")


def test_what_cannot_be_taken_names_its_field(marketing, crm, asked, problem):
    crm.put("/v1/campaigns/tết", {})
    wrong = [
        ("/due", {"due": "2026-11-01"}),
        ("/side", {"side": "boss"}),
        ("/figure", {"figure": "likes"}),
        ("/figure", {"subject": "tết"}),
        ("/subject", {"figure": "quality_rate", "subject": "none"}),
        ("/what", {"what": " "}),
        ("/what", {"what": "\u202e"}),
    ]
    for field, change in wrong:
        problem(marketing.post("/v1/actions", asked | change), 422, field)


def test_spend_is_no_figure_of_a_rep(marketing, crm, keep, asked, problem):
    crm.post(f"/v1/leads/{keep()}/assignment", {"rep": "sale-03"})
    of_rep = {"figure": "cost_per_lead", "subject": "sale-03"}
    problem(marketing.post("/v1/actions", asked | of_rep), 422, "/subject")
    assert marketing.post("/v1/actions", asked | of_rep | {"figure": "judged_share"}).status_code == 201


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_its_figure_is_shown_before_and_two_and_four_weeks_after(crm, marketing, parts, keep, asked, ago):
    """Of ten leads of the weeks before one is judged, of the two weeks after one of two."""
    old = [keep(campaign="tết", submitted_at=ago(days=10)) for _ in range(10)]
    crm.post(f"/v1/leads/{old[0]}/disposition", {"disposition": "qualified"})
    figure = {"figure": "judged_share", "subject": "tết"}
    kept = marketing.post("/v1/actions", asked | figure).json
    assert kept["figure"]["at_start"] == {"value": 0.1, "money": None}
    new = [keep(campaign="tết") for _ in range(2)]
    crm.post(f"/v1/leads/{new[0]}/disposition", {"disposition": "no_need"})
    for days, weeks in ((13, ()), (14, (2,)), (28, (2, 4))):
        with parts.database.write() as connection:
            later = utc_now() + timedelta(days=days)
            keep_results(connection, find_results(connection, parts.company, 60.0, later))
        shown = marketing.get("/v1/actions").json["actions"][0]["figure"]
        assert [n for n in (2, 4) if shown[f"after_{n}_weeks"]] == list(weeks)
    assert shown["after_2_weeks"] == shown["after_4_weeks"] == {"value": 0.5, "money": None}


def test_an_amount_is_money_and_what_is_undefined_is_null(marketing, crm, keep, asked):
    keep(campaign="tết")
    of = {"subject": "tết"}
    cost = marketing.post("/v1/actions", asked | of | {"figure": "cost_per_qualified"}).json["figure"]
    assert cost["at_start"] is None
    won = marketing.post("/v1/actions", asked | of | {"figure": "won_revenue_a_week"}).json["figure"]
    assert won["at_start"] == {"value": None, "money": {"amount": 0, "currency": "VND"}}


def test_an_action_without_a_figure_has_no_result(parts, marketing, asked):
    marketing.post("/v1/actions", asked)
    with parts.database.read() as connection:
        assert find_results(connection, parts.company, 60.0, utc_now() + timedelta(days=30)) == []


def test_results_are_looked_for_in_their_time(crm, parts, marketing, asked):
    """Looked for from the end of its weeks on, for a quarter."""
    crm.put("/v1/campaigns/tết", {})
    kept = marketing.post("/v1/actions", asked | {"figure": "leads_a_week", "subject": "tết"})
    assert kept.status_code == 201
    with parts.database.read() as connection:
        for weeks, found in ((4, 2), (16, 1), (18, 0)):
            later = utc_now() + timedelta(weeks=weeks)
            assert len(find_results(connection, parts.company, 60.0, later)) == found
