"""The true probabilities of every lead, before any die is cast."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import gamma

from training.simulate.arrays import Floats, Ints, stream
from training.simulate.arrivals import DUPLICATE, RETURNING, SPAM, Arrivals
from training.simulate.campaigns import Campaigns
from training.simulate.effects import Effects
from training.simulate.logit import expit, shift_for, solve
from training.simulate.reasons import SPOKEN
from training.simulate.reps import Assignment, Reps
from training.simulate.world import World

# Of the leads that are not countable, how many are called against others: duplicate, spam, returning.
CALLED = {DUPLICATE: 0.5, SPAM: 0.4, RETURNING: 1.0}
# A second deal: for how many buyers, won how often, at what share of the first contract.
SECOND_DEAL, SECOND_WON, SECOND_SIZE = 0.05, 0.7, 0.5
# Leads that enough settle the closing level; more would only cost time.
ENOUGH = 20_000


@dataclass(frozen=True, slots=True)
class Chances:
    """Shape (n,) each; a duplicate, spam or old customer has its root's chances, which nobody lives out.

    score: what the company sorted its calls by (standardised, half noise) · worked: P(somebody calls) ·
    qualified: P(truly qualified) · said: P(judged qualified, or sold to | judged) · closing: log-odds of
    a sale to a qualified lead by a rep of skill 0 · ever: P(won at all | worked), over the reps it may
    get · within: the same within the horizon · log_value, value: mean log contract value of its first
    deal; E[contract value of all its deals | won], VND.
    """

    score: Floats
    worked: Floats
    qualified: Floats
    said: Floats
    closing: Floats
    ever: Floats
    within: Floats
    log_value: Floats
    value: Floats


def settle(
    world: World,
    campaigns: Campaigns,
    arrivals: Arrivals,
    effects: Effects,
    reasons: Floats,
    reps: Reps,
    assignment: Assignment,
) -> Chances:
    """Sets every level so that campaigns have their true quality and the company its share of sales."""
    log_odds = _at_quality(campaigns, arrivals, effects.qualified)
    qualified = expit(log_odds)
    score = _score(world, log_odds + effects.closing, arrivals)
    worked = _worked(world, score, arrivals)
    shares = assignment.shares[arrivals.campaign] * reps.diligence
    closing = effects.closing + _closing_level(
        world, arrivals, effects.closing, qualified * worked, shares, reps
    )
    ever = qualified * _sold(closing, shares, reps)
    tail = np.exp(world.value_noise**2 / 2) * (1 + SECOND_DEAL * SECOND_WON * SECOND_SIZE)
    return Chances(
        score=score,
        worked=worked,
        qualified=qualified,
        said=_said(qualified, closing, reasons, shares, reps),
        closing=closing,
        ever=ever,
        within=ever * within_horizon(world),
        log_value=effects.log_value,
        value=np.exp(effects.log_value) * tail,
    )


def within_horizon(world: World) -> float:
    """The share of sales that come within the horizon: the delay is gamma and the same for all leads."""
    scale = world.delay_mean_days / world.delay_shape
    return float(gamma.cdf(world.horizon_days, world.delay_shape, scale=scale))


def _at_quality(campaigns: Campaigns, arrivals: Arrivals, log_odds: Floats) -> Floats:
    """Shifted campaign by campaign until the mean over its countable leads is its true quality."""
    shift = np.zeros(campaigns.size)
    for c in range(campaigns.size):
        own = log_odds[(arrivals.campaign == c) & arrivals.countable]
        shift[c] = shift_for(own, float(campaigns.quality[c]))
    shifted: Floats = log_odds + shift[arrivals.campaign]
    return shifted


def _score(world: World, log_odds: Floats, arrivals: Arrivals) -> Floats:
    """A rough idea of who will buy; its noise depends on nothing else, so selection leaves p as it is."""
    known = log_odds[arrivals.countable]
    clear = (log_odds - known.mean()) / max(float(known.std()), 1e-9) if known.size else log_odds
    noise = stream(world, "score").normal(0, 1, log_odds.size)
    score: Floats = np.sqrt(0.5) * (clear + noise)
    return score


def _worked(world: World, score: Floats, arrivals: Arrivals) -> Floats:
    steep = 1.1 * score
    chance: Floats = expit(steep + shift_for(steep[arrivals.countable], world.worked_share))
    for kind, factor in CALLED.items():
        chance = np.where(arrivals.kind == kind, factor * chance, chance)
    return chance


def _sold(closing: Floats, shares: Floats, reps: Reps) -> Floats:
    """P(won | qualified, worked): over the reps it may get, if followed to the end; shape (n,)."""
    total = np.zeros(closing.size)
    for r, skill in enumerate(reps.skill):
        total += shares[:, r] * expit(closing + skill)
    return total


def _closing_level(
    world: World, arrivals: Arrivals, closing: Floats, weights: Floats, shares: Floats, reps: Reps
) -> float:
    """The shift at which `won_share` of the countable leads are won; read off at most ENOUGH of them."""
    countable: Ints = np.flatnonzero(arrivals.countable)
    if not countable.size:
        return 0.0
    rows = countable[:: max(countable.size // ENOUGH, 1)]
    some, few = closing[rows], shares[rows]
    return solve(lambda a: float(np.mean(weights[rows] * _sold(some + a, few, reps))), world.won_share)


def _said(qualified: Floats, closing: Floats, reasons: Floats, shares: Floats, reps: Reps) -> Floats:
    """P(qualified by the word of its rep or by a sale | judged), over the reps it may get."""
    excusable = (1 - qualified) * reasons[:, :SPOKEN].sum(axis=1)
    total = np.zeros(closing.size)
    for r, skill in enumerate(reps.skill):
        sold = expit(closing + skill)
        yes = sold + (1 - sold) * (1 - reps.misses[r])
        total += shares[:, r] * (qualified * yes + excusable * reps.excuses[r])
    said: Floats = total / shares.sum(axis=1)
    return said
