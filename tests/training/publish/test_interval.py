"""The increase of loss and its bounds."""

import numpy as np
import pytest

from training.publish.interval import lead_losses, loss_increase, mean_loss


def drawn(leads, seed, factor):
    """Losses of the true probabilities, and of those times a factor, on outcomes that follow the truth."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(0.02, 0.4, leads)
    won = rng.random(leads) < truth
    return lead_losses(truth * factor, won), lead_losses(truth, won)


def test_equal_models_differ_by_nothing():
    losses, _ = drawn(300, 0, 1.0)
    increase = loss_increase(losses, losses, np.ones(300))
    assert (increase.estimate, increase.lower, increase.upper) == (0.0, 0.0, 0.0)


def test_the_estimate_is_the_ratio_of_weighted_sums():
    new, old, weights = np.array([0.4, 0.1]), np.array([0.2, 0.3]), np.array([1.0, 2.0])
    # (0.4 − 0.2) × 1 + (0.1 − 0.3) × 2 = −0.2 over 0.2 + 0.6 = 0.8
    assert loss_increase(new, old, weights).estimate == pytest.approx(-0.25)
    assert mean_loss(new, weights) / mean_loss(old, weights) - 1 == pytest.approx(-0.25)


def test_a_weight_counts_like_so_many_leads():
    new, old = drawn(200, 1, 1.3)
    twice = loss_increase(np.tile(new, 2), np.tile(old, 2), np.ones(400)).estimate
    assert loss_increase(new, old, np.full(200, 2.0)).estimate == pytest.approx(twice)


def test_the_same_seed_gives_the_same_bounds_and_another_nearly_so():
    new, old = drawn(400, 2, 1.3)
    one, again, other = (loss_increase(new, old, np.ones(400), seed) for seed in (0, 0, 1))
    assert one == again
    assert one.upper != other.upper
    assert one.upper == pytest.approx(other.upper, rel=0.1)


def test_the_bounds_are_those_of_the_normal_approximation():
    new, old = drawn(3000, 3, 1.5)
    increase = loss_increase(new, old, np.ones(3000))
    error = np.sqrt((((new - old) - increase.estimate * old) ** 2).sum()) / old.sum()
    assert increase.upper == pytest.approx(increase.estimate + 1.645 * error, rel=0.1)
    assert increase.lower == pytest.approx(increase.estimate - 1.645 * error, rel=0.1)


def test_the_truth_is_above_the_upper_bound_about_one_time_in_twenty():
    """The true increase of a model that says 1.3 p: by a sample so large that it has no error to speak of."""
    new, old = drawn(1_000_000, 4, 1.3)
    truth = new.sum() / old.sum() - 1
    missed = [loss_increase(*drawn(400, seed, 1.3), np.ones(400)).upper < truth for seed in range(100, 300)]
    assert 0.02 <= np.mean(missed) <= 0.09


def test_certainty_that_was_wrong_has_a_finite_loss():
    assert np.isfinite(lead_losses(np.array([0.0, 1.0]), np.array([True, False]))).all()
