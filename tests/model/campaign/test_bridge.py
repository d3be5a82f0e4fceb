"""The bridge sums to the change of revenue whatever comes in, and says what its factors say."""

from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from model.campaign.bridge import bridge, sums, total
from model.campaign.bridge_cohort import Cohort, both_factors
from model.campaign.bridge_terms import Terms, rounded

CHANNELS = {"a": "facebook", "b": "facebook", "c": "google", None: None}


@st.composite
def cohorts(draw):
    """Any leads of one period: none, none judged, wins that nobody judged, wins without revenue."""
    countable = draw(st.sampled_from([0, 1, 2, 7]) | st.integers(0, 10**6))
    judged = draw(st.sampled_from([0, countable]) | st.integers(0, countable))
    qualified = draw(st.sampled_from([0, judged]) | st.integers(0, judged))
    won = draw(st.sampled_from([0, 1, qualified, countable]) | st.integers(0, countable))
    revenue = draw(st.integers(0, 2**53)) if min(won, countable) else 0
    expected = draw(st.none() | st.floats(0, 1))
    return Cohort(countable, judged, qualified, min(won, countable), revenue, expected)


COMPANIES = st.dictionaries(st.sampled_from(list(CHANNELS)), st.tuples(cohorts(), cohorts()))


@settings(max_examples=80, deadline=None)
@given(COMPANIES)
def test_terms_sum_to_the_change_to_the_last_unit_and_factors_multiply_to_revenue(company):
    lines = bridge(company, CHANNELS)
    for line in lines:
        assert line.terms.change == line.after.revenue - line.before.revenue
        factors = both_factors(line.before, line.after)
        for cohort, each in zip((line.before, line.after), factors, strict=True):
            assert each.leads * each.quality * each.handling * each.value == cohort.revenue
    before, after = sums(lines)
    assert total(lines).change == after.revenue - before.revenue


@settings(max_examples=40, deadline=None)
@given(COMPANIES, st.randoms())
def test_the_order_of_campaigns_changes_nothing(company, random):
    shuffled = list(company.items())
    random.shuffle(shuffled)
    found = {line.campaign: line for line in bridge(dict(shuffled), CHANNELS)}
    assert found == {line.campaign: line for line in bridge(company, CHANNELS)}


@settings(max_examples=40, deadline=None)
@given(COMPANIES)
def test_the_way_back_is_the_way_there_but_for_the_rounding(company):
    there = bridge(company, CHANNELS)
    back = bridge({key: (after, before) for key, (before, after) in company.items()}, CHANNELS)
    for line, other in zip(there, back, strict=True):
        assert all(abs(a + b) <= 1 for a, b in zip(line.terms, other.terms, strict=True))


def test_a_factor_that_did_not_change_has_no_term():
    before, after = Cohort(100, 50, 20, 4, 400), Cohort(200, 100, 40, 8, 800)
    assert bridge({"a": (before, after)}, {})[0].terms == Terms(volume=400)


def test_a_new_and_an_ended_campaign_are_volume_and_mix():
    new, ended = (Cohort(), Cohort(50, 50, 25, 5, 500)), (Cohort(50, 50, 25, 5, 500), Cohort())
    lines = bridge({"new": new, "ended": ended}, {})
    assert [line.terms for line in lines] == [Terms(mix=500), Terms(mix=-500)]
    assert bridge({"new": new}, {})[0].terms == Terms(volume=500)


def test_a_shift_to_a_worse_campaign_is_mix_and_no_quality():
    good, bad = Cohort(100, 100, 80, 40, 4000), Cohort(100, 100, 20, 4, 400)
    less, more = Cohort(50, 50, 40, 20, 2000), Cohort(150, 150, 30, 6, 600)
    terms = total(bridge({"good": (good, less), "bad": (bad, more)}, {}))
    assert terms == Terms(mix=-1800)


def test_harder_judging_of_the_same_leads_moves_money_within_conversion_only():
    before, after = Cohort(1000, 1000, 600, 120, 600), Cohort(1000, 1000, 450, 120, 600)
    terms = bridge({"a": (before, after)}, {})[0].terms
    assert terms.quality == -terms.handling < 0
    assert terms.conversion == terms.change == 0


def test_where_nobody_was_judged_quality_is_the_channels():
    assert both_factors(Cohort(10), Cohort(20), Fraction(2, 5))[0].quality == Fraction(2, 5)
    none, some = (Cohort(10), Cohort(20)), (Cohort(10, 10, 4, 1, 9), Cohort(10, 10, 4, 1, 9))
    lines = bridge({"a": none, "b": some}, CHANNELS)
    assert lines[0].terms == Terms()


def test_a_change_of_fewer_units_than_terms_goes_to_the_largest_remainders():
    assert rounded([Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)]) == Terms(1, 0, 0)
    assert rounded([Fraction(-2, 5), Fraction(-3, 5)]) == Terms(0, -1)


@pytest.mark.parametrize(
    "wrong",
    [{"won": 2}, {"judged": 2}, {"qualified": 2}, {"revenue": 1}, {"won": -1}, {"won": 1, "revenue": -1}],
)
def test_a_cohort_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError):
        Cohort(1, **wrong)
