"""The whole way from counts by score band to a verdict."""

from collections import Counter

import numpy as np
import pytest
from scipy.special import betainc

from model.campaign.quality.post_stratified import post_stratify
from model.campaign.quality.rates import Counts, judge_rates
from model.campaign.quality.score_bands import BANDS, SCORED, UNSCORED, cuts


def _counts(countable, judged, qualified):
    """Of one campaign a row, by band."""
    total = judged.sum(axis=1)
    return Counts(countable=countable, judged=judged, qualified=qualified, due=total, due_judged=total)


def _campaign(judged, rates, countable=None):
    judged = np.array([judged], dtype=float)
    return (judged if countable is None else np.array([countable], dtype=float)), judged, judged * rates


def _companies():
    """200 campaigns of 20 companies: one channel each, rates about 0.4; 30–300 leads, high scores first."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        rates = rng.beta(16, 24, 10)[:, np.newaxis] + np.append(np.linspace(-0.15, 0.15, SCORED), 0)
        rates = np.clip(rates, 0.01, 0.99)
        countable = rng.integers(2, 30, (10, BANDS)).astype(float)
        countable[:, UNSCORED] = 0
        share = np.append(np.linspace(0.4, 1.0, SCORED), 0) * rng.uniform(0.8, 1.0, (10, 1))
        judged = np.round(countable * share)
        true = (countable * rates).sum(axis=1) / countable.sum(axis=1)
        yield _counts(countable, judged, rng.binomial(judged.astype(int), rates).astype(float)), true


def test_intervals_hold_the_truth_raw_rates_do_not_and_a_target_that_is_the_truth_is_rarely_missed():
    held, raw, wrong = [], [], []
    for counts, true in _companies():
        found, said = judge_rates(counts, np.zeros(10, dtype=np.int64), true)
        held += list((found.low <= true) & (true <= found.high))
        raw += list(counts.qualified.sum(axis=1) / counts.judged.sum(axis=1) - true)
        wrong += [each.verdict != "too_few" for each in said]
    assert 0.91 < np.mean(held) < 0.99
    assert np.mean(raw) > 0.01
    assert np.mean(wrong) < 0.05


def test_leads_of_one_band_are_a_plain_binomial():
    for band in (0, 4, UNSCORED):
        judged, qualified = np.zeros((1, BANDS)), np.zeros((1, BANDS))
        judged[0, band], qualified[0, band] = 40, 10
        found = post_stratify(judged * 3, judged, qualified)
        assert (found.judged[0], found.qualified[0]) == (40, 10)


def test_where_bands_do_not_differ_and_all_are_judged_so_much_the_same():
    leads = np.append(np.full(SCORED, 20.0), 0.0)
    found = post_stratify(*_campaign(leads, 0.3))
    assert found.judged[0] == pytest.approx(400, rel=0.08)
    assert found.qualified[0] / found.judged[0] == pytest.approx(0.3, abs=0.005)


def test_a_large_band_that_hardly_anybody_looked_into_makes_too_few():
    """40 % of the leads in the lowest fifth; 4 of them judged, then 5."""
    leads = np.zeros(BANDS)
    leads[[0, 4, 8, 12]] = 400, 200, 200, 200
    for looked, verdict in ((4, "too_few"), (5, "below_target")):
        judged = leads.copy()
        judged[0] = looked
        counts = _counts(*_campaign(judged, 0.2, leads))
        assert judge_rates(counts, np.array([0]), np.array([0.6]))[1][0].verdict == verdict


@pytest.mark.parametrize(("target", "share"), [(0.5, 0.4), (0.3, 0.35), (0.42, 0.4)])
def test_as_many_more_leads_as_were_said_settle_it(target, share):
    leads = np.append(np.zeros(SCORED), 40.0)
    one = np.zeros(1, dtype=np.int64)
    _, (said,) = judge_rates(_counts(*_campaign(leads, share)), one, np.array([target]))
    assert said.verdict == "too_few"
    rate, _ = judge_rates(_counts(*_campaign(leads, share)), one, np.array([target]))
    for part, verdict in ((0.8, "too_few"), (1.1, "below_target" if share < target else "above_target")):
        more = said.more_needed * part
        judged = leads + np.append(np.zeros(SCORED), more)
        qualified = leads * share + np.append(np.zeros(SCORED), more * rate.mean[0])
        _, (later,) = judge_rates(
            _counts(judged[None], judged[None], qualified[None]), one, np.array([target])
        )
        assert later.verdict == verdict


def test_a_lean_is_a_probability_and_both_witnesses_are_needed():
    """20 leads at 0.2, target 0.45, beside 10 campaigns at 0.8: its own leads alone would say below."""
    judged = np.zeros((11, BANDS))
    judged[:, UNSCORED] = [20] + [400] * 10
    counts = _counts(judged, judged, judged * np.array([0.2] + [0.8] * 10)[:, np.newaxis])
    _, (first, *others) = judge_rates(counts, np.zeros(11, dtype=np.int64), np.full(11, 0.45))
    assert betainc(4.5, 16.5, 0.45) > 0.975
    assert first.verdict == "too_few"
    assert 0 < first.lean < 0.975
    assert {each.verdict for each in others} == {"above_target"}


def test_hundreds_of_groups_and_none_are_answered():
    empty = np.zeros((0, BANDS))
    nobody, said = judge_rates(_counts(empty, empty, empty), np.zeros(0, dtype=np.int64), np.zeros(0))
    assert (len(nobody.mean), said) == (0, [])
    leads = np.zeros((300, BANDS))
    leads[:, 3] = np.arange(300)
    found, said = judge_rates(_counts(leads, leads, leads / 2), np.arange(300) % 20, np.full(300, 0.5))
    assert np.all(np.diff(found.high[-100:] - found.low[-100:]) < 0.01)
    assert {each.verdict for each in said} == {"too_few"}


def test_cuts_hold_the_same_number_of_leads():
    rng = np.random.default_rng(0)
    scores = rng.beta(2, 20, 20_000)
    by_step = Counter(np.round(scores * 1e4).astype(int).tolist())
    found = np.bincount(np.searchsorted(cuts(by_step), scores), minlength=SCORED)
    assert len(cuts(by_step)) == SCORED - 1
    assert np.all(np.abs(found - 1000) < 60)
    assert cuts({}) == []
