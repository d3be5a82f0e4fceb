"""What the advice reads from the store, and what it says where too little is known."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from service.store import campaigns
from service.store.ids import new_id
from service.store.spend import spend
from service.usecases.budget.advise_budget import advise_budget
from service.usecases.budget.budget_sentences import budget_sentences, line_sentence

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CHANNELS = {"dear": "google", "cheap": "facebook"}
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def budget(parts, put_leads):
    """`budget(past, {campaign: {day: amount}})`."""

    def over(past, paid, agreement=None, horizon=30.0):
        agreement = agreement or Agreement()
        with parts.database.write() as connection:
            put_leads(connection, past, CHANNELS)
            for campaign, days in paid.items():
                _put_spend(connection, campaign, days)
            found = advise_budget(connection, parts.company, agreement, horizon, NOW)
            connection.rollback()
        return found

    return over


def _put_spend(connection, campaign, days):
    own = {"campaign_id": campaigns.find(connection, campaign).id, "ad_set": "", "ad": "", "recorded_at": NOW}
    rows = [{"id": new_id(), **own, "day": day, "amount": amount} for day, amount in days.items()]
    connection.execute(sa.insert(spend), rows)


def _leads(campaign, a_day, every, revenue, days=84):
    """So many leads a day; each `every`-th is won, in two days."""
    sold = {"said": [(1, "qualified")], "won": [(2, revenue)]}
    return [
        {"campaign": campaign, "submitted_at": NOW - timedelta(days=age, minutes=number)}
        | (sold if (age * a_day + number) % every == 0 else {})
        for age in range(1, days)
        for number in range(a_day)
    ]


def _paid(amount, days=84, first=1, swing=0.0):
    """Spend by day, up by `swing` in every second fortnight."""
    return {
        TODAY - timedelta(days=age): round(amount * (1 + swing * (age // 14 % 2)))
        for age in range(first, days)
    }


def test_money_moves_to_the_campaign_whose_leads_are_worth_it(budget):
    past = [*_leads("dear", 4, 4, 1_000_000), *_leads("cheap", 4, 20, 200_000)]
    found = budget(past, {name: _paid(400_000, swing=0.6) for name in CHANNELS})
    words = {line.campaign: line.advice.word for line in found.lines}
    assert words == {"dear": "more", "cheap": "less"}
    assert sum(line.tried for line in found.lines) == found.total == 1_040_000
    assert found.varied
    assert found.gained.low > 0
    dear = next(line for line in found.lines if line.campaign == "dear")
    assert (dear.leads, dear.won) == (215, 53)
    assert dear.advice.worth.low < 250_000 < dear.advice.worth.high
    for language in ("vi", "en"):
        assert len(budget_sentences(found, "VND", language)) == 2
        assert "dear" in line_sentence(dear, "VND", language)


@ON_SQLITE
def test_gains_are_profit_where_a_margin_is_agreed(budget):
    past = [*_leads("dear", 4, 4, 1_000_000), *_leads("cheap", 4, 20, 200_000)]
    paid = {name: _paid(400_000, swing=0.6) for name in CHANNELS}
    plain, profit = budget(past, paid), budget(past, paid, Agreement(gross_margin=0.5))
    assert (plain.is_profit, profit.is_profit) == (False, True)
    assert profit.gained.value == pytest.approx(plain.gained.value / 2)


@ON_SQLITE
def test_a_company_that_never_moved_its_spend_hears_only_what_is_sure(budget):
    near = [*_leads("dear", 4, 9, 1_000_000), *_leads("cheap", 4, 8, 1_000_000)]
    found = budget(near, {name: _paid(400_000) for name in CHANNELS})
    assert {line.advice.word for line in found.lines} == {"not_enough_variation"}
    assert (found.varied, found.gained) == (False, None)
    assert any("spend moved" in sentence for sentence in budget_sentences(found, "VND", "en"))


@ON_SQLITE
def test_few_sales_are_too_few_with_their_interval(budget):
    found = budget(_leads("dear", 1, 20, 1_000_000), {name: _paid(400_000, swing=0.6) for name in CHANNELS})
    assert {line.advice.word for line in found.lines} == {"too_few"}
    assert all(line.advice.worth.low < line.advice.worth.high for line in found.lines)
    assert all(line.tried == line.now for line in found.lines)


@ON_SQLITE
def test_unmatured_wins_are_not_rewarded(budget):
    past = _leads("dear", 4, 2, 1_000_000, days=29)
    found = budget(past, {"dear": _paid(400_000, swing=0.6)})
    assert [(line.leads, line.won) for line in found.lines] == [(0, 0)]


@ON_SQLITE
@pytest.mark.parametrize(
    ("paid", "until"),
    [
        ({}, None),
        ({"dear": _paid(1000, first=20)}, None),
        ({"dear": {TODAY: 1000}}, date(2026, 11, 23)),
        ({"dear": _paid(1000, first=2), "cheap": _paid(1000, first=12)}, TODAY - timedelta(days=1)),
    ],
)
def test_only_campaigns_that_pay_today_are_advised(budget, paid, until):
    found = budget(_leads("dear", 1, 5, 1000, days=9), paid)
    assert found.until == until
    assert [line.campaign for line in found.lines] == (["dear"] if "cheap" in paid else [])
    assert budget_sentences(found, "VND", "vi")
