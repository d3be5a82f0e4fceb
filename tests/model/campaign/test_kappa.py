"""Agreement of two judges: as scikit-learn computes it, and silent while pairs are few."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from model.campaign.kappa import ENOUGH_PAIRS, agreement_of, p_harder


def drawn(seed, n, agree):
    random = np.random.default_rng(seed)
    first = random.random(n) < 0.4
    second = np.where(random.random(n) < agree, first, random.random(n) < 0.4)
    return list(zip(first.tolist(), second.tolist(), strict=True))


@pytest.mark.parametrize("agree", [0.0, 0.5, 0.9, 1.0])
def test_kappa_is_the_known_one(agree):
    pairs = drawn(3, 400, agree)
    first, second = zip(*pairs, strict=True)
    assert agreement_of(pairs).kappa == pytest.approx(cohen_kappa_score(first, second))


def test_the_interval_holds_the_truth_as_often_as_it_says():
    truth = cohen_kappa_score(*zip(*drawn(0, 200_000, 0.6), strict=True))
    found = [agreement_of(drawn(seed, 150, 0.6)) for seed in range(300)]
    held = np.mean([each.low <= truth <= each.high for each in found])
    assert 0.91 <= held <= 0.985


def test_under_100_pairs_nothing_is_said_but_how_many_more():
    few = agreement_of([(True, True)] * 50 + [(False, False)] * 49)
    assert (few.kappa, few.low, few.high, few.more_needed) == (None, None, None, 1)
    assert agreement_of([]).more_needed == ENOUGH_PAIRS


def test_where_both_only_ever_say_one_word_there_is_no_kappa():
    assert agreement_of([(True, True)] * 200).kappa is None


def test_who_judges_harder_is_told_from_chance():
    assert p_harder(10, 10) == 1.0
    assert p_harder(20, 2) < 0.001
    assert p_harder(3, 0) > 0.2
