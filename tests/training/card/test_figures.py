"""The numbers of a card, against what they must be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lead.metrics import ece
from training.card.figures.bands import bands_of
from training.card.figures.groups import group_of, groups_of
from training.card.figures.intervals import ratio_interval, share_interval
from training.card.figures.lift import share_found
from training.card.figures.months import months_of, newest_of
from training.card.figures.reliability import bins_of, ece_of_perfect
from training.card.figures.revenue import revenue_of
from training.card.judged import judged_leads


@pytest.fixture
def judged(company):
    return judged_leads(*company())


@pytest.mark.parametrize("least", [0.02, 0.1, 0.4])
def test_the_interval_of_observed_over_expected_holds_what_is_true(least):
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(2000):
        said = rng.uniform(least, 2 * least, 150)
        won = int((rng.random(150) < said).sum())
        held += ratio_interval(won, said.sum(), (said * (1 - said)).sum()).holds(1.0)
    assert 0.93 <= held / 2000 <= 0.975


def test_where_nothing_was_won_the_interval_starts_at_0_and_still_has_a_width():
    low, high = ratio_interval(0, 4.0, 3.5)
    assert low == 0.0
    assert 0.3 < high < 1.2
    assert share_interval(0, 20).low == 0.0
    assert share_interval(20, 20).high == 1.0


def test_a_perfect_model_stays_under_its_percentile_95_times_of_100():
    rng = np.random.default_rng(2)
    said = rng.beta(1.0, 8.0, 800)
    limit = ece_of_perfect(said, seed=0)
    under = np.mean([ece(said, rng.random(800) < said) <= limit for _ in range(1500)])
    assert 0.93 <= under <= 0.97


def test_the_bins_are_those_of_the_ece(judged):
    bins = bins_of(judged.probability, judged.won)
    gaps = sum(each.leads * abs(each.said - each.happened) for each in bins)
    assert gaps / len(judged) == pytest.approx(ece(judged.probability, judged.won))
    assert [each.said for each in bins] == sorted(each.said for each in bins)


def test_fewer_leads_than_bins_have_a_bin_each():
    bins = bins_of(np.array([0.1, 0.9, 0.5]), np.array([False, True, True]))
    assert [(each.leads, each.happened) for each in bins] == [(1, 0.0), (1, 1.0), (1, 1.0)]


@given(st.permutations(range(12)))
def test_the_order_of_the_file_changes_no_curve(order):
    score = np.array([0.1, 0.1, 0.1, 0.4, 0.4, 0.4, 0.4, 0.7, 0.8, 0.8, 0.9, 0.9])
    gain = np.array([0.0, 1, 0, 0, 2, 0, 1, 1, 0, 3, 1, 1])
    places = np.array(order)
    assert np.allclose(share_found(score[places], gain[places]), share_found(score, gain))


def test_one_score_for_all_finds_no_more_than_chance():
    found = share_found(np.full(50, 0.3), np.arange(50.0))
    assert found == pytest.approx(np.linspace(0, 1, 101))


def test_groups_add_up_to_all_and_read_spellings_as_one(judged):
    names = np.where(np.arange(len(judged)) % 2, " TET-2026 ", "tet-2026").astype(object)
    names[:7] = None
    groups = groups_of(names, judged.probability, judged.won)
    assert [group.leads for group in groups] == [len(judged) - 7, 7]
    assert groups[1].name is None
    assert sum(group.won for group in groups) == judged.won.sum()
    assert sum(group.expected for group in groups) == pytest.approx(judged.probability.sum())


@pytest.mark.parametrize(
    ("leads", "wins", "verdict"),
    [(200, 20, "as_said"), (200, 40, "more"), (200, 5, "less"), (29, 20, "too_few"), (40, 30, "too_few")],
)
def test_a_verdict_is_only_given_beyond_chance_and_from_enough_leads(leads, wins, verdict):
    assert group_of("tet", np.full(leads, 0.1), np.arange(leads) < wins).verdict == verdict


def test_months_are_the_companys():
    judged = judged_at("2026-01-31T16:59:59", "2026-01-31T17:00:00")
    assert [each.month for each in months_of(judged, "Asia/Ho_Chi_Minh")] == [1, 2]
    assert [each.month for each in months_of(judged, None)] == [1]


def test_only_the_newest_24_months_are_shown():
    judged = judged_at(*(f"{2020 + place // 12}-{place % 12 + 1:02}-05" for place in range(30)))
    months = months_of(judged, None)
    assert (len(months), months[0].year, months[0].month) == (24, 2020, 7)


def test_undated_leads_have_no_months(company):
    judged = judged_leads(*company(times=False))
    assert months_of(judged, None) == ()
    assert newest_of(judged) is None


def test_the_newest_quarter_is_of_the_dated_leads(judged):
    newest = newest_of(judged)
    assert newest.leads == round(len(judged) / 4)
    assert newest.won == judged.won[-newest.leads :].sum()


def test_revenue_is_expected_against_won(judged):
    revenue = revenue_of(judged, seed=0)
    assert revenue.expected == pytest.approx((judged.probability * judged.deal_value).sum())
    assert revenue.won == judged.revenue.sum()
    assert revenue.interval.low < revenue.ratio < revenue.interval.high
    assert revenue.unpriced == 0


def test_a_win_of_unknown_value_counts_as_what_was_said_of_it(judged):
    first = int(np.flatnonzero(judged.won)[0])
    unpriced = judged.revenue.copy()
    unpriced[first] = 0.0
    revenue = revenue_of(replace(judged, revenue=unpriced), seed=0)
    assert revenue.unpriced == 1
    assert revenue.won == pytest.approx(unpriced.sum() + judged.deal_value[first])


def test_without_values_there_is_no_revenue(company):
    assert revenue_of(judged_leads(*company(values=False)), seed=0) is None


def test_every_judged_lead_has_one_grade(judged):
    bands = bands_of(judged, (2e6, 1e6, 4e5), "expected_revenue")
    assert [band.grade for band in bands] == ["A", "B", "C", "D"]
    assert sum(band.leads for band in bands) == len(judged)


def judged_at(*times: str):
    from training.card.judged import Judged

    count = len(times)
    ones = np.full(count, 0.5)
    return Judged(
        ones, ones, np.arange(count) % 2 == 0, ones, np.array(times, dtype="datetime64[s]"), None, None
    )
