"""The advice from evidence: what moves, what does not, and what it may rest on."""

import numpy as np
import pytest

from model.campaign.budget import MOST_MOVE, Beliefs, plan
from model.campaign.budget_advice import Evidence, advise
from model.campaign.budget_response import fit_response
from model.campaign.budget_worth import Matured, draw_worth

WEEKS = 40


def _spend(rng, level, swing):
    """Weekly spend that holds for a month at a time."""
    levels = np.exp(swing * rng.standard_normal(WEEKS // 4))
    return np.round(7 * level * np.repeat(levels, 4))


def _company(seed, exponents, worth, swing=0.4, leads=60, season=True):
    """Campaigns of these exponents, each bringing about so many leads a week at the same spend a day."""
    rng = np.random.default_rng(seed)
    weeks = np.exp(0.3 * rng.standard_normal(WEEKS)) if season else np.ones(WEEKS)
    evidence = []
    for exponent, each in zip(exponents, worth, strict=True):
        spend = _spend(rng, 1000.0, swing)
        came = rng.poisson(leads * weeks * (spend / 7000) ** exponent)
        deals = [round(each * 10)] * (leads * 3)
        matured = Matured("facebook", 30 * leads, len(deals), deals)
        evidence.append(Evidence(came.tolist(), [7] * WEEKS, spend.astype(int).tolist(), 1000.0, matured))
    return evidence


def test_exponents_are_found_whatever_the_season_does():
    rng = np.random.default_rng(3)
    true = rng.uniform(0.45, 0.85, 12)
    evidence = _company(4, true, [10] * 12, leads=300)
    tables = (
        np.array([getattr(each, name) for each in evidence], float) for name in ("leads", "days", "spend")
    )
    found = fit_response(*tables, rng, 2000)
    low, high = np.quantile(found.draws, [0.025, 0.975], axis=0)
    assert ((low < true) & (true < high)).sum() >= 10
    assert np.abs(found.draws.mean(axis=0) - true).mean() < 0.06
    assert found.varied.all()


def test_a_campaign_whose_spend_never_moved_takes_what_the_others_show():
    rng = np.random.default_rng(5)
    evidence = _company(6, [0.5] * 8, [10] * 8, leads=300)
    tables = [
        np.array([getattr(each, name) for each in evidence], float) for name in ("leads", "days", "spend")
    ]
    tables[2][0] = 7000.0
    found = fit_response(*tables, rng, 2000)
    assert found.varied.tolist() == [False] + [True] * 7
    assert found.draws[:, 0].mean() == pytest.approx(0.5, abs=0.1)
    assert found.draws[:, 0].std() > found.draws[:, 1].std()


def test_worth_is_shrunk_and_few_leads_leave_it_wide():
    many = [Matured("facebook", 1000, 100 + 5 * i, [100] * (100 + 5 * i)) for i in range(6)]
    few = [Matured("facebook", 4, 2, [100, 100]), Matured("facebook", 4, 0, []), Matured("google", 0, 0, [])]
    draws = draw_worth([*many, *few], np.random.default_rng(0), 4000)
    mean = draws.mean(axis=0)
    assert 10 < mean[6] < 30
    assert 3 < mean[7] < mean[6]
    assert draws[:, 8].std() > draws[:, 0].std() > 0


def test_one_wild_deal_makes_no_campaign_the_best():
    usual = [Matured("facebook", 500, 50, [100] * 50) for _ in range(5)]
    wild = Matured("facebook", 500, 50, [100] * 49 + [60_000])
    mean = draw_worth([*usual, wild], np.random.default_rng(0), 4000).mean(axis=0)
    assert mean[5] < 1.4 * mean[:5].mean()


def test_total_spend_stays_and_no_move_is_larger_than_a_fifth():
    rng = np.random.default_rng(8)
    for _ in range(20):
        size = int(rng.integers(2, 12))
        revenue = np.exp(rng.normal(0, 1, size)) * np.exp(0.2 * rng.standard_normal((400, size)))
        beliefs = Beliefs(revenue, rng.uniform(0.1, 0.9, (400, size)), np.exp(rng.normal(0, 1, size)))
        found = plan(beliefs)
        assert (found.factors * beliefs.spend).sum() == pytest.approx(beliefs.spend.sum())
        assert np.abs(found.factors - 1).max() <= MOST_MOVE + 1e-6
        assert (found.sure[found.moves] >= 0.9).all()


def test_campaigns_that_are_alike_are_kept():
    advice = advise(_company(9, [0.6] * 5, [10] * 5))
    assert {each.word for each in advice.campaigns} == {"keep"}
    assert advice.gained is None


def test_what_is_worth_more_gets_more_though_its_leads_cost_the_same():
    advice = advise(_company(10, [0.6] * 4, [10, 10, 40, 40]))
    assert [each.word for each in advice.campaigns] == ["less", "less", "more", "more"]
    assert advice.gained.low > 0
    assert advice.sure >= 0.9


def test_the_same_evidence_gives_the_same_advice():
    evidence = _company(11, [0.5, 0.7], [10, 30])
    assert advise(evidence) == advise(evidence)


def test_without_variation_only_what_holds_however_leads_answer_is_advised():
    near = advise(_company(12, [0.6] * 3, [10, 11, 12], swing=0.0))
    assert {each.word for each in near.campaigns} == {"not_enough_variation"}
    far = advise(_company(12, [0.6] * 3, [1, 20, 400], swing=0.0))
    words = [each.word for each in far.campaigns]
    assert (words[0], words[2], far.varied) == ("less", "more", False)


def test_too_few_wins_say_nothing_and_still_have_their_intervals():
    evidence = [
        Evidence(each.leads, each.days, each.spend, each.daily_spend, Matured("facebook", 10, 1, [50]))
        for each in _company(13, [0.6] * 2, [10] * 2)
    ]
    advice = advise(evidence)
    assert {each.word for each in advice.campaigns} == {"too_few"}
    assert all(each.worth.low < each.worth.high for each in advice.campaigns)


def test_no_campaign_and_one_campaign_are_no_error():
    assert advise([]).campaigns == []
    assert [each.word for each in advise(_company(14, [0.6], [10])).campaigns] == ["keep"]
