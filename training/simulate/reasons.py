"""Why a lead is not qualified: how often each reason is the true one."""

import numpy as np
from scipy.special import softmax

from training.simulate.arrays import Floats, Ints, stream
from training.simulate.arrivals import Arrivals
from training.simulate.attributes import Attributes
from training.simulate.campaigns import Campaigns
from training.simulate.effects import price_ratio
from training.simulate.world import World

# The reasons found by talking come first: a lenient rep may excuse those and call the lead qualified.
REASONS = ("no_need", "not_target", "no_budget", "bad_timing", "wrong_number", "unreachable", "spam")
SPOKEN = 4
WEIGHTS = np.array([0.30, 0.16, 0.15, 0.08, 0.14, 0.14, 0.03])
# What a strict rep says of a qualified lead that did not buy; in the order of REASONS.
EXCUSE_WEIGHTS = np.array([0.40, 0.10, 0.20, 0.30])


def reason_shares(world: World, campaigns: Campaigns, arrivals: Arrivals, given: Attributes) -> Floats:
    """P(reason | not qualified) for each lead in the order of REASONS; shape (n, 7), rows sum to 1.

    Campaigns differ in their mix; a small budget makes no_budget likelier, a far start bad_timing.
    """
    rng = stream(world, "reason mix")
    mix = np.log(WEIGHTS) + rng.normal(0, 0.45, (campaigns.size, WEIGHTS.size))
    weights: Floats = mix[arrivals.campaign]
    weights[:, 2] -= 0.9 * np.nan_to_num(price_ratio(given))
    weights[:, 3] += 0.6 * (np.nan_to_num(given.numbers["start_date"]) > 45)
    shares: Floats = softmax(weights, axis=1)
    return shares


def draw_reasons(rng: np.random.Generator, shares: Floats) -> Ints:
    """One reason a lead, as its place in REASONS; shape (n,)."""
    u = rng.random(len(shares))
    place: Ints = np.sum(u[:, None] > np.cumsum(shares, axis=1), axis=1)
    return np.minimum(place, len(REASONS) - 1)
