"""Score bands: twentieths of a company's countable, scored leads, by their probability at submit.

Rates are weighted by twentieths, since those called first inside a band are its better ones [by fifths the
rate of a campaign with 300 judged leads is off by a fifth of its interval's standard error, by twentieths by
a twentieth of it]; whether a band was looked into is asked of fifths. Leads without a score are a band of
their own, the last.
"""

from collections.abc import Mapping

import numpy as np

from model.lead.arrays import Floats

SCORED = 20
STEPS = 10_000  # probabilities are told apart by steps of 0.0001
UNSCORED = SCORED
BANDS = SCORED + 1
FIFTHS = 5


def cuts(leads_by_step: Mapping[int, int]) -> list[float]:
    """The highest probability of each band but the last: at most 19, ascending, fewer where leads are equal.

    ``leads_by_step`` counts leads by their probability in steps of 0.0001, rounded; empty: no cuts.

    >>> cuts({step: 1 for step in range(1000, 2000)})[:2]
    [0.10495, 0.10995]
    >>> cuts({500: 90, 700: 10})
    [0.05005]
    """
    steps = np.array(sorted(leads_by_step), dtype=np.int64)
    if not len(steps):
        return []
    up_to = np.cumsum([leads_by_step[int(step)] for step in steps])
    wanted = up_to[-1] * np.arange(1, SCORED) / SCORED
    places = np.searchsorted(up_to, wanted - 1e-9)
    return [float((2 * step + 1) / (2 * STEPS)) for step in np.unique(steps[places]) if step < steps[-1]]


def fifths(bands: Floats) -> Floats:
    """Counts of shape (groups, BANDS) by fifths, the leads without a score last: (groups, 6).

    >>> fifths(np.arange(21.0)[np.newaxis]).tolist()
    [[6.0, 22.0, 38.0, 54.0, 70.0, 20.0]]
    """
    scored = bands[:, :SCORED].reshape(len(bands), FIFTHS, SCORED // FIFTHS).sum(axis=2)
    return np.column_stack([scored, bands[:, UNSCORED]])
