"""Odds of being filled in, won against lost."""

import numpy as np
import pytest

from training.leaks.fill import Fill, fill_of


def test_counts_of_both_classes():
    won = np.array([True, True, True, False, False])
    filled = np.array([True, True, False, True, False])
    assert fill_of(filled, won) == Fill(won_filled=2, won_empty=1, lost_filled=1, lost_empty=1)


def test_by_hand():
    assert Fill(80, 20, 540, 360).odds_ratio == pytest.approx(80.5 * 360.5 / (20.5 * 540.5))


@pytest.mark.parametrize("fill", [Fill(900, 100, 5000, 5000), Fill(100, 900, 5000, 5000)])
def test_both_directions_tell(fill):
    assert fill.tells


@pytest.mark.parametrize(
    "fill",
    [
        Fill(100, 0, 900, 0),
        Fill(0, 100, 0, 900),
        Fill(0, 0, 1000, 1),
        Fill(1000, 1, 0, 0),
        Fill(0, 0, 0, 0),
    ],
)
def test_nothing_missing_or_nothing_filled_or_one_class_tells_nothing(fill):
    assert not fill.tells


def test_within_one_and_a_half_nothing_is_told_however_sure():
    assert not Fill(52_000, 48_000, 450_000, 550_000).tells
    assert Fill(60_000, 40_000, 450_000, 550_000).tells


@pytest.mark.parametrize(("leads", "wins"), [(100, 10), (300, 30), (1000, 100)])
def test_few_leads_filled_in_by_chance_seldom_tell(leads, wins):
    rng = np.random.default_rng(5)
    won = np.arange(leads) < wins
    told = [fill_of(rng.random(leads) < 0.6, won).tells for _ in range(1000)]
    assert np.mean(told) <= 0.06
