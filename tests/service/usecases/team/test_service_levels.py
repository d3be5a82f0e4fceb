"""How often both sides kept what they promised, of a team of two on a Monday that everybody can check."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from service.store import feedback
from service.store.ids import new_id
from service.store.leads import leads
from service.usecases.campaigns.announce_campaign import announce, read_announcement
from service.usecases.leads.forget_person import stop_contact
from service.usecases.source import Source
from service.usecases.team.service_level_sentences import service_level_sentences
from service.usecases.team.service_levels import service_levels

CRM = Source("key", "crm")
MONDAY = date(2026, 11, 16)
TERMS = Agreement(
    version=1, first_attempt_minutes=15, retry_attempts=3, retry_days=2, calls_per_rep_day=3, feedback_days=2
)


@pytest.fixture
def database_url(sqlite_url):
    """The queries run on both databases in `tests/service/http/test_both_teams.py`."""
    return sqlite_url


@pytest.fixture
def company(monday):
    for rep in ("sale-03", "sale-07"):
        monday.has(rep)
    return monday


def levels(company, now=None, terms=TERMS, days=1):
    until = company.day + timedelta(days=days)
    rules = company.parts.company
    return service_levels(company.connection, rules, terms, now or company.later, company.day, until)


def stands(counts):
    return counts.in_time, counts.late, counts.beyond_capacity, counts.pending, counts.unrecorded


def test_a_lead_of_the_lunch_break_has_until_the_break_is_over(company):
    for hour, tried in ((12.5, 13.7), (12.5, 13.8), (9, 9.25), (9, 9.3)):
        company.call(company.lead(hour), tried, "sale-03")
    total = levels(company).sales.total
    assert stands(total) == (2, 2, 0, 0, 0)
    assert total.first_attempt.value == 0.5


def test_a_lead_is_the_reps_from_when_she_got_it_and_the_teams_from_its_arrival(company):
    lead = company.lead(9)
    company.give(lead, 10, "sale-03")
    company.call(lead, 10.2, "sale-03")
    sales = levels(company).sales
    assert stands(sales.total) == (0, 1, 0, 0, 0)
    assert stands(sales.reps["sale-03"]) == (1, 0, 0, 0, 0)


def test_her_own_hours_count_for_her(company):
    company.has("sale-03", shifts={"tue": [["08:00", "12:00"]]})
    lead = company.lead(9)
    company.give(lead, 9, "sale-03")
    company.call(lead, 24 + 8.1, "sale-03")
    sales = levels(company).sales
    assert (sales.reps["sale-03"].in_time, sales.total.late) == (1, 1)


def test_who_tried_first_is_judged_and_not_who_owns_it_now(company):
    lead = company.lead(9)
    company.give(lead, 9, "sale-03")
    company.call(lead, 9.1, "sale-03", "reached")
    company.give(lead, 15, "sale-07")
    assert stands(levels(company).sales.reps["sale-03"]) == (1, 0, 0, 0, 0)
    assert "sale-07" not in levels(company).sales.reps


def test_a_lead_that_nobody_owned_or_tried_is_shown_apart(company):
    company.lead(9)
    tried = company.lead(9)
    company.call(tried, 9.1, "sale-03")
    company.call(company.lead(9), 9.1)
    sales = levels(company).sales
    assert (sales.total.leads, sales.unassigned.leads, sales.reps["sale-03"].leads) == (3, 2, 1)
    assert (sales.unassigned.late, sales.unassigned.untried, sales.total.untried) == (1, 1, 1)


def test_the_leads_of_reps_and_of_campaigns_sum_to_all(company):
    for place, campaign in enumerate(("a", "b", "a", None, "b")):
        lead = company.lead(8 + place, campaign)
        if place % 2:
            company.give(lead, 8 + place, f"sale-0{3 if place == 1 else 7}")
        if place > 2:
            company.call(lead, 8 + place + 0.1, "sale-07")
    sales = levels(company).sales
    assert list(sales.campaigns) == [None, "a", "b"]
    assert sum(each.leads for each in sales.campaigns.values()) == sales.total.leads == 5
    assert sum(each.leads for each in sales.reps.values()) + sales.unassigned.leads == 5


def test_late_on_a_day_of_all_agreed_calls_is_beyond_capacity(company):
    for _ in range(5):
        company.call(company.lead(9), 9.1, "sale-03")
    late = company.lead(9)
    company.call(late, 16, "sale-07")  # the sixth of two reps' three calls each
    sales = levels(company).sales
    assert stands(sales.total) == (5, 0, 1, 0, 0)
    assert sales.total.first_attempt.value == 1.0
    assert sales.reps["sale-07"].beyond_capacity == 1


def test_a_rep_who_made_her_own_calls_is_full_though_the_team_is_not(company):
    late = company.lead(9)
    company.give(late, 9, "sale-03")
    for _ in range(3):
        company.call(company.lead(9), 9.1, "sale-03")
    sales = levels(company).sales
    assert (sales.total.late, sales.reps["sale-03"].beyond_capacity) == (1, 1)


def test_absent_reps_have_no_calls_to_make(company):
    for rep in ("sale-03", "sale-07"):
        company.has(rep, absences=[company.day])
    company.lead(9)
    assert stands(levels(company).sales.total) == (0, 0, 1, 0, 0)


def test_of_a_team_that_nobody_named_no_capacity_is_known(monday):
    monday.lead(9)
    assert stands(levels(monday).sales.total) == (0, 1, 0, 0, 0)


def test_what_was_judged_without_an_attempt_on_record_is_neither_in_time_nor_late(company):
    company.judge(company.lead(9), 16)
    assert stands(levels(company).sales.total) == (0, 0, 0, 0, 1)


def test_while_there_is_time_a_lead_is_pending(company):
    company.lead(9)
    assert stands(levels(company, now=company.at(9.2)).sales.total) == (0, 0, 0, 1, 0)


def test_who_must_not_be_called_was_promised_no_call(company):
    stop_contact(company.connection, CRM, company.lead(9), company.later)
    assert levels(company).sales.total.leads == 0


def test_leads_that_nobody_reached_are_tried_again(company):
    enough, few, reached, settled = (company.lead(9) for _ in range(4))
    for hour in (9.1, 20, 30):
        company.call(enough, hour)
    company.call(few, 9.1)
    for hour in (60, 70):  # after the agreed two days
        company.call(few, hour)
    company.call(reached, 9.1, result="reached")
    company.judge(settled, 10, "wrong_number")
    retries = levels(company).sales.total.retries
    assert (retries.kept, retries.due) == (1, 2)
    assert levels(company, now=company.at(30)).sales.total.retry_due == 1


def test_a_lead_taken_back_is_counted_where_it_was(company):
    lead = company.lead(9)
    company.give(lead, 9, "sale-03")
    company.give(lead, 11, None, "taken_back")
    company.give(lead, 11, "sale-07", "rotation")
    company.call(lead, 11.1, "sale-07")
    sales = levels(company).sales
    assert (sales.reps["sale-03"].taken_back, sales.total.taken_back) == (1, 1)
    assert stands(sales.reps["sale-07"]) == (1, 0, 0, 0, 0)


def test_undated_leads_are_said_to_be_left_out(company):
    company.lead(None)
    found = levels(company)
    assert (found.undated, found.sales.total.leads) == (1, 0)


def test_a_campaign_is_announced_before_its_first_lead(company):
    connection = company.connection
    for key, first in (("early", 9), ("late", 9), ("never", 9), ("older", -24)):
        company.lead(first, key)
        company.lead(10, key)
    told = announce(connection, "early", "marketing-01", "Bắt đầu", company.at(8))
    announce(connection, "late", "marketing-01", "Bắt đầu", company.at(9.5))
    read_announcement(connection, told, "sale-03", company.at(8.5))
    ours = levels(company).marketing
    assert [(each.campaign, each.in_time, each.read_by, each.team) for each in ours.campaigns] == [
        ("early", True, 1, 2),
        ("late", False, 0, 2),
        ("never", False, 0, 2),
    ]
    assert (ours.announced.kept, ours.announced.due) == (1, 3)


def test_feedback_is_answered_in_the_agreed_days(company):
    for answered in (24, 60, None):
        feedback.add(
            company.connection,
            id=new_id(),
            kind="asks",
            text="?",
            by="sale-03",
            said_at=company.at(9),
            answered_at=None if answered is None else company.at(9 + answered),
        )
    answered = levels(company).marketing.feedback
    assert (answered.in_time, answered.late, answered.pending) == (1, 2, 0)
    answered = levels(company, now=company.at(20)).marketing.feedback
    assert (answered.late, answered.pending) == (1, 1)


def test_days_are_held_against_the_band_once_they_are_over(company):
    terms = Agreement(version=1, leads_per_day=(2, 3))
    for hour in (9, 10, 24 + 9, *(48 + hour for hour in range(9, 13))):
        company.lead(hour)
    band = levels(company, terms=terms, days=3).marketing.days
    assert (band.inside, band.below, band.above) == (1, 1, 1)
    band = levels(company, now=company.at(48 + 12), terms=terms, days=9).marketing.days
    assert (band.inside, band.below, band.above) == (1, 1, 0)
    assert levels(company).marketing.days is None


def test_with_nothing_due_nothing_is_claimed(company):
    found = levels(company, terms=Agreement())
    kept = found.sales.total.first_attempt
    assert (kept.value, found.agreed) == (None, False)
    assert kept.low == 0.0
    assert kept.high == 1.0
    said = service_level_sentences(found, Agreement(), "vi")
    assert said["sales"] == ["Kỳ này chưa có lead nào đến hạn gọi."]
    assert said["marketing"] == []
    assert len(said["both"]) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_promise_that_was_due_has_a_sentence(company, language):
    terms = Agreement(version=1, calls_per_rep_day=2, leads_per_day=(1, 9), retry_days=2)
    company.call(company.lead(9), 9.1, "sale-03")
    for day in (0, 1):
        lead = company.lead(24 * day + 9)
        company.call(lead, 24 * day + 11, "sale-03")
    for _ in range(2):
        company.call(company.lead(9), 9.1, "sale-07")
    feedback.add(company.connection, id=new_id(), kind="asks", text="?", by="sale-03", said_at=company.at(9))
    found = levels(company, terms=terms, days=2)
    assert (found.sales.total.late, found.sales.total.beyond_capacity) == (1, 1)
    said = service_level_sentences(found, terms, language)
    assert [len(said[side]) for side in ("both", "sales", "marketing")] == [0, 4, 3]
    assert "15" in said["sales"][0]


def test_one_query_each_however_many_leads(company):
    for _ in range(3):
        company.call(company.lead(9), 12, "sale-03")
    asked = []
    sa.event.listen(company.connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    levels(company)
    few = len(asked)
    for _ in range(30):
        company.call(company.lead(9), 12, "sale-03")
    asked.clear()
    levels(company)
    assert len(asked) == few
    assert company.connection.scalar(sa.select(sa.func.count()).select_from(leads)) == 33
