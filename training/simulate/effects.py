"""How each answer moves the chance to be qualified, the chance to buy and the contract value."""

from dataclasses import dataclass

import numpy as np

from training.simulate import catalogue, clock, season
from training.simulate.ads import Ads
from training.simulate.arrays import Floats, stream
from training.simulate.arrivals import Arrivals
from training.simulate.attributes import LEVELS, Attributes
from training.simulate.campaigns import Campaigns
from training.simulate.world import World

# Log-odds by category, in the order of LEVELS; the last entry is for a field left empty.
QUALIFIED = {
    "course": (0.2, 0.0, 0.15, 0.1, 0.0, 0.25, 0.3, -0.2, -0.3, -0.25, -0.5),
    "age_group": (-0.5, 0.1, 0.35, 0.1, -0.5, -0.2),
    "goal": (0.5, 0.35, 0.3, 0.45, -0.5, -1.1, -0.3),
    "schedule": (0.15, 0.15, 0.1, -0.15, -0.1, -0.25),
    "device": (-0.1, 0.2, 0.15, -0.2, 0.0),
    "landing_page": (0.0, -0.3, 0.15, 0.2, 0.35, 0.4, 0.3, -0.1),
    "studied_before": (0.0, 0.3, -0.1),
}
CLOSING = {
    "course": (-0.1, 0.2, 0.0, 0.0, 0.05, 0.55, 0.25, -0.25, -0.6, -0.1, -0.2),
    "age_group": (-0.3, 0.0, 0.3, 0.2, -0.1, -0.1),
    "goal": (0.45, 0.25, 0.2, 0.5, -0.4, -0.7, -0.1),
    "schedule": (0.15, 0.1, 0.1, -0.25, -0.05, -0.2),
    "device": (-0.1, 0.2, 0.1, -0.1, 0.0),
    "landing_page": (0.0, -0.15, 0.25, 0.2, 0.3, 0.35, 0.2, 0.0),
    "studied_before": (0.0, 0.45, 0.0),
}
LOG_VALUE = {
    "age_group": (-0.05, -0.1, 0.12, 0.18, 0.0, 0.0),
    "goal": (0.25, 0.05, 0.20, -0.15, -0.10, 0.0, 0.0),
    "schedule": (0.0, 0.0, 0.05, 0.12, -0.22, 0.0),
    "device": (-0.06, 0.12, 0.05, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Effects:
    """Log-odds to be qualified and to buy before levels are set, mean log contract value; shape (n,)."""

    qualified: Floats
    closing: Floats
    log_value: Floats


def draw_effects(
    world: World, campaigns: Campaigns, ads: Ads, arrivals: Arrivals, given: Attributes
) -> Effects:
    """What the answers say of each lead; every world moves the tables a little, so that no two are alike."""
    rng = stream(world, "effects")
    elapsed = clock.age(world, arrivals.submitted)
    by_age = rng.normal(0, 0.3, (len(LEVELS["age_group"]) + 1, len(LEVELS["course"]) + 1))
    together = by_age[given.codes["age_group"], given.codes["course"]]
    late = elapsed - 0.5
    qualified = _tables(rng, QUALIFIED, given) + together + _place(given) + _moment(arrivals, given)
    qualified = (
        qualified + ads.effect[given.ad] + _budget(given, 0.9 * (1 - 0.8 * world.drift * elapsed), -0.4)
    )
    closing = _tables(rng, CLOSING, given) + _budget(given, np.full(late.size, 0.5), -0.2) + _urgency(given)
    closing = (
        closing + season.closing_effect(world, arrivals.submitted) + campaigns.closing[arrivals.campaign]
    )
    return Effects(
        qualified=qualified - world.drift * (0.8 * late + _fallen(campaigns, arrivals, elapsed)),
        closing=closing - world.drift * 0.5 * late,
        log_value=_log_value(rng, given) + campaigns.value[arrivals.campaign],
    )


def _tables(rng: np.random.Generator, tables: dict[str, tuple[float, ...]], given: Attributes) -> Floats:
    """The sum over fields; category -1, a gap, reads the last entry."""
    total = np.zeros(given.ad.size)
    for name, table in tables.items():
        total += (np.array(table) + rng.normal(0, 0.1, len(table)))[given.codes[name]]
    return total


def price_ratio(given: Attributes) -> Floats:
    """log(budget / list price of the course), cut to ±1.5; NaN without a budget."""
    prices = np.append(catalogue.PRICES, 8_000_000.0)
    ratio: Floats = np.log(given.numbers["budget"] / prices[given.codes["course"]])
    return np.clip(ratio, -1.5, 1.5)


def _budget(given: Attributes, slope: Floats, gap: float) -> Floats:
    """Rises to the list price and flattens past it."""
    ratio = price_ratio(given)
    return np.where(np.isnan(ratio), gap, slope * np.tanh(1.5 * ratio + 0.2))


def _place(given: Attributes) -> Floats:
    """Far from a branch only online suits."""
    city = given.codes["city"]
    online = given.codes["schedule"] == catalogue.ONLINE
    near = (city >= 0) & (city < catalogue.BRANCHES)
    return np.where(near, 0.3, np.where(online, 0.1, -0.4))


def _moment(arrivals: Arrivals, given: Attributes) -> Floats:
    """Forms of the night and forms filled in seconds are worth less."""
    hour = clock.hour(arrivals.submitted)
    when = np.where(hour < 6, -0.5, np.where((hour >= 19) & (hour < 23), 0.15, 0.0))
    taken = given.numbers["form_seconds"]
    return when + np.where(np.isnan(taken), -0.1, 0.45 * np.tanh(np.log(np.fmax(taken, 1) / 40)))


def _urgency(given: Attributes) -> Floats:
    """Who wants to begin soon buys."""
    wait = given.numbers["start_date"]
    return np.where(np.isnan(wait), -0.2, 0.6 * np.exp(-np.nan_to_num(wait) / 25) - 0.2)


def _fallen(campaigns: Campaigns, arrivals: Arrivals, elapsed: Floats) -> Floats:
    """The largest ordinary campaign falls in the last third of a drifting history."""
    ordinary = campaigns.having("ordinary")
    if ordinary.size == 0:
        return np.zeros(elapsed.size)
    largest = ordinary[np.argmax(campaigns.share[ordinary])]
    fallen: Floats = 1.2 * ((arrivals.campaign == largest) & (elapsed > 0.65))
    return fallen


def _log_value(rng: np.random.Generator, given: Attributes) -> Floats:
    """By course and city above all; a larger budget buys a longer package."""
    prices = np.log(np.append(catalogue.PRICES, 7_000_000.0))
    cities = np.append(rng.normal(-0.1, 0.05, len(catalogue.CITIES)), -0.05)
    cities[:2] = (0.10, 0.16)
    ratio = np.nan_to_num(price_ratio(given), nan=-0.1)
    base: Floats = prices[given.codes["course"]] + cities[given.codes["city"]] + 0.35 * ratio - 0.3
    return base + _tables(rng, LOG_VALUE, given)
