"""Leads that nobody owns go to the reps on duty by their worth; late ones are taken back."""

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from service.store import call_samples, leads
from service.store.call_samples import call_sample_leads
from service.store.ids import new_id
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.leads.forget_person import forget_person, stop_contact
from service.usecases.leads.new_lead import Contact
from service.usecases.source import Source
from service.usecases.team.manage_team import team_of
from service.usecases.team.rep_shares import rep_shares
from service.usecases.team.run_rotation import run_rotation
from service.usecases.team.take_back_late_leads import take_back_late_leads

CRM = Source("key", "crm")
TERMS = Agreement(version=1, rotation=True, take_back_minutes=30, retry_days=5, calls_per_rep_day=3)


@pytest.fixture
def database_url(sqlite_url):
    """The queries run on both databases in `tests/service/http/test_both_teams.py`."""
    return sqlite_url


@pytest.fixture
def company(monday):
    for rep in ("sale-03", "sale-07"):
        monday.has(rep)
    return monday


def run(company, hour, terms=TERMS):
    given = run_rotation(company.connection, company.parts.company, terms, company.at(hour))
    return {each.lead_id: (each.rep, each.reason) for each in given}


def take_back(company, hour, terms=TERMS):
    taken = take_back_late_leads(company.connection, company.parts.company, terms, company.at(hour))
    return {each.lead_id for each in taken}


def worth(company, *amounts, hour=8.5):
    """New leads of these expected revenues; None has no score."""
    made = [company.lead(hour) for _ in amounts]
    for lead, amount in zip(made, amounts, strict=True):
        values = {"expected_revenue": amount, "probability": None if amount is None else 0.1}
        company.connection.execute(sa.update(leads.leads).where(leads.leads.c.id == lead).values(values))
    return made


def test_worth_is_balanced_and_not_count(company):
    one, *small = worth(company, 90, 30, 30, 30)
    given = run(company, 9)
    (best,) = {rep for lead, (rep, _) in given.items() if lead == one}
    assert {given[lead][0] for lead in small} == {"sale-03", "sale-07"} - {best}
    assert company.owner(one) == (best, "rotation")
    assert run(company, 9) == {}


def test_what_a_rep_got_today_counts_and_what_she_got_yesterday_does_not(company):
    (old,) = worth(company, 1000, hour=-20)
    company.give(old, -16, "sale-07")
    (morning,) = worth(company, 50)
    company.give(morning, 8.6, "sale-03")
    (new,) = worth(company, 40)
    assert run(company, 9)[new] == ("sale-07", "rotation")


def test_half_a_day_gets_half(company):
    company.has("sale-07", shifts={"mon": [["08:00", "12:00"]]})
    made = worth(company, *[10] * 9)
    got = run(company, 9)
    given = [got[lead][0] for lead in made]
    assert (given.count("sale-03"), given.count("sale-07")) == (6, 3)


def test_a_lead_without_a_score_counts_as_the_mean(company):
    unscored, best, least = worth(company, None, 60, 20)  # it counts as 40
    given = run(company, 9)
    assert given[unscored] == given[least] != given[best]
    rules = company.parts.company
    shares = rep_shares(company.connection, rules, team_of(company.connection, rules, TERMS), company.day)
    assert sorted((each.leads, each.without_score) for each in shares) == [(1, 0), (2, 1)]


@pytest.mark.parametrize("hour", [7, 12.5, 20, 24 * 6 + 9])
def test_while_nobody_is_on_duty_leads_wait(company, hour):
    worth(company, 10, hour=hour - 0.1)
    assert run(company, hour) == {}


def test_only_active_reps_on_duty_get_any(company):
    company.has("sale-07", is_active=False)
    company.has("sale-08", absences=[company.day])
    company.has("sale-09", shifts={"mon": [["13:30", "17:30"]]})
    made = worth(company, 10, 20, 30)
    assert set(run(company, 9).values()) == {("sale-03", "rotation")}
    assert len(made) == 3


def test_the_same_person_goes_to_her_last_owner_if_she_works_today(company):
    lan = Contact(phones=("+84901234567",))
    minh = Contact(phones=("+84907654321",))
    for hour, rep in ((-24 * 90, "sale-07"), (-24 * 50, "sale-03")):
        company.give(company.lead(hour, contact=lan), hour, rep)
        company.give(company.lead(hour, contact=minh), hour, "sale-09")
    company.has("sale-09", is_active=False)
    again, left = company.lead(8.5, contact=lan), company.lead(8.5, contact=minh)
    worth(company, 10, 20, 30)
    given = run(company, 9)
    assert given[again] == ("sale-03", "same_person")
    assert given[left][1] == "rotation"


