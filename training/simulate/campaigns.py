"""The campaigns of the company: what each costs, brings and is worth, before any lead has come."""

from dataclasses import dataclass

import numpy as np

from training.simulate import clock
from training.simulate.arrays import Floats, Ints, stream
from training.simulate.campaign_plan import Plan, plans
from training.simulate.catalogue import LANDING_PAGES
from training.simulate.logit import expit, logit, shift_for
from training.simulate.world import World

# VND a lead costs, low and high, by channel.
COSTS = {
    "facebook": (150e3, 320e3),
    "google": (220e3, 480e3),
    "tiktok": (100e3, 210e3),
    "zalo": (110e3, 240e3),
    "referral": (0.0, 0.0),
}
TINY_LEADS = 8


@dataclass(frozen=True, slots=True)
class Campaigns:
    """One entry a campaign in every array; shape (C,).

    share: of all leads, 0 for the tiny ones, whose leads are counted · cost: VND a lead at the planned
    spend · quality: true quality rate · closing: log-odds of a sale to a qualified lead, against the
    average · value: log factor on contract value · exponent: leads grow as spend to this power ·
    start, stop: days of the history in which it runs, half open · page: its landing page.
    """

    plans: tuple[Plan, ...]
    share: Floats
    cost: Floats
    quality: Floats
    closing: Floats
    value: Floats
    exponent: Floats
    start: Ints
    stop: Ints
    page: Ints

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.plans)

    def having(self, role: str) -> Ints:
        """The numbers of the campaigns with this role."""
        return np.array([i for i, plan in enumerate(self.plans) if plan.role == role], dtype=np.int64)


def draw_campaigns(world: World) -> Campaigns:
    """The campaigns of this world, the special ones first and the tiny ones last."""
    rng = stream(world, "campaigns")
    planned = plans(world)
    share = _shares(rng, planned)
    closing = _special(planned, rng.normal(0, 0.35, len(planned)), worthless=-2.0, precious=0.8, referral=0.4)
    value = _special(planned, rng.normal(0, 0.12, len(planned)), worthless=-0.5, precious=0.4, referral=0.1)
    quality = _qualities(world, rng, planned, share)
    start, stop = _active_days(world, rng, planned)
    cost = _costs(rng, planned)
    if world.cheapest_best:
        cost = _cheapest_to_best(cost, quality * np.exp(closing + value))
    return Campaigns(
        plans=planned,
        share=share,
        cost=cost,
        quality=quality,
        closing=closing,
        value=value,
        exponent=rng.uniform(0.45, 0.85, len(planned)),
        start=start,
        stop=stop,
        page=rng.integers(0, len(LANDING_PAGES), len(planned)),
    )


def _special(planned: tuple[Plan, ...], drawn: Floats, **by_role: float) -> Floats:
    return np.array([by_role.get(plan.role, x) for plan, x in zip(planned, drawn, strict=True)])


def _shares(rng: np.random.Generator, planned: tuple[Plan, ...]) -> Floats:
    """The worthless one is the largest of all, the precious one small."""
    fixed = {"worthless": 0.17, "precious": 0.015, "referral": 0.05, "one_rep": 0.06, "tiny": 0.0}
    drawn = np.exp(rng.normal(0, 0.6, len(planned)))
    ordinary = np.array([plan.role == "ordinary" for plan in planned])
    left = 1 - sum(fixed.values())
    drawn = np.minimum(drawn / drawn[ordinary].sum() * left, 0.14)
    return _special(planned, drawn, **fixed)


def _qualities(world: World, rng: np.random.Generator, planned: tuple[Plan, ...], share: Floats) -> Floats:
    """True quality rates whose mean over leads is the world's; about 0.15–0.70 at spread 1."""
    spaced = rng.permutation(np.linspace(0.20, 0.60, len(planned)))
    raw = _special(planned, spaced, worthless=0.16, precious=0.68, referral=0.62)
    wanted = np.clip(world.quality + world.quality_spread * (raw - 0.45), 0.02, 0.98)
    if world.quality_spread == 0:
        return wanted
    movable = np.array([plan.role not in ("worthless", "precious", "referral") for plan in planned])
    target = (world.quality * share.sum() - share[~movable] @ wanted[~movable]) / share[movable].sum()
    log_odds = logit(wanted[movable])
    wanted[movable] = expit(
        log_odds + shift_for(log_odds, float(np.clip(target, 0.02, 0.98)), share[movable])
    )
    return wanted


def _active_days(world: World, rng: np.random.Generator, planned: tuple[Plan, ...]) -> tuple[Ints, Ints]:
    """Most run throughout; some begin later, some end earlier, the tiny ones last two to four weeks."""
    length = clock.days(world)
    begins = np.where(rng.random(len(planned)) < 0.25, rng.uniform(0, 0.6, len(planned)), 0.0)
    ends = np.where(rng.random(len(planned)) < 0.2, rng.uniform(0.7, 1.0, len(planned)), 1.0)
    start, stop = (begins * length).astype(np.int64), np.ceil(ends * length).astype(np.int64)
    for i, plan in enumerate(planned):
        if plan.role == "tiny":
            span = min(int(rng.integers(14, 29)), length)
            start[i] = int(rng.integers(0, length - span + 1))
            stop[i] = start[i] + span
        elif plan.role != "ordinary":
            start[i], stop[i] = 0, length
    return start, np.maximum(stop, start + 1)


def _costs(rng: np.random.Generator, planned: tuple[Plan, ...]) -> Floats:
    drawn = np.array([rng.uniform(*COSTS[plan.channel]) for plan in planned])
    return _special(planned, drawn, worthless=30e3, precious=600e3)


def _cheapest_to_best(cost: Floats, worth: Floats) -> Floats:
    """The same costs dealt out again, the lowest to the campaign whose leads are worth most."""
    paid = cost > 0
    dealt = cost.copy()
    order = np.argsort(-worth[paid], kind="stable")
    dealt[np.flatnonzero(paid)[order]] = np.sort(cost[paid])
    return dealt
