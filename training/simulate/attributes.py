"""What people fill in: every answer of every lead, with the gaps that forms have."""

from dataclasses import dataclass

import numpy as np

from training.simulate import catalogue, clock
from training.simulate.ads import Ads
from training.simulate.arrays import Floats, Ints, chance, pick, stream
from training.simulate.arrivals import Arrivals
from training.simulate.campaigns import Campaigns
from training.simulate.world import World

# Share of forms that leave the field empty.
GAPS = {
    "course": 0.01, "city": 0.05, "age_group": 0.12, "goal": 0.10, "schedule": 0.15, "device": 0.01,
    "landing_page": 0.02, "studied_before": 0.20, "budget": 0.22, "form_seconds": 0.03, "start_date": 0.30,
}  # fmt: skip
LEVELS = {
    "course": catalogue.COURSES,
    "city": catalogue.CITIES,
    "age_group": catalogue.AGE_GROUPS,
    "goal": catalogue.GOALS,
    "schedule": catalogue.SCHEDULES,
    "device": catalogue.DEVICES,
    "landing_page": (*catalogue.LANDING_PAGES, catalogue.NEW_LANDING_PAGE),
    "studied_before": ("no", "yes"),
}
DEVICE_WEIGHTS = {
    "facebook": (55, 33, 9, 3),
    "google": (34, 24, 38, 4),
    "tiktok": (62, 34, 2, 2),
    "zalo": (58, 30, 10, 2),
    "referral": (45, 35, 18, 2),
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """One entry a lead in every array; shape (n,).

    codes: place in LEVELS[field], -1 where left empty · numbers: budget in VND, form_seconds, start_date
    as days after the submit; NaN where left empty · ad: its number.
    """

    codes: dict[str, Ints]
    numbers: dict[str, Floats]
    ad: Ints

    def taken_from(self, rows: Ints) -> "Attributes":
        """The answers of other leads, as a person who comes again gives them."""
        return Attributes(
            {name: values[rows] for name, values in self.codes.items()},
            {name: values[rows] for name, values in self.numbers.items()},
            self.ad,
        )


def draw_attributes(world: World, campaigns: Campaigns, ads: Ads, arrivals: Arrivals) -> Attributes:
    """The answers of all leads; a duplicate repeats those of its root."""
    rng = stream(world, "attributes")
    elapsed = clock.age(world, arrivals.submitted)
    codes = {
        "course": _courses(world, rng, campaigns, arrivals, elapsed),
        "city": _cities(world, rng, elapsed),
        "age_group": _plain(rng, catalogue.AGE_WEIGHTS, elapsed.size),
        "goal": _plain(rng, catalogue.GOAL_WEIGHTS, elapsed.size),
        "schedule": _plain(rng, catalogue.SCHEDULE_WEIGHTS, elapsed.size),
        "device": _devices(rng, campaigns, arrivals),
        "landing_page": _landing_pages(world, rng, campaigns, arrivals, elapsed),
        "studied_before": chance(rng, 0.35, elapsed.size).astype(np.int64),
    }
    numbers = _numbers(rng, codes["course"])
    _leave_gaps(world, rng, codes, numbers)
    return Attributes(codes, numbers, _ads(rng, ads, arrivals.campaign)).taken_from(arrivals.root)


def _plain(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    return pick(rng, weights[None, :], np.zeros(size, dtype=np.int64))


def _moving(world: World, rng: np.random.Generator, weights: Floats, elapsed: Floats, force: float) -> Ints:
    """Categories whose weights move, month by month, where the world drifts."""
    tilt = rng.normal(0, force, weights.size) * world.drift
    months = np.arange(world.months) / world.months
    by_month = weights * np.exp(months[:, None] * tilt)
    return pick(rng, by_month, (elapsed * world.months).astype(np.int64))


def _courses(
    world: World, rng: np.random.Generator, campaigns: Campaigns, arrivals: Arrivals, elapsed: Floats
) -> Ints:
    """Seven in ten ask for what their campaign sells."""
    any_course = _moving(world, rng, catalogue.COURSE_WEIGHTS, elapsed, 1.0)
    focus = np.array([plan.course for plan in campaigns.plans])[arrivals.campaign]
    return np.where((focus >= 0) & chance(rng, 0.7, elapsed.size), focus, any_course)


def _cities(world: World, rng: np.random.Generator, elapsed: Floats) -> Ints:
    return _moving(world, rng, catalogue.CITY_WEIGHTS, elapsed, 0.6)


def _devices(rng: np.random.Generator, campaigns: Campaigns, arrivals: Arrivals) -> Ints:
    weights = np.array([DEVICE_WEIGHTS[plan.channel] for plan in campaigns.plans], dtype=float)
    return pick(rng, weights, arrivals.campaign)


def _landing_pages(
    world: World, rng: np.random.Generator, campaigns: Campaigns, arrivals: Arrivals, elapsed: Floats
) -> Ints:
    """Its campaign's page for most; late in a drifting world a third land on a page never seen before."""
    pages = len(catalogue.LANDING_PAGES)
    page = np.where(
        chance(rng, 0.8, elapsed.size),
        campaigns.page[arrivals.campaign],
        rng.integers(0, pages, elapsed.size),
    )
    return np.where(chance(rng, 0.33, elapsed.size) & world.drift & (elapsed > 0.8), pages, page)


def _numbers(rng: np.random.Generator, course: Ints) -> dict[str, Floats]:
    price = catalogue.PRICES[course]
    budget = np.round(price * np.exp(rng.normal(-0.1, 0.5, price.size)) / 500_000) * 500_000
    return {
        "budget": np.maximum(budget, 500_000.0),
        "form_seconds": np.maximum(np.round(np.exp(rng.normal(np.log(45), 0.6, price.size))), 3.0),
        "start_date": np.round(rng.gamma(1.4, 18.0, price.size)),
    }


def _leave_gaps(
    world: World, rng: np.random.Generator, codes: dict[str, Ints], numbers: dict[str, Floats]
) -> None:
    for name, share in GAPS.items():
        size = codes["course"].size
        gap = chance(rng, min(share * world.missing, 1.0), size)
        if name in codes:
            codes[name] = np.where(gap, -1, codes[name])
        else:
            numbers[name] = np.where(gap, np.nan, numbers[name])


def _ads(rng: np.random.Generator, ads: Ads, campaign: Ints) -> Ints:
    ad = np.zeros(campaign.size, dtype=np.int64)
    for c in np.unique(campaign):
        own, mine = ads.of_campaign(int(c)), campaign == c
        ad[mine] = rng.choice(own, int(mine.sum()), p=ads.share[own] / ads.share[own].sum())
    return ad
