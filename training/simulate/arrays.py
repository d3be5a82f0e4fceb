"""Names for the arrays that the simulator passes around, and its seeded streams of random numbers."""

import zlib

import numpy as np
from numpy.typing import NDArray

from training.simulate.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(world: World, name: str) -> np.random.Generator:
    """The random numbers of one part of the world.

    Each part draws from a stream of its own, so that a change in one (more spend, other reps) leaves
    the numbers of the others as they were and two policies can be compared on the same luck.
    """
    return np.random.default_rng([world.seed, zlib.crc32(name.encode())])


def pick(rng: np.random.Generator, weights: Floats, rows: Ints) -> Ints:
    """One category for each entry of `rows`, drawn by the weights in that row of `weights` (R, K)."""
    edges = np.cumsum(weights, axis=1)
    edges /= edges[:, -1:]
    u = rng.random(rows.size)
    place: Ints = np.sum(u[:, None] > edges[rows, :-1], axis=1, dtype=np.int64)
    return place


def chance(rng: np.random.Generator, share: float | Floats, size: int) -> Flags:
    """True with probability `share` (one number, or one a row), independently; shape (size,)."""
    return rng.random(size) < share
