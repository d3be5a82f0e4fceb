"""`/v1/actions`: who does what by when, at most five a review, and what they moved."""

from datetime import timedelta
from uuid import UUID

import pytest

from service.store import actions
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
def agreed(asked):
    """What may be changed of it."""
    return {name: value for name, value in asked.items() if name != "by"}


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


def test_what_was_agreed_is_changed_and_nothing_else(marketing, crm, asked, agreed, week, parts, problem):
    kept = marketing.post("/v1/actions", asked | {"week": week}).json
    path = f"/v1/actions/{kept['id']}"
    day = (today(parts.company, utc_now()) + timedelta(days=9)).isoformat()
    other = {"what": "Gọi trong 5 phút", "who": "Nhóm 2", "due": day, "side": "marketing"}
    changed = crm.put(path, other)
    assert (changed.status_code, changed.json) == (200, kept | other)
    assert crm.put(path, other).json == changed.json
    assert crm.get("/v1/actions").json["actions"] == [changed.json]
    problem(crm.put(path, other | {"week": week}), 422, "/week")
    problem(crm.put("/v1/actions/01a200f7-81ac-7108-a312-066d4dee67fb", other), 404)
    done = crm.post(f"{path}/done", {"by": "Nhóm 2"}).json
    problem(crm.put(path, agreed), 409)
    assert crm.get("/v1/actions").json["actions"] == [done]


def test_a_change_that_cannot_be_taken_names_its_field_and_changes_nothing(
    marketing, crm, keep, asked, agreed, problem
):
    crm.post(f"/v1/leads/{keep()}/assignment", {"rep": "sale-03"})
    kept = marketing.post("/v1/actions", asked).json
    wrong = [
        ("/due", {"due": "2026-11-01"}),
        ("/side", {"side": "boss"}),
        ("/figure", {"figure": "likes"}),
        ("/figure", {"subject": "sale-03"}),
        ("/subject", {"figure": "quality_rate", "subject": "none"}),
        ("/subject", {"figure": "cost_per_lead", "subject": "sale-03"}),
        ("/what", {"what": " "}),
    ]
    for field, change in wrong:
        problem(marketing.put(f"/v1/actions/{kept['id']}", agreed | change), 422, field)
    assert marketing.get("/v1/actions").json["actions"] == [kept]


def test_a_due_day_that_has_passed_stays_but_cannot_be_chosen(marketing, parts, asked, agreed, problem):
    path = f"/v1/actions/{marketing.post('/v1/actions', asked).json['id']}"
    yesterday = today(parts.company, utc_now()) - timedelta(days=1)
    with parts.database.write() as connection:
        actions.change(connection, UUID(path[-36:]), due=yesterday)
    late = marketing.put(path, agreed | {"due": yesterday.isoformat(), "who": "Nhóm 2"}).json
    assert (late["who"], late["is_late"]) == ("Nhóm 2", True)
    before = (yesterday - timedelta(days=1)).isoformat()
    problem(marketing.put(path, agreed | {"due": before}), 422, "/due")


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_another_figure_is_told_anew_from_when_the_action_was_made(
    crm, marketing, parts, keep, asked, agreed, ago
):
    """Of four leads before it was made and three after; what stays is not told anew."""
    for days, leads in ((30, 4), (10, 3)):
        old = [keep(campaign="tết", submitted_at=ago(days=days)) for _ in range(leads)]
    share, leads = ({"figure": name, "subject": "tết"} for name in ("judged_share", "leads_a_week"))
    path = f"/v1/actions/{marketing.post('/v1/actions', asked | share).json['id']}"
    with parts.database.write() as connection:
        made_at = utc_now() - timedelta(days=20)
        actions.change(connection, UUID(path[-36:]), created_at=made_at)
        found = find_results(connection, parts.company, 60.0, utc_now())
        keep_results(connection, found)
    crm.post(f"/v1/leads/{old[0]}/disposition", {"disposition": "qualified"})
    zero = {"value": 0.0, "money": None}
    assert marketing.put(path, agreed | share | {"who": "Nhóm 2"}).json["figure"] == {
        "name": "judged_share",
        "subject": "tết",
        "at_start": zero,
        "after_2_weeks": zero,
        "after_4_weeks": None,
    }
    figure = marketing.put(path, agreed | leads).json["figure"]
    assert (figure["at_start"], figure["after_2_weeks"]) == ({"value": 1.0, "money": None}, None)
    with parts.database.write() as connection:
        keep_results(connection, found)
    assert marketing.get("/v1/actions").json["actions"][0]["figure"]["after_2_weeks"] is None
    with parts.database.write() as connection:
        keep_results(connection, find_results(connection, parts.company, 60.0, utc_now()))
    shown = marketing.get("/v1/actions").json["actions"][0]["figure"]
    assert shown["after_2_weeks"] == {"value": 1.5, "money": None}
    assert marketing.put(path, agreed).json["figure"] is None
