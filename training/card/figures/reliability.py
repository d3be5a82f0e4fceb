"""Whether probabilities can be taken at their word."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Bools, Floats, Ints
from model.lead.metrics import BINS
from training.card.figures.intervals import Interval, share_interval

MOST_DRAWS = 1000
LEAST_DRAWS = 100
DRAWN_LEADS = 20_000_000


@dataclass(frozen=True, slots=True)
class Bin:
    """Leads of about the same probability: ``said`` is its mean, ``happened`` the share won."""

    leads: int
    said: float
    happened: float
    interval: Interval


def bins_of(probability: Floats, won: Bools) -> tuple[Bin, ...]:
    """The 10 equal-count bins of ``ece``, the lowest first; fewer where there are fewer leads."""
    order = np.argsort(probability, kind="stable")
    return tuple(_bin(probability[rows], won[rows]) for rows in np.array_split(order, BINS) if len(rows))


def ece_of_perfect(probability: Floats, seed: int) -> float:
    """The 95th percentile of ECE where each lead is won with exactly its probability; drawn under the seed.

    No model with these probabilities can be expected to stay under it more often. One lead of 0.5 is won or
    not, and either way the gap is 0.5:

    >>> ece_of_perfect(np.array([0.5]), 0)
    0.5
    """
    rng = np.random.default_rng(seed)
    ordered = np.sort(probability)
    starts = _starts(len(ordered))
    said = np.add.reduceat(ordered, starts)
    draws = int(np.clip(DRAWN_LEADS // len(ordered), LEAST_DRAWS, MOST_DRAWS))
    found = [_gap(rng.random(len(ordered)) < ordered, starts, said) for _ in range(draws)]
    return float(np.quantile(found, 0.95))


def _gap(won: Bools, starts: Ints, said: Floats) -> float:
    return float(np.abs(np.add.reduceat(won.astype(np.float64), starts) - said).sum() / len(won))


def _starts(leads: int) -> Ints:
    sizes = [len(part) for part in np.array_split(np.arange(leads), BINS) if len(part)]
    return np.cumsum([0, *sizes[:-1]]).astype(np.int64)


def _bin(probability: Floats, won: Bools) -> Bin:
    return Bin(
        len(won),
        float(probability.mean()),
        float(won.mean()),
        share_interval(int(won.sum()), len(won)),
    )