def test_who_must_not_be_called_and_what_is_no_new_lead_waits_for_nobody(company):
    connection, contact = company.connection, Contact(phones=("+84901234567",))
    silent, forgotten = company.lead(8.5), company.lead(8.5)
    stop_contact(connection, CRM, silent, company.at(8.6))
    forget_person(connection, CRM, forgotten, company.at(8.6))
    first, again = company.lead(8.5, contact=contact), company.lead(8.6, contact=contact)
    spam, judged, called, kept = (company.lead(8.5) for _ in range(4))
    connection.execute(sa.update(leads.leads).where(leads.leads.c.id == spam).values(auto_spam=True))
    company.judge(judged, 8.7)
    company.call(called, 8.7)  # somebody is on it
    company.give(kept, 8.7, "sale-03")
    company.give(kept, 8.8, None)  # by hand: a person took it back
    company.lead(8.5 - 24 * 6)  # older than the days of trying
    assert set(run(company, 9)) == {first}
    assert company.owner(again) is None


def test_a_lead_that_a_call_sample_holds_waits_for_its_return(company):
    held, free = company.lead(8.5), company.lead(8.5)
    sample = {
        "id": new_id(),
        "campaign_id": find_campaign(company.connection, "tet").id,
        "lent_to": "marketing-01",
        "source": "x",
        "lent_at": company.at(8.5),
        "until": company.at(56.5),
        "seed": 1,
    }
    mine = {"sample_id": sample["id"], "lead_id": held, "place": 1, "was_called": False, "attempts": 0}
    call_samples.add(company.connection, sample, [mine])
    assert set(run(company, 9)) == {free}
    company.connection.execute(sa.update(call_sample_leads).values(was_called=True))
    assert set(run(company, 9)) == {held}


def test_a_late_lead_is_taken_back_and_goes_to_another(company):
    lead = company.lead(8.5)
    company.give(lead, 8.5, "sale-03")
    assert take_back(company, 9) == set()
    assert take_back(company, 9.01) == {lead}
    assert company.owner(lead) == (None, "taken_back")
    assert run(company, 9.01) == {lead: ("sale-07", "rotation")}
    assert company.owner(lead) == ("sale-07", "rotation")
    assert take_back(company, 9.4) == set()


def test_a_lead_taken_back_from_the_persons_own_rep_goes_to_another_too(company):
    lan = Contact(phones=("+84901234567",))
    company.give(company.lead(-24 * 50, contact=lan), -24 * 50, "sale-03")
    lead = company.lead(8.5, contact=lan)
    assert run(company, 8.5)[lead] == ("sale-03", "same_person")
    assert take_back(company, 9.1) == {lead}
    assert run(company, 9.1)[lead] == ("sale-07", "rotation")


def test_a_lead_that_was_tried_or_settled_stays_with_its_owner(company):
    tried, judged, sold = (company.lead(8.5) for _ in range(3))
    for lead in (tried, judged, sold):
        company.give(lead, 8.5, "sale-03")
    company.call(tried, 8.9, "sale-03")
    company.judge(judged, 8.9)
    company.sell(sold, 8.9)
    assert take_back(company, 11) == set()
    company.give(tried, 9, "sale-07")  # a new owner has her own time
    assert take_back(company, 9.4) == set()
    assert take_back(company, 9.6) == {tried}


def test_the_teams_hours_count_so_that_no_lead_waits_for_who_is_away(company):
    lead = company.lead(8.5)
    company.give(lead, 8.5, "sale-03")
    company.has("sale-03", absences=[company.day])
    assert take_back(company, 9.1) == {lead}
    lunch = company.lead(11.9)
    company.give(lunch, 11.9, "sale-07")
    company.has("sale-08")
    assert take_back(company, 13.8) == set()  # 6 minutes before lunch and 18 after
    assert take_back(company, 14.1) == {lunch}


def test_where_nobody_could_call_it_sooner_nothing_is_taken_back(company):
    lead = company.lead(8.5)
    company.give(lead, 8.5, "sale-03")
    assert take_back(company, 12.5) == set()  # nobody is on duty
    assert take_back(company, 11, Agreement(version=1)) == set()  # nobody agreed to it
    company.has("sale-07", is_active=False)
    assert take_back(company, 11) == set()  # there is no other
    company.has("sale-07", is_active=True)
    for _ in range(6):
        company.call(company.lead(8.5), 9)
    assert take_back(company, 11) == set()  # the team made all its calls
