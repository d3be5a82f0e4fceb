"""One simulated history for all tests of the simulator, and a larger company for what needs large numbers."""

import pytest

from training.simulate import History, World, simulate
from training.simulate.company import Company, found


@pytest.fixture(scope="package")
def history() -> History:
    return simulate(World())


@pytest.fixture(scope="package")
def drifting() -> History:
    return simulate(World(drift=True))


@pytest.fixture(scope="package")
def large() -> Company:
    return found(World(leads=120_000, seed=11, wild_deal=False))
