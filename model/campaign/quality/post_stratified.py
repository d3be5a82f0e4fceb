"""A group's own lead quality rate, weighted from the judged leads to all countable ones by score band.

Reps call high scores first, so the judged are better than the rest. Inside a band they are taken as alike.
Beta-binomial in each band: p_b ~ Beta(κ m_b, κ (1 − m_b)), m_b = σ(level + step of the band), the level of
the group open, κ (how alike groups are in a band) integrated over a grid that all groups judge together.
The rate is Σ w_b p_b, w_b the band's share of the group's countable leads. Its posterior, under Jeffreys'
prior of the rate, is kept as *effective counts*: the judged and qualified leads of a plain binomial whose
posterior Beta(qualified + ½, judged − qualified + ½) has the same mean and variance.

Little, "Post-stratification: a modeler's perspective", JASA 88 (1993); Gelman et al., BDA3, ch. 5 and 8.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, expit, logsumexp

from model.campaign.quality.band_profile import LEVEL_PRECISION, fit_profile
from model.lead.arrays import Floats

LEVELS = np.linspace(-4.5, 4.5, 31)  # in standard deviations of the group's level
ALIKE = np.array([10.0, 30.0, 100.0, 1000.0])  # κ
LEAST_JUDGED = 5
LARGE_SHARE = 0.10
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Effective:
    """What the judged leads say of a group's rate, as if drawn at random: shape (groups,) each, ≥ 0."""

    judged: Floats
    qualified: Floats


def post_stratify(countable: Floats, judged: Floats, qualified: Floats) -> Effective:
    """From counts of shape (groups, bands) to effective counts; leads of one band only stay as they are.

    >>> one = post_stratify(np.array([[50.0]]), np.array([[20.0]]), np.array([[9.0]]))
    >>> one.judged.tolist(), one.qualified.tolist()
    ([20.0], [9.0])

    100 leads of a high band, all judged, 80 qualified; 300 of a low one, 100 judged, 20 qualified. By hand:
    (100 × 0.8 + 300 × 0.2) ÷ 400 = 0.35, where the raw rate is 0.50; the standard error is
    √(0.25² × 0.16 ÷ 100 + 0.75² × 0.16 ÷ 100) = 0.032, that of 0.35 × 0.65 ÷ 0.032² = 228 leads.

    >>> two = post_stratify(np.array([[300.0, 100.0]]), np.array([[100.0, 100.0]]), np.array([[20.0, 80.0]]))
    >>> (two.qualified / two.judged).round(2).tolist(), bool(180 < two.judged[0] < 280)
    ([0.35], True)
    """
    levels, steps = fit_profile(judged, qualified)
    shares = countable / np.maximum(countable.sum(axis=1, keepdims=True), 1.0)
    alike = 1 / (1 / ALIKE[:, np.newaxis] + 1 / (judged.sum(axis=0) + 1))
    mean, variance = _moments(judged, qualified, shares, levels, steps, alike)
    found = _as_counts(mean, variance)
    plain = (judged.sum(axis=1) == 0) | ((countable > 0).sum(axis=1) <= 1)
    return Effective(
        np.where(plain, judged.sum(axis=1), found.judged),
        np.where(plain, qualified.sum(axis=1), found.qualified),
    )


def lacks_judged(countable: Floats, judged: Floats) -> Floats:
    """How many more leads each group must have judged, so that no large band is judged by hardly anybody.

    A band with at least 10 % of the group's countable leads needs 5 judged. Shapes as above → (groups,).

    >>> lacks_judged(np.array([[10.0, 90.0], [9.0, 91.0]]), np.array([[3.0, 60.0], [0.0, 60.0]])).tolist()
    [2.0, 0.0]
    """
    large = countable >= LARGE_SHARE * np.maximum(countable.sum(axis=1, keepdims=True), 1.0)
    missing: Floats = np.where(large, np.maximum(LEAST_JUDGED - judged, 0.0), 0.0).sum(axis=1)
    return missing


def _moments(
    judged: Floats, qualified: Floats, shares: Floats, levels: Floats, steps: Floats, alike: Floats
) -> tuple[Floats, Floats]:
    """Mean and variance of each group's rate, κ weighted by what all groups say of it."""
    parts = [
        [
            _under(judged[rows], qualified[rows], shares[rows], levels[rows], steps, one)
            for rows in (slice(start, start + AT_ONCE) for start in range(0, max(len(judged), 1), AT_ONCE))
        ]
        for one in alike
    ]
    evidence, mean, square = (
        np.array([np.concatenate([part[place] for part in of_one]) for of_one in parts]) for place in range(3)
    )
    log_weights = evidence.sum(axis=1)
    weights = np.exp(log_weights - logsumexp(log_weights))
    first, second = weights @ mean, weights @ square
    return first, second - first**2


def _under(
    judged: Floats, qualified: Floats, shares: Floats, levels: Floats, steps: Floats, alike: Floats
) -> tuple[Floats, Floats, Floats]:
    """Log evidence, mean and mean square of each group's rate for one κ (of each band), shape (groups,)."""
    chance = expit(levels[:, np.newaxis] + steps)
    deviation = 1 / np.sqrt((judged * chance * (1 - chance)).sum(axis=1) + LEVEL_PRECISION)
    grid = levels[:, np.newaxis] + deviation[:, np.newaxis] * LEVELS
    prior = np.clip(expit(grid[:, :, np.newaxis] + steps), 1e-6, 1 - 1e-6)
    good, bad = alike * prior, alike * (1 - prior)
    k, n = qualified[:, np.newaxis], judged[:, np.newaxis]
    said = (betaln(k + good, n - k + bad) - betaln(good, bad)).sum(axis=2)
    expected = np.clip((shares[:, np.newaxis] * prior).sum(axis=2), 1e-9, 1 - 1e-9)
    log_weight = said + 0.5 * np.log(expected * (1 - expected))
    evidence = logsumexp(log_weight, axis=1) + np.log(deviation)
    weight = np.exp(log_weight - logsumexp(log_weight, axis=1, keepdims=True))
    band = (k + good) / (n + alike)
    spread = (shares[:, np.newaxis] ** 2 * band * (1 - band) / (n + alike + 1)).sum(axis=2)
    rate = (shares[:, np.newaxis] * band).sum(axis=2)
    return evidence, (weight * rate).sum(axis=1), (weight * (rate**2 + spread)).sum(axis=1)


def _as_counts(mean: Floats, variance: Floats) -> Effective:
    """The binomial counts whose Jeffreys posterior has this mean and variance.

    Beta(9.5, 11.5) is that of 9 of 20: mean 0.4524, variance 0.4524 × 0.5476 ÷ 22 = 0.01126.

    >>> found = _as_counts(np.array([9.5 / 21]), np.array([9.5 * 11.5 / 21**2 / 22]))
    >>> found.judged.round(6).tolist(), found.qualified.round(6).tolist()
    ([20.0], [9.0])
    """
    mean = np.clip(mean, 1e-9, 1 - 1e-9)
    size = mean * (1 - mean) / np.maximum(variance, 1e-18) - 1
    judged = np.maximum(size - 1, 0.0)
    return Effective(judged, np.clip(mean * size - 0.5, 0.0, judged))
