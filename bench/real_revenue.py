"""Expected against won revenue on a real company's leads, by models that did not see them."""

import contextlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.lead_sets import event_saas
from bench.world_leads import shuffled
from bench.world_measures import captured
from bench.world_run import SHARES
from model.lead.arrays import Floats, Ints
from training.recipe import train

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class RealRevenue:
    """Revenue in the file's currency; an interval is 95 % of the bootstrap over leads.

    ``over_probability`` and ``over_value``: (gain, low, high) of the product for each of SHARES.
    """

    leads: int
    wins: int
    expected: float
    won: float
    won_interval: tuple[float, float]
    over_probability: list[tuple[float, float, float]]
    over_value: list[tuple[float, float, float]]


def measure(shared: Path) -> RealRevenue:
    """Event SaaS, 70 % of leads teaching. One split: folds would each miss other large deals of their own,
    so that their levels differ by just those deals, and a ranking across folds goes by them.
    """
    warnings.filterwarnings("ignore")
    leads = shuffled(event_saas(shared))
    with contextlib.redirect_stderr(io.StringIO()):
        model = train(leads.data.take(leads.train), seed=0)[0]
    held_out = leads.data.take(leads.test)
    p, value = model.predict(held_out.table)
    revenue = np.nan_to_num(held_out.value)
    rng = np.random.default_rng(0)
    draws = [rng.integers(len(p), size=len(p)) for _ in range(RESAMPLES)]
    low, high = np.quantile([revenue[rows].sum() for rows in draws], [0.025, 0.975])
    return RealRevenue(
        leads=len(p),
        wins=int(held_out.won.sum()),
        expected=float((p * value).sum()),
        won=float(revenue.sum()),
        won_interval=(float(low), float(high)),
        over_probability=[_gain(p * value, p, revenue, share, draws) for share in SHARES],
        over_value=[_gain(p * value, value, revenue, share, draws) for share in SHARES],
    )


def _gain(
    ours: Floats, other: Floats, revenue: Floats, share: float, draws: list[Ints]
) -> tuple[float, float, float]:
    def gain(rows: Ints) -> float:
        return captured(ours[rows], revenue[rows], share) - captured(other[rows], revenue[rows], share)

    low, high = np.quantile([gain(rows) for rows in draws], [0.025, 0.975])
    return gain(np.arange(len(ours))), float(low), float(high)
