"""When leads come, to which campaign, and which of them are duplicates, spam or old customers."""

from dataclasses import dataclass

import numpy as np

from training.simulate import clock, season
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.campaigns import TINY_LEADS, Campaigns
from training.simulate.world import World

KINDS = ("lead", "duplicate", "spam", "returning")
LEAD, DUPLICATE, SPAM, RETURNING = range(len(KINDS))
DUPLICATE_WINDOW = 6 * clock.DAY


@dataclass(frozen=True, slots=True)
class Arrivals:
    """One entry a lead, in order of time; shape (n,).

    campaign: its number · submitted: seconds · kind: place in KINDS · root: the lead that this one
    repeats, itself where it repeats none.
    """

    campaign: Ints
    submitted: Ints
    kind: Ints
    root: Ints

    @property
    def countable(self) -> Flags:
        """Not a duplicate, not automatic spam, not an old customer."""
        plain: Flags = self.kind == LEAD
        return plain


def intensity(world: World, campaigns: Campaigns, spend: Floats) -> Floats:
    """How strongly each campaign draws leads on each day: season × spend ** exponent; shape (C, days).

    A campaign without spend draws by season alone.
    """
    day = np.arange(spend.shape[1])
    active = (day >= campaigns.start[:, None]) & (day < campaigns.stop[:, None])
    powered: Floats = spend ** campaigns.exponent[:, None]
    drawn = np.where(campaigns.cost[:, None] > 0, powered, 1.0)
    power: Floats = season.weights(world) * active * drawn
    return power


def expected_counts(world: World, campaigns: Campaigns) -> Floats:
    """Leads that each campaign is expected to bring, duplicates left out; shape (C,)."""
    fresh = world.leads - round(world.duplicates * world.leads)
    tiny = np.where(campaigns.share > 0, 0.0, min(TINY_LEADS, world.leads / 50))
    counts: Floats = tiny + campaigns.share / campaigns.share.sum() * (fresh - tiny.sum())
    return counts


def draw_arrivals(world: World, campaigns: Campaigns, drawing: Floats) -> Arrivals:
    """Exactly `world.leads` leads, by the campaigns' drawing power a day (C, days)."""
    rng = stream(world, "arrivals")
    campaign, submitted = _fresh(world, rng, campaigns, drawing)
    kind = np.full(campaign.size, LEAD)
    u = rng.random(campaign.size)
    kind[u < world.spam + world.returning] = RETURNING
    kind[u < world.spam] = SPAM
    root = np.arange(campaign.size)
    again = _repeated(world, rng, submitted, kind, world.leads - campaign.size)
    late = np.minimum(DUPLICATE_WINDOW, clock.closes(world) - submitted[again])
    submitted = np.concatenate(
        [submitted, submitted[again] + (rng.random(again.size) * late).astype(np.int64)]
    )
    other = np.where(chance(rng, 0.8, again.size), campaign[again], rng.permutation(campaign)[: again.size])
    campaign = np.concatenate([campaign, other])
    kind = np.concatenate([kind, np.full(again.size, DUPLICATE)])
    return _in_order(campaign, submitted, kind, np.concatenate([root, again]))


def _fresh(
    world: World, rng: np.random.Generator, campaigns: Campaigns, drawing: Floats
) -> tuple[Ints, Ints]:
    """Campaign and time of every lead that repeats no other."""
    expected = expected_counts(world, campaigns)
    tiny = campaigns.share == 0
    counts = np.where(tiny, np.round(expected), 0).astype(np.int64)
    fresh = world.leads - round(world.duplicates * world.leads)
    counts[~tiny] = rng.multinomial(fresh - counts.sum(), campaigns.share[~tiny] / campaigns.share.sum())
    per_day = np.array([rng.multinomial(n, row / row.sum()) for n, row in zip(counts, drawing, strict=True)])
    cell = np.repeat(np.arange(per_day.size), per_day.ravel())
    campaign, day = np.divmod(cell, per_day.shape[1])
    hour = rng.choice(24, cell.size, p=season.HOURS / season.HOURS.sum())
    second = rng.integers(0, clock.HOUR, cell.size)
    return campaign, clock.opens(world) + day * clock.DAY + hour * clock.HOUR + second


def _repeated(world: World, rng: np.random.Generator, submitted: Ints, kind: Ints, size: int) -> Ints:
    """The leads that come twice; those with a whole window left where there are any."""
    plain = np.flatnonzero(kind == LEAD)
    early = plain[submitted[plain] < clock.closes(world) - DUPLICATE_WINDOW]
    pool = early if early.size else np.arange(submitted.size)
    return rng.choice(pool, size) if size else np.zeros(0, dtype=np.int64)


def _in_order(campaign: Ints, submitted: Ints, kind: Ints, root: Ints) -> Arrivals:
    order = np.argsort(submitted, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return Arrivals(campaign[order], submitted[order], kind[order], place[root[order]])
