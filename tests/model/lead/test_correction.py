import numpy as np
import pytest
from scipy.special import expit

from model.lead.correction import Correction, fit_correction

RNG = np.random.default_rng(8)
LOG_ODDS = RNG.normal(-2, 1, 50_000)


def drawn(log_odds: np.ndarray) -> np.ndarray:
    return RNG.random(len(log_odds)) < expit(log_odds)


def test_a_calibrated_model_is_left_as_it_is():
    correction = fit_correction(LOG_ODDS, drawn(LOG_ODDS))
    assert correction.intercept == pytest.approx(0, abs=0.08)
    assert correction.slope == pytest.approx(1, abs=0.04)


def test_many_wins_find_offset_and_slope():
    correction = fit_correction(LOG_ODDS, drawn(0.5 + 0.7 * LOG_ODDS))
    assert correction.intercept == pytest.approx(0.5, abs=0.08)
    assert correction.slope == pytest.approx(0.7, abs=0.04)


def test_under_200_wins_the_slope_stays():
    few = LOG_ODDS[:300]
    won = drawn(0.3 + 0.5 * few)
    assert won.sum() < 200
    assert fit_correction(few, won).slope == 1.0


def test_a_shift_of_mix_alone_moves_nothing():
    """Newer leads that are better by what the model sees: the base rate moves, the offset does not."""
    better = LOG_ODDS + 1.0
    assert fit_correction(better, drawn(better)).intercept == pytest.approx(0, abs=0.08)


def test_few_leads_hardly_move_it():
    assert abs(fit_correction(np.full(4, -2.0), np.ones(4, dtype=bool)).intercept) < 0.35


def test_no_leads_move_nothing():
    assert fit_correction(np.zeros(0), np.zeros(0, dtype=bool)) == Correction()


def test_a_given_slope_is_kept():
    rng = np.random.default_rng(5)
    odds = rng.normal(-1, 1, 4000)
    won = rng.random(4000) < 1 / (1 + np.exp(-0.5 - 2 * odds))
    free, kept = fit_correction(odds, won), fit_correction(odds, won, slope=1.0)
    assert free.slope > 1.5
    assert kept.slope == 1.0
    assert kept.apply(odds).mean() == pytest.approx(odds.mean() + kept.intercept)


def test_a_lead_of_weight_three_counts_as_three():
    odds, won = np.array([-1.0, 0.5, 0.2]), np.array([True, False, True])
    tripled = fit_correction(odds[[0, 0, 0, 1, 2]], won[[0, 0, 0, 1, 2]])
    weighted = fit_correction(odds, won, np.array([3.0, 1.0, 1.0]))
    assert weighted.intercept == pytest.approx(tripled.intercept)
