"""What the groups of a company say together of each one's lead quality rate: a hierarchical beta-binomial.

    qualified ~ Binomial(judged, rate)            of each group (campaign)
    rate ~ Beta(m s, (1 − m) s)                   m, s: mean and strength of its parent (channel)
    m ~ Beta(M t, (1 − M) t)                      M, t: mean and strength of the company
    M uniform; s, t weak (`grids`)

Nothing is plugged in: (m, s) of each parent and (M, t) are summed over grids. A prior estimated once and
taken as known covers 0.48–0.91 with 3–20 campaigns. Gelman et al., BDA3, sections 5.3 and 5.6.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, logsumexp, xlog1py, xlogy

from model.campaign.quality.grids import STRENGTH_WEIGHTS, STRENGTHS, means_around
from model.campaign.quality.posterior import ODDS, Posterior, posterior_of
from model.lead.arrays import Floats, Ints

MEANS = 41
COMPANY_MEANS = 25
NEGLIGIBLE = 1e-8


def shrink(judged: Floats, qualified: Floats, parents: Ints) -> Posterior:
    """The posterior of each group's rate from its (effective) counts and its parent's number.

    Shapes (groups,); parents count from 0 without gaps. A group with nothing judged gets what its parent
    and the company say; no group at all, an empty posterior.

    >>> lone = shrink(np.array([40.0]), np.array([10.0]), np.array([0]))
    >>> bool(abs(lone.mean[0] - 0.25) < 0.03)
    True

    One small campaign among large ones of the same channel goes to them, and it stays wider than they:

    >>> found = shrink(np.array([400.0, 400.0, 400.0, 10.0]), np.array([200.0, 212.0, 188.0, 2.0]),
    ...                np.zeros(4, dtype=np.int64))
    >>> bool(0.40 < found.mean[3] < 0.5), bool(found.low[3] < found.low[0])
    (True, True)
    """
    if len(judged) == 0:
        return posterior_of(judged, qualified, np.empty((0, len(ODDS))))
    members = [parents == one for one in range(int(parents.max()) + 1)]
    channels = [_channel(judged[own], qualified[own]) for own in members]
    above = _from_company(channels)
    log_prior = np.empty((len(judged), len(ODDS)))
    for own, channel, density in zip(members, channels, above, strict=True):
        log_prior[own] = _priors(channel, density)
    return posterior_of(judged, qualified, log_prior)


@dataclass(frozen=True, slots=True)
class _Channel:
    """A parent's grid: means (M,) with the lengths of their intervals; the log likelihood of each group,
    shape (groups, means, strengths), and of all of them."""

    means: Floats
    lengths: Floats
    each: Floats
    centre: float
    width: float

    @property
    def together(self) -> Floats:
        found: Floats = self.each.sum(axis=0)
        return found


def _channel(judged: Floats, qualified: Floats) -> _Channel:
    """Dense where the groups' rates are: each weighs as many leads as it has, of more than 50 less."""
    weights = judged / (1 + judged / 50)
    centre = float(((qualified + 0.5) / (judged + 1) * weights).sum() + 0.25) / float(weights.sum() + 0.5)
    width = 0.5 / np.sqrt(centre * (1 - centre) * float(weights.sum()) + 1)
    means, lengths = means_around(centre, width, MEANS)
    good, bad = _shapes(means)
    k, n = qualified[:, np.newaxis, np.newaxis], judged[:, np.newaxis, np.newaxis]
    each = betaln(k + good, n - k + bad) - betaln(good, bad)
    return _Channel(means, lengths, each, centre, width)


def _shapes(means: Floats) -> tuple[Floats, Floats]:
    return means[:, np.newaxis] * STRENGTHS, (1 - means)[:, np.newaxis] * STRENGTHS


def _from_company(channels: list[_Channel]) -> list[Floats]:
    """For each channel the density of its mean at its grid, from all the *other* channels: (means,) each."""
    centre = float(np.mean([one.centre for one in channels]))
    width = float(np.mean([one.width for one in channels]))
    company, lengths = means_around(centre, width, COMPANY_MEANS)
    log_prior = np.log(lengths)[:, np.newaxis] + np.log(STRENGTH_WEIGHTS)
    densities = [_beta_density(one.means, company) for one in channels]
    evidence = np.array([_evidence(*both) for both in zip(channels, densities, strict=True)])
    every = evidence.sum(axis=0)
    found = []
    for own, density in zip(evidence, densities, strict=True):
        log_weights = log_prior + every - own
        weights = np.exp(log_weights - logsumexp(log_weights))
        found.append(np.tensordot(weights, density, axes=2))
    return found


def _beta_density(means: Floats, company: Floats) -> Floats:
    """Of each channel mean under each (M, t): shape (company means, strengths, means)."""
    good, bad = (shape[:, :, np.newaxis] for shape in _shapes(company))
    density: Floats = np.exp(xlogy(good - 1, means) + xlog1py(bad - 1, -means) - betaln(good, bad))
    return density


def _evidence(channel: _Channel, density: Floats) -> Floats:
    """Log likelihood of a channel's groups under each (M, t)."""
    by_mean = logsumexp(channel.together + np.log(STRENGTH_WEIGHTS), axis=1)
    top = by_mean.max()
    found: Floats = np.log(density @ (np.exp(by_mean - top) * channel.lengths) + 1e-300) + top
    return found


def _priors(channel: _Channel, density: Floats) -> Floats:
    """Log density of the log-odds of each group's rate, all it does not say of itself: (groups, ODDS)."""
    by_mean = np.log(density * channel.lengths + 1e-300)
    log_weights = channel.together + np.log(STRENGTH_WEIGHTS) + by_mean[:, np.newaxis]
    log_weights = log_weights - logsumexp(log_weights)
    kept = log_weights > np.log(NEGLIGIBLE)
    good, bad = (shape[kept] for shape in _shapes(channel.means))
    components = -good[:, np.newaxis] * np.logaddexp(0, -ODDS) - bad[:, np.newaxis] * np.logaddexp(0, ODDS)
    components = np.exp(components - betaln(good, bad)[:, np.newaxis])
    # Its own counts leave the weights again: they come in with the likelihood.
    others = log_weights[kept] - channel.each[:, kept]
    others = np.exp(others - others.max(axis=1, keepdims=True))
    found: Floats = np.log(others @ components + 1e-300)
    return found
