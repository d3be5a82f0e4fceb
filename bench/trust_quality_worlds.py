"""Companies whose true lead quality rates are known, where reps call high scores first.

Drawn as the hierarchy says (company, channels, campaigns: beta), then lead by lead, which it does not know
of: inside a campaign each lead has a chance of its own, which the score sees through noise.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from model.campaign.quality.score_bands import BANDS, SCORED
from model.lead.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class World:
    """One company. Counts (campaigns, bands); `parent`, the `rate` of each campaign's countable leads, and
    the beta prior (`good`, `bad`) its rate was drawn from: (campaigns,)."""

    countable: Floats
    judged: Floats
    qualified: Floats
    parent: Ints
    rate: Floats
    good: Floats
    bad: Floats


def draw(rng: np.random.Generator) -> World:
    """1–6 channels of 1–12 campaigns of 8–4,000 leads, of which 20–100 % are judged."""
    means, strengths, parent = _channels(rng)
    good, bad = means[parent] * strengths[parent], (1 - means[parent]) * strengths[parent]
    rates = np.clip(rng.beta(good, bad), 0.005, 0.995)
    sizes = np.exp(rng.uniform(np.log(8), np.log(4000), len(rates))).astype(np.int64)
    return _lead_by_lead(rng, rates, sizes, (parent, good, bad), rng.uniform(0.2, 1.0, len(rates)))


def with_judged(rng: np.random.Generator, judged: int) -> World:
    """The same companies with so many judged leads in each campaign, of which 70–100 % are judged."""
    means, strengths, parent = _channels(rng)
    good, bad = means[parent] * strengths[parent], (1 - means[parent]) * strengths[parent]
    share = rng.uniform(0.7, 1.0, len(parent))
    rates = np.clip(rng.beta(good, bad), 0.005, 0.895)
    sizes = np.round(judged / share).astype(np.int64)
    return _lead_by_lead(rng, rates, sizes, (parent, good, bad), share)


def one_among(rng: np.random.Generator, rate: float, others: float, judged: int) -> World:
    """20 campaigns in 4 channels: the first of exactly this rate with so many judged leads, the others spread
    about `others` with a strength of 20–200, 50–2,000 leads each."""
    strength = np.exp(rng.uniform(np.log(20), np.log(200)))
    good, bad = np.full(20, others * strength), np.full(20, (1 - others) * strength)
    rates = np.clip(rng.beta(good, bad), 0.01, 0.99)
    share = rng.uniform(0.7, 1.0, 20)
    sizes = np.round(np.exp(rng.uniform(np.log(50), np.log(2000), 20))).astype(np.int64)
    rates[0], sizes[0] = rate, round(judged / share[0])
    return _lead_by_lead(rng, rates, sizes, (np.arange(20) % 4, good, bad), share)


def tabulated(campaign: Ints, score: Floats, judged: Bools, qualified: Bools) -> tuple[Floats, ...]:
    """Countable, judged and qualified leads by campaign and score band, (campaigns, BANDS) each."""
    edges = np.quantile(score, np.linspace(0, 1, SCORED + 1)[1:-1])
    cell = campaign * BANDS + np.searchsorted(edges, score)
    size = (int(campaign.max()) + 1) * BANDS
    marks = (np.ones(len(cell)), judged, judged & qualified)
    return tuple(np.bincount(cell, mark, size).reshape(-1, BANDS) for mark in marks)


def _channels(rng: np.random.Generator) -> tuple[Floats, Floats, Ints]:
    mean, alike = rng.beta(4, 4), np.exp(rng.uniform(np.log(10), np.log(200)))
    channels = rng.integers(1, 7)
    means = np.clip(rng.beta(mean * alike, (1 - mean) * alike, channels), 0.02, 0.98)
    strengths = np.exp(rng.uniform(np.log(5), np.log(200), channels))
    return means, strengths, np.repeat(np.arange(channels), rng.integers(1, 13, channels))


def _lead_by_lead(
    rng: np.random.Generator, rates: Floats, sizes: Ints, above: tuple[Ints, Floats, Floats], share: Floats
) -> World:
    """``above``: parents and priors; ``share`` of each campaign's leads are judged."""
    campaign = np.repeat(np.arange(len(rates)), sizes)
    signal = rng.normal(size=len(campaign))
    slope = rng.uniform(0, 1.5) * rng.uniform(0.7, 1.3, len(rates))
    chance = _with_mean(rates, slope[campaign] * signal, campaign)
    known = rng.uniform(0, 1)  # of the campaign's level, by the score
    score = slope[campaign] * signal + known * logit(rates)[campaign] + rng.normal(0, 0.5, len(campaign))
    place = score + rng.normal(0, rng.uniform(0.5, 2.0), len(campaign))
    judged = _first(place, campaign, sizes, share)
    qualified = rng.random(len(campaign)) < chance
    rate = np.bincount(campaign, chance) / sizes
    return World(*tabulated(campaign, score, judged, qualified), above[0], rate, above[1], above[2])


def _with_mean(rates: Floats, odds: Floats, campaign: Ints) -> Floats:
    """The chance of each lead, so that a campaign's leads have its rate on average."""
    level = logit(rates)
    sizes = np.bincount(campaign)
    for _ in range(30):
        chance = expit(level[campaign] + odds)
        slope = np.bincount(campaign, chance * (1 - chance))
        step = (rates * sizes - np.bincount(campaign, chance)) / np.maximum(slope, 1e-3)
        level = level + np.clip(step, -1, 1)
    return expit(level[campaign] + odds)


def _first(place: Floats, campaign: Ints, sizes: Ints, share: Floats) -> Bools:
    """The given share of each campaign's leads, those with the highest place."""
    order = np.lexsort((-place, campaign))
    rank = np.empty(len(place), dtype=np.int64)
    rank[order] = np.arange(len(place)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rank < np.round(share * sizes)[campaign]
