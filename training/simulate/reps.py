"""The reps: how well each sells, how strictly each judges, how far each follows a lead; who gets which."""

from dataclasses import dataclass

import numpy as np

from training.simulate import clock
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.arrivals import Arrivals
from training.simulate.campaigns import Campaigns
from training.simulate.world import World

ONE_REP_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Reps:
    """One entry a rep; shape (R,).

    skill: log-odds of a sale against the average rep · misses: share of truly qualified leads, not sold
    to, that the rep calls unqualified · excuses: share of leads without the need, target, means or time
    that the rep calls qualified · diligence: share of worked leads followed until judged.
    """

    names: tuple[str, ...]
    skill: Floats
    misses: Floats
    excuses: Floats
    diligence: Floats


@dataclass(frozen=True, slots=True)
class Assignment:
    """owner: the lead's rep, first_owner: who had it before, -1 nobody (n,) · shares: by campaign (C, R)."""

    owner: Ints
    first_owner: Ints
    shares: Floats


def draw_reps(world: World) -> Reps:
    """A team whose strictest member misses a fifth of the qualified and excuses next to none."""
    rng = stream(world, "reps")
    strict = rng.permutation(np.linspace(0, 1, world.reps))
    return Reps(
        names=tuple(f"sale-{i + 1:02d}" for i in range(world.reps)),
        skill=rng.normal(0, 0.35, world.reps),
        misses=0.02 + 0.18 * strict,
        excuses=0.10 - 0.09 * strict,
        diligence=rng.uniform(0.86, 0.97, world.reps),
    )


def assign(world: World, campaigns: Campaigns, arrivals: Arrivals) -> Assignment:
    """By rotation over the reps on duty, one free day a week each; one campaign nearly all to one rep."""
    rng = stream(world, "assignment")
    rotated = _rotation(world, arrivals.submitted)
    usual = np.bincount(rotated, minlength=world.reps) / rotated.size
    shares = np.tile(usual, (campaigns.size, 1))
    owner = rotated
    for c in campaigns.having("one_rep"):
        shares[c] = (1 - ONE_REP_SHARE) * usual
        shares[c, 0] += ONE_REP_SHARE
        taken = (arrivals.campaign == c) & chance(rng, ONE_REP_SHARE, owner.size)
        owner = np.where(taken, 0, owner)
    moved = chance(rng, 0.04, owner.size)
    return Assignment(owner, np.where(moved, rng.permutation(rotated), -1), shares)


def _rotation(world: World, submitted: Ints) -> Ints:
    """The rep whose turn it is; rep r is off on weekday r modulo 7, unless nobody would be left."""
    weekday = (clock.day_number(submitted) + 3) % 7
    turn = np.arange(submitted.size)
    owner = np.zeros(submitted.size, dtype=np.int64)
    for day in range(7):
        duty = (
            np.flatnonzero(np.arange(world.reps) % 7 != day)
            if world.reps > 1
            else np.zeros(1, dtype=np.int64)
        )
        today: Flags = weekday == day
        owner[today] = duty[turn[today] % duty.size]
    return owner
