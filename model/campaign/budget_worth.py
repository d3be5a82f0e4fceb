"""What one more lead of each campaign is worth: matured leads' won revenue, shrunk.

Wins a lead and value a deal are shrunk apart, each by as much as campaigns are seen to be alike, which is
integrated over a grid. Nothing that has not matured is rewarded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import gammaln, logsumexp

from model.lead.arrays import Floats, Ints
from model.lead.deal_value import cap_of, loading_of

# How many expected wins, or deals, a campaign's prior weighs: from all different to all alike.
_STRENGTHS: Final = np.geomspace(0.5, 200.0, 14)
# How many expected wins the company's rate weighs in a channel's.
_CHANNEL_WINS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Matured:
    """A campaign's countable matured leads; `deals` is the revenue of each win that has one, minor units."""

    channel: str | None
    leads: int
    won: int
    deals: Sequence[int]


def draw_worth(matured: Sequence[Matured], rng: np.random.Generator, size: int) -> Floats:
    """Draws (D, C) of the revenue that one more countable lead brings, minor units; 0 without any deal.

    >>> same = [Matured("facebook", 1000, 100, [50] * 100) for _ in range(3)]
    >>> worth = draw_worth(same, np.random.default_rng(0), 4000)
    >>> [round(float(each)) for each in worth.mean(axis=0)], bool((worth.std(axis=0) > 0.1).all())
    ([5, 5, 5], True)
    """
    leads = np.array([each.leads for each in matured], dtype=float)
    won = np.array([each.won for each in matured], dtype=float)
    _, channel = np.unique([each.channel or "" for each in matured], return_inverse=True)
    return _draw_rates(won, leads, channel, rng, size) * _draw_values(matured, rng, size)


def _draw_rates(won: Floats, leads: Floats, channel: Ints, rng: np.random.Generator, size: int) -> Floats:
    """Wins a lead: Poisson counts, a gamma prior around the channel's rate, which leans on the company's."""
    company = (won.sum() + 0.5) / (leads.sum() + 1.0)
    weight = _CHANNEL_WINS / company
    rate = ((np.bincount(channel, won) + _CHANNEL_WINS) / (np.bincount(channel, leads) + weight))[channel]
    k, mean = _STRENGTHS[:, None], rate * leads
    evidence = gammaln(k + won) - gammaln(k) - k * np.log1p(mean / k)
    evidence = evidence + won * np.log(np.maximum(mean, 1e-9) / (k + mean))
    strength = _drawn_strengths(evidence.sum(axis=1), rng, size)
    drawn: Floats = rng.gamma(strength + won) / (strength / rate + leads)
    return drawn


def _draw_values(matured: Sequence[Matured], rng: np.random.Generator, size: int) -> Floats:
    """Mean deal values: log-normal, the campaigns' around the company's. Deals above the cap are cut; what
    was cut is added to all alike."""
    priced = [np.array([deal for deal in each.deals if deal > 0], dtype=float) for each in matured]
    every = np.concatenate([*priced, np.zeros(0)])
    if not every.size:
        return np.zeros((size, len(matured)))
    cap = cap_of(every)
    logs = [np.log(np.minimum(deals, cap)) for deals in priced]
    n = np.array([len(each) for each in logs], dtype=float)
    own = np.array([each.mean() if len(each) else 0.0 for each in logs])
    scatter = sum(float(((each - mean) ** 2).sum()) for each, mean in zip(logs, own, strict=True))
    variance = (scatter + 0.1) / (n.sum() - (n > 0).sum() + 1.0)
    drawn = _draw_means(own, n, variance, rng, size)
    smear = np.minimum(every, cap).sum() / (n * np.exp(own)).sum()
    values: Floats = np.exp(drawn) * smear + loading_of(every, cap)
    return values


def _draw_means(own: Floats, n: Floats, variance: float, rng: np.random.Generator, size: int) -> Floats:
    """Draws (D, C) of normal means from each campaign's mean of n, around a mean that all share."""
    k = _STRENGTHS[:, None]
    total = variance / k + variance / np.maximum(n, 1e-9)
    weight = np.where(n > 0, 1 / total, 0.0)
    centre = (weight * own).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    fit = np.where(n > 0, np.log(total) + (own - centre) ** 2 / total, 0.0).sum(axis=1)
    evidence = -0.5 * (fit + np.log(weight.sum(axis=1)))
    which = rng.choice(len(_STRENGTHS), size, p=_shares(evidence))
    mean = (n * own + k * centre) / (n + k)
    spread = np.sqrt(variance / (n + k) + (k / (n + k)) ** 2 / weight.sum(axis=1, keepdims=True))
    drawn: Floats = mean[which] + spread[which] * rng.standard_normal((size, len(n)))
    return drawn


def _drawn_strengths(evidence: Floats, rng: np.random.Generator, size: int) -> Floats:
    return _STRENGTHS[rng.choice(len(_STRENGTHS), size, p=_shares(evidence))][:, None]


def _shares(evidence: Floats) -> Floats:
    shares = np.exp(evidence - logsumexp(evidence))
    summed: Floats = shares / shares.sum()
    return summed
