"""`GET /v1/bridge`: which periods it compares, what it says, and that it adds up."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now

TERMS = ("volume", "mix", "quality", "handling", "value")


@pytest.fixture
def sold(crm, keep):
    """Keep leads submitted so many days ago, some judged, some won for 100 each."""

    def put(days, count, qualified, won, campaign="tet", unit=100):
        at = utc_now() - timedelta(days=days)
        for number in range(count):
            lead = keep(campaign=campaign, submitted_at=at.isoformat())
            hour = (at + timedelta(hours=1)).isoformat()
            word = "qualified" if number < qualified else "no_need"
            body = {"disposition": word, "occurred_at": hour}
            assert crm.post(f"/v1/leads/{lead}/disposition", body).status_code == 201
            if number < won:
                money = {"amount": unit, "currency": "VND"}
                body = {"outcome": "won", "revenue": money, "occurred_at": hour}
                assert crm.post(f"/v1/leads/{lead}/outcome", body).status_code == 201

    return put


def span(first, last):
    today = utc_now().date()
    return {"since": str(today - timedelta(days=first)), "until": str(today - timedelta(days=last))}


def test_two_weeks_with_their_sentences_in_both_languages(sold, marketing):
    sold(17, 4, 3, 2)
    sold(10, 6, 3, 3)
    sold(10, 1, 1, 1, campaign="he")
    answer = marketing.get("/v1/bridge", **span(14, 7), lang="en").json
    assert answer["totals"]["change"]["amount"] == 200
    assert sum(answer["totals"][name]["amount"] for name in TERMS) == 200
    assert [line["campaign"] for line in answer["campaigns"]] == ["he", "tet"]
    for line in answer["campaigns"]:
        terms = {name: amount["amount"] for name, amount in line["terms"].items()}
        assert sum(terms[name] for name in TERMS) == terms["change"]
        assert terms["conversion"] == terms["quality"] + terms["handling"]
    assert answer["booked"]["timing"]["amount"] == 0
    assert answer["sentences"][0].startswith("Leads of this period brought 400\xa0VND")
    vietnamese = marketing.get("/v1/bridge", **span(14, 7)).json["sentences"]
    assert vietnamese[0].startswith("Doanh số từ lead của kỳ này là 400\xa0₫")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_days_it_is_the_last_whole_month_against_the_one_before(marketing, parts):
    answer = marketing.get("/v1/bridge").json
    first = utc_now().astimezone(parts.company.timezone).date().replace(day=1)
    assert answer["after"]["until"] == str(first)
    assert answer["after"]["since"] == answer["before"]["until"]
    assert answer["campaigns"] == []
    assert answer["sentences"] == ["Hai kỳ này chưa có lead nào được tính."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_asked_names_its_field(marketing, problem):
    get = lambda **query: marketing.get("/v1/bridge", **query)  # noqa: E731
    problem(get(since="2026-10-01"), 422, "/until")
    absurd = str(utc_now().date() + timedelta(days=400))
    problem(get(since="1999-12-31", until="2026-10-01"), 422, "/since")
    problem(get(since="2026-10-01", until=absurd), 422, "/until")
    same = {"since": "2026-10-02", "until": "2026-10-02"}
    problem(get(**same, before_since="2026-09-01", before_until="2026-10-01"), 422, "/until")
    before = {"before_since": "2026-01-01", "before_until": "2026-10-01"}
    problem(get(since="2026-10-01", until="2026-10-08", **before), 422, "/before_until")
    problem(get(since="2100-01-01", until="2100-02-01"), 422, "/since")
    problem(get(basis="guessed"), 422, "/basis")
    problem(get(lang="fr"), 422, "/lang")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_expected_quality_that_nobody_has_is_said_to_be_missing(sold, marketing):
    sold(17, 1, 1, 1)
    answer = marketing.get("/v1/bridge", **span(14, 7), basis="expected", lang="en").json
    assert (answer["unavailable"], answer["campaigns"]) == ("not_scored", [])
    assert len(answer["sentences"]) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_is_marketings_to_read(client_for, problem):
    for scope in ("crm", "ingest", "call"):
        problem(client_for(scope).get("/v1/bridge"), 403)
