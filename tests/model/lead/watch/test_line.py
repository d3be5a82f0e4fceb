"""The calibration line against truths that are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from model.lead.watch.line import calibration_line


def drawn(seed, slope=1.0, offset=0.0, leads=4000):
    rng = np.random.default_rng(seed)
    odds = rng.normal(-2, 1, leads)
    return expit(odds), rng.random(leads) < expit(offset + slope * odds)


def test_it_is_the_maximum_of_the_likelihood():
    probability, won = drawn(1, 0.7, 0.3)
    line = calibration_line(probability, won)
    odds = np.log(probability / (1 - probability)).reshape(-1, 1)
    peer = LogisticRegression(C=np.inf, tol=1e-10).fit(odds, won)
    assert line.slope == pytest.approx(float(peer.coef_[0, 0]), abs=1e-4)
    held = expit(np.log(probability / (1 - probability)) + line.offset)
    assert held.sum() == pytest.approx(won.sum())


@pytest.mark.parametrize("slope", [0.6, 1.0, 1.5])
def test_its_interval_holds_the_truth_19_times_in_20(slope):
    lines = [calibration_line(*drawn(seed, slope)) for seed in range(300)]
    held = np.mean([line.low <= slope <= line.high for line in lines])
    assert 0.915 <= held <= 0.98


@pytest.mark.parametrize(
    ("probability", "won"),
    [
        ([], []),
        ([0.1] * 200, [True, False] * 100),
        ([0.1, 0.9] * 100, [False, True] * 100),
        ([0.1, 0.9] * 100, [False] * 200),
        ([0.1, 0.9] * 15, [True, False] * 15),
    ],
    ids=["no lead", "one score", "parted", "none won", "too few"],
)
def test_there_is_none_where_nothing_can_be_drawn(probability, won):
    assert calibration_line(np.array(probability, dtype=float), np.array(won, dtype=bool)) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=80))
@settings(max_examples=200)
def test_no_scores_break_it(leads):
    probability = np.array([score for score, _ in leads], dtype=float)
    line = calibration_line(probability, np.array([won for _, won in leads], dtype=bool))
    assert line is None or line.low <= line.slope <= line.high
