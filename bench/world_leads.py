"""Simulated companies, no two alike, and the truth about the leads that teach and judge."""

from dataclasses import dataclass

import numpy as np

from bench.lead_sets import TRAINING_SHARE, random_halves, read, without_time
from model.lead.arrays import Floats, Ints
from training.dataset import Dataset
from training.simulate import clock
from training.simulate.company import Company, found
from training.simulate.deals import WILD_VALUE
from training.simulate.lead_table import lead_table
from training.simulate.schema import lead_schema
from training.simulate.truth import true_leads
from training.simulate.world import World

# Fixed before any figure was taken. One world in four has a deal out of all proportion.
LEADS = (6_000, 10_000)
WON_SHARE = (0.07, 0.13)
VALUE_NOISE = (0.3, 0.6)
WILD_EVERY = 4


@dataclass(frozen=True, slots=True)
class Truth:
    """Of each lead of a dataset: the simulator's chance and value, and what it brought, in VND.

    ``revenue`` is of leads won within the horizon, 0 for others; ``wild`` what the company's wild deal adds
    to the expectation of each won lead.
    """

    probability: Floats
    value: Floats
    revenue: Floats
    wild: float


def world_of(seed: int, *, drift: bool) -> World:
    """One company; its size, its share of sales and its deals' noise go by its seed."""
    rng = np.random.default_rng(seed)
    return World(
        seed=seed,
        leads=int(rng.integers(*LEADS)),
        drift=drift,
        won_share=float(rng.uniform(*WON_SHARE)),
        value_noise=float(rng.uniform(*VALUE_NOISE)),
        wild_deal=seed % WILD_EVERY == 0,
    )


def told(world: World) -> tuple[Dataset, Truth]:
    """Its countable leads, read as `fit` reads a file: the service's snapshot leaves out the others too."""
    company = found(world)
    countable = company.arrivals.countable
    data = read(lead_table(company)[countable], lead_schema(world))
    return data, _truth(company, data)


def _truth(company: Company, data: Dataset) -> Truth:
    leads = true_leads(company)
    closed = leads.won & (leads.won_at.astype("int64") // 10**9 < clock.closes(company.world))
    taught = leads[company.arrivals.countable][data.labelled.rows]
    return Truth(
        probability=taught.probability.to_numpy(),
        value=taught.deal_value.to_numpy(),
        revenue=np.where(data.won, taught.revenue, 0.0),
        wild=WILD_VALUE / closed.sum() if company.world.wild_deal else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Halves:
    """One way to split: who teaches and who judges, as places in the data."""

    data: Dataset
    train: Ints
    test: Ints


def splits(data: Dataset) -> dict[str, Halves]:
    """Forward in time and shuffled, 70 % teaching in both."""
    return {"forward": _forward(data), "shuffled": shuffled(data)}


def shuffled(data: Dataset) -> Halves:
    """A random 70 % teach, stratified; nobody is told when a lead came."""
    train, test = random_halves(data)
    return Halves(without_time(data), train, test)


def _forward(data: Dataset) -> Halves:
    """The newest 30 % judge. Who teaches had matured when the first of them came."""
    edge = np.sort(data.submitted)[round(TRAINING_SHARE * len(data.submitted))]
    horizon = np.timedelta64(round((data.labelled.horizon or 0) * 86_400), "s")
    train, test = data.submitted < edge - horizon, data.submitted >= edge
    return Halves(data, np.flatnonzero(train), np.flatnonzero(test))
