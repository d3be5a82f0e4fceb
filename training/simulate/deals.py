"""Deals: who signs for how much and when, and who says no for what reason."""

from dataclasses import dataclass

import numpy as np

from model.vocabulary import LOST_REASONS
from training.simulate import clock
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.arrivals import Arrivals
from training.simulate.chances import SECOND_DEAL, SECOND_SIZE, SECOND_WON, Chances
from training.simulate.fates import YES, Fates
from training.simulate.judgements import Judgements, newest
from training.simulate.world import World

LOST_WEIGHTS = {
    "price": 0.28, "competitor": 0.14, "family": 0.10, "schedule": 0.14, "distance": 0.08, "timing": 0.12,
    "no_response": 0.10, "other": 0.04,
}  # fmt: skip
COMPETITORS = ("Trung tâm A", "Trung tâm B", "Trung tâm C")
# Of the lost deals, the share that anybody records.
RECORDED = 0.8
# Contracts signed without their value being entered.
UNPRICED = 0.005
WILD_VALUE = 480e6
FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Deals:
    """One entry a deal that closes, sooner or later; shape (d,).

    lead: its number · number: 1 or 2 within the lead · at: seconds · won · reason: place in LOST_REASONS,
    -1 where won · competitor: place in COMPETITORS or -1 · revenue: VND, 0 where lost · priced: the
    revenue was entered · wild: the one that is out of all proportion.
    """

    lead: Ints
    number: Ints
    at: Ints
    won: Flags
    reason: Ints
    competitor: Ints
    revenue: Floats
    priced: Flags
    wild: Flags


def draw_deals(
    world: World, arrivals: Arrivals, chances: Chances, fates: Fates, judgements: Judgements
) -> Deals:
    """First deals of buyers and of the qualified who do not buy, second deals of a few buyers."""
    rng = stream(world, "deals")
    size = fates.won.size
    value = np.exp(chances.log_value + rng.normal(0, world.value_noise, size))
    buyers = np.flatnonzero(fates.won)
    closed = arrivals.submitted[buyers] + fates.delay[buyers]
    wild = _wild(world, rng, closed)
    first = np.where(wild, WILD_VALUE, _rounded(value[buyers]))
    again = chance(rng, SECOND_DEAL, buyers.size) & ~wild
    kept = chance(rng, SECOND_WON, buyers.size)[again]
    second = value[buyers[again]] * SECOND_SIZE * np.exp(rng.normal(-0.045, 0.3, kept.size))
    second_at = clock.daytime(closed[again] + rng.integers(clock.DAY, 60 * clock.DAY, kept.size))
    refused, refused_at = _refusals(rng, fates, judgements)
    lead = np.concatenate([buyers, buyers[again], refused])
    won = np.concatenate([np.ones(buyers.size, dtype=bool), kept, np.zeros(refused.size, dtype=bool)])
    none = np.zeros(refused.size)
    reason, competitor = _lost_reasons(rng, won)
    return Deals(
        lead=lead,
        number=np.repeat([1, 2, 1], [buyers.size, kept.size, refused.size]),
        at=np.concatenate([closed, second_at, refused_at]),
        won=won,
        reason=reason,
        competitor=competitor,
        revenue=np.where(won, np.concatenate([first, _rounded(second), none]), 0.0),
        priced=~chance(rng, UNPRICED, lead.size),
        wild=np.concatenate([wild, np.zeros(kept.size + refused.size, dtype=bool)]),
    )


def _rounded(value: Floats) -> Floats:
    """To 10,000 VND, as contracts are written."""
    return np.maximum(np.round(value / 10_000) * 10_000, 10_000.0)


def _wild(world: World, rng: np.random.Generator, closed: Ints) -> Flags:
    """One deal that closes within the history, where there is any and the world wants one."""
    wild = np.zeros(closed.size, dtype=bool)
    seen = np.flatnonzero(closed < clock.closes(world))
    if world.wild_deal and seen.size:
        wild[rng.choice(seen)] = True
    return wild


def _refusals(rng: np.random.Generator, fates: Fates, judgements: Judgements) -> tuple[Ints, Ints]:
    """Leads called qualified that never buy, where somebody records it: some weeks after the word."""
    word, at = newest(judgements, fates.won.size, FAR)
    asked = (word == YES) & ~fates.won & chance(rng, RECORDED, fates.won.size)
    lead = np.flatnonzero(asked)
    wait = rng.gamma(1.6, 12.0, lead.size) * clock.DAY
    refused = clock.daytime(at[lead] + wait.astype(np.int64))
    return lead, np.maximum(refused, at[lead] + clock.HOUR)


def _lost_reasons(rng: np.random.Generator, won: Flags) -> tuple[Ints, Ints]:
    weights = np.array([LOST_WEIGHTS[reason] for reason in LOST_REASONS])
    reason = rng.choice(weights.size, won.size, p=weights / weights.sum())
    competitor = rng.integers(0, len(COMPETITORS), won.size)
    named = ~won & (reason == LOST_REASONS.index("competitor"))
    return np.where(won, -1, reason), np.where(named, competitor, -1)
