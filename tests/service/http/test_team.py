"""`/v1/team`: who works when."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.store.ids import new_id
from service.store.reps import reps
from service.usecases.clock import utc_now

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def database_url(sqlite_url):
    """The queries run on both databases in `test_both_teams.py`."""
    return sqlite_url


@pytest.fixture
def team(crm):
    return lambda: {each["rep"]: each for each in crm.get("/v1/team").json["team"]}


def test_a_rep_is_as_she_was_last_said_to_be(crm, team):
    body = {"shifts": ALWAYS, "calls_per_day": 40, "absences": ["2026-11-24", "2026-11-23"]}
    answer = crm.put("/v1/team/sale-03", body)
    assert (answer.status_code, answer.json["on_duty"]) == (200, True)
    assert team()["sale-03"]["absences"] == ["2026-11-23", "2026-11-24"]
    crm.put("/v1/team/sale-03", {"calls_per_day": None, "is_active": False})
    rep = team()["sale-03"]
    assert (rep["calls_per_day"], rep["shifts"], rep["on_duty"]) == (None, ALWAYS, False)
    assert crm.put("/v1/team/sale-03", {"absences": [], "shifts": None}).json["absences"] == []
    assert team()["sale-03"]["shifts"] is None


def test_an_absent_rep_is_not_on_duty(crm):
    days = [(utc_now() + timedelta(days=each)).date().isoformat() for each in (-1, 0, 1)]
    answer = crm.put("/v1/team/sale-03", {"shifts": ALWAYS, "absences": days})
    assert (answer.status_code, answer.json["on_duty"]) == (200, False)


@pytest.mark.parametrize(
    "shifts",
    [{"mon": [["12:00", "08:00"]]}, {"mon": [["25:00", "26:00"]]}, {"someday": []}, {"mon": ["08:00"]}],
)
def test_shifts_that_cannot_be_are_refused(crm, shifts):
    assert crm.put("/v1/team/sale-03", {"shifts": shifts}).status_code == 422


def test_another_spelling_of_a_rep_is_that_rep(crm, keep, team):
    lead = keep()
    for name in ("sale-03", "Sale-03", "SALE-03  "):
        assert crm.post(f"/v1/leads/{lead}/assignment", {"rep": name}).status_code == 201
    crm.post(f"/v1/leads/{lead}/contact-attempts", {"result": "busy", "rep": "Sale-03"})
    for name in ("SALE-03", "sale_03", "sale%2003", "ｓａｌｅ－０３", "sale\u201003"):
        assert crm.put(f"/v1/team/{name}", {"is_active": False}).json["rep"] == "sale-03"
    assert list(team()) == ["sale-03"]
    assert crm.get(f"/v1/leads/{lead}").json["owner"] == "sale-03"


def test_who_was_two_reps_before_is_shown_as_probably_one(parts, team):
    with parts.database.write() as connection:
        names = ("Hoa", "hoa ", "Lan", "Ｈoa")
        rows = [{"id": new_id(), "key": key, "created_at": utc_now()} for key in names]
        connection.execute(sa.insert(reps), rows)
    assert {key: rep["looks_like"] for key, rep in team().items()} == {
        "Hoa": ["hoa ", "Ｈoa"],
        "hoa ": ["Hoa", "Ｈoa"],
        "Ｈoa": ["Hoa", "hoa "],
        "Lan": [],
    }


def test_a_rep_of_no_letters_is_none(crm, problem):
    problem(crm.put("/v1/team/%E2%80%8B", {}), 404)
    problem(crm.put("/v1/team/" + "x" * 201, {}), 404)
