"""Expected against won revenue on leads that the model did not see."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Floats
from training.card.figures.intervals import Interval
from training.card.judged import Judged

MOST_DRAWS = 400
LEAST_DRAWS = 100
DRAWN_LEADS = 20_000_000


@dataclass(frozen=True, slots=True)
class Revenue:
    """Currency units. ``ratio`` is expected ÷ won; ``priced`` and ``unpriced`` count the wins."""

    expected: float
    won: float
    ratio: float
    interval: Interval
    priced: int
    unpriced: int


def revenue_of(judged: Judged, seed: int) -> Revenue | None:
    """Σ expected ÷ Σ won with its bootstrap interval; None where no win has a value.

    A win whose value is unknown counts as what its deal value said, on both sides.
    """
    if not judged.valued:
        return None
    priced = judged.revenue > 0
    unpriced = judged.won & ~priced
    won = np.where(unpriced, judged.deal_value, judged.revenue)
    expected = judged.expected_revenue
    return Revenue(
        expected=float(expected.sum()),
        won=float(won.sum()),
        ratio=float(expected.sum() / won.sum()),
        interval=_bootstrap(expected, won, seed),
        priced=int(priced.sum()),
        unpriced=int(unpriced.sum()),
    )


def _bootstrap(expected: Floats, won: Floats, seed: int) -> Interval:
    """Leads drawn anew by Poisson weights; a draw without revenue says nothing and is left out."""
    rng = np.random.default_rng(seed)
    ratios = []
    for _ in range(int(np.clip(DRAWN_LEADS // len(won), LEAST_DRAWS, MOST_DRAWS))):
        weights = rng.poisson(1.0, len(won)).astype(np.float64)
        total = weights @ won
        if total > 0:
            ratios.append(weights @ expected / total)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return Interval(float(low), float(high))
