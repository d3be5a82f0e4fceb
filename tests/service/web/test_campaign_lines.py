"""Lines of a comparison: what stands out, their order, their sum."""

import pytest

from service.web.shown.campaign_lines.asked import Asked
from service.web.shown.campaign_lines.order import ordered
from service.web.shown.campaign_lines.stand_out import stand_out
from service.web.shown.campaign_lines.totals import totals
from service.web.shown.campaign_lines.unscored import as_known


def money(amount, **more):
    return None if amount is None else {"amount": amount, "currency": "VND", **more}


def line(title, leads=100, spend=100_000, expected=1_000_000, low=None, high=None, won=0):
    """Amounts in minor units; an interval of a fifth where none is given."""
    ends = {
        "low": expected * 4 // 5 if low is None else low,
        "high": expected * 6 // 5 if high is None else high,
    }
    return {
        "title": title,
        "leads": leads,
        **dict.fromkeys(("countable", "due", "judged", "qualified", "matured", "scored"), leads),
        "won": won,
        "spend": money(spend),
        "expected_revenue": money(expected, **ends),
        "expected_revenue_per_lead": money(expected // leads if leads else None),
        "cost_per_lead": money(spend // leads if spend is not None and leads else None),
        **dict.fromkeys(("still_to_come", "won_revenue", "collected"), money(won * 500)),
    }


TOGETHER = line("all", leads=300, spend=300_000, expected=3_000_000)


def titles(lines):
    return [each["title"] for each in lines]


def test_cheap_leads_that_bring_less_stand_out_only_where_the_intervals_are_apart():
    cheap = line("cheap", spend=20_000, expected=300_000)
    touching = line("touching", spend=20_000, expected=300_000, high=800_001)
    dear_and_low = line("dear", spend=200_000, expected=300_000)
    found = stand_out([cheap, touching, dear_and_low, line("usual")], TOGETHER)
    assert titles(found.cheap_low) == ["cheap"]
    assert found.unsure is None


def test_the_cheapest_that_brings_least_is_told_as_unsure_where_intervals_touch():
    touching = line("touching", spend=20_000, expected=300_000, high=800_001)
    assert stand_out([touching, line("usual")], TOGETHER).unsure is touching
    assert stand_out([touching], TOGETHER).unsure is None
    cheaper = line("cheaper", spend=10_000, expected=900_000)
    assert stand_out([touching, cheaper], TOGETHER).unsure is None


def test_leads_worth_most_stand_out_whatever_they_cost():
    rich, free = line("rich", spend=900_000, expected=5_000_000), line("free", spend=0, expected=4_000_000)
    found = stand_out([free, rich, line("usual")], TOGETHER)
    assert titles(found.worth_most) == ["rich", "free"]


def test_nothing_stands_out_where_nothing_is_scored_or_bought():
    unscored = line("all", expected=0) | {"expected_revenue": money(0, low=None, high=None)}
    found = stand_out([line("x", spend=1, expected=1)], unscored)
    assert (found.cheap_low, found.worth_most, found.unsure) == ((), (), None)
    by_rep = stand_out([line("x", spend=None)], TOGETHER | {"cost_per_lead": None})
    assert (by_rep.cheap_low, by_rep.unsure) == ((), None)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({"sort": "leads"}, ["b", "a", "c"]),
        ({"sort": "leads", "order": "up"}, ["c", "a", "b"]),
        ({"sort": "cost_per_lead"}, ["b", "a", "c"]),
        ({"sort": "cost_per_lead", "order": "down"}, ["a", "b", "c"]),
        ({"sort": "name"}, ["a", "b", "c"]),
        ({}, ["a", "b", "c"]),
        ({"sort": "spend"}, ["a", "b", "c"]),
    ],
)
def test_what_is_not_known_comes_last_however_lines_are_sorted(args, expected):
    lines = [
        line("c", leads=0, expected=1),
        line("b", leads=200, expected=2),
        line("a", leads=100, expected=3),
    ]
    assert titles(ordered(lines, Asked(args))) == expected


def test_totals_are_the_sum_of_the_lines_and_their_ratios():
    both = totals([line("a", leads=100, spend=50_000, won=3), line("b", leads=300, spend=250_000)], "VND")
    assert (both["leads"], both["won"], both["spend"]["amount"]) == (400, 3, 300_000)
    assert both["cost_per_lead"]["amount"] == 750
    assert both["won_revenue_per_spend"] == pytest.approx(1_500 / 300_000)
    assert "low" not in both["expected_revenue"]
    by_rep = totals([line("a", spend=None), line("b", spend=None)], "VND")
    assert (by_rep["spend"], by_rep["cost_per_lead"], by_rep["won_revenue_per_spend"]) == (None, None, None)


def test_days_are_told_from_today_unless_the_calendar_is_asked():
    assert Asked({"days": "7"}).days() == {"since": "today-6", "until": "today+1"}
    assert Asked({"days": "400"}).days()["since"] == "today-27"
    assert Asked({"since": "2026-11-01", "days": "7"}).days() == {"since": "2026-11-01"}
    assert Asked({"since": "2026-11-02", "until": "2026-11-02"}).holds_no_day
    assert Asked({"by": "rep", "channel": "zalo", "owner": "An"}).channel is None


def test_a_line_without_scores_is_summed_by_nobody_and_stands_last_by_won_revenue():
    little, much = (as_known(line(name, won=won) | {"scored": 0}) for name, won in (("a", 1), ("b", 2)))
    unknown = dict.fromkeys(("amount", "low", "high"))
    assert much["expected_revenue"] == {"currency": "VND", **unknown}
    scored = line("scored", expected=7)
    assert titles(ordered([little, scored, much], Asked({}))) == ["scored", "b", "a"]
    assert totals([little, scored, much], "VND")["expected_revenue"]["amount"] == 7
    assert totals([little, much], "VND")["expected_revenue"] is None
    assert stand_out([little, much, scored], TOGETHER).unsure is None
