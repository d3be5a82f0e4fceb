"""One simulated company: trained on some of its leads, measured on the others."""

import contextlib
import io
import warnings
from dataclasses import dataclass

import numpy as np

from bench.world_leads import Halves, Truth, splits, told, world_of
from bench.world_measures import captured, ece_bar
from model.lead.arrays import Floats
from model.lead.metrics import ece
from model.lead.watch.line import calibration_line
from training.recipe import train

SHARES = (0.1, 0.2, 0.3)
RANKINGS = ("product", "probability", "value")


@dataclass(frozen=True, slots=True)
class Measured:
    """Held-out leads of one split of one world; money in VND.

    ``won`` is what they brought, ``truth`` what the simulator expects, ``by_value`` and ``by_probability``
    what is expected where only that half is the model's and the other is true. ``realised`` and ``true`` are
    the parts of revenue, as it came and as the simulator expects it, in the best 10, 20 and 30 % of leads by
    each ranking, shape (rankings, shares). ``slope_holds``: its 95 % interval holds 1.
    """

    split: str
    kind: str
    seed: int
    expected: float
    won: float
    truth: float
    by_value: float
    by_probability: float
    slope: float
    slope_holds: bool
    ece: float
    ece_bar: float
    realised: Floats
    true: Floats


def run(seed: int, drift: bool) -> list[Measured]:
    """Both splits of one world."""
    warnings.filterwarnings("ignore")
    data, truth = told(world_of(seed, drift=drift))
    kind = "drift" if drift else "stable"
    return [_measured(name, kind, seed, leads, truth) for name, leads in splits(data).items()]


def _measured(split: str, kind: str, seed: int, leads: Halves, truth: Truth) -> Measured:
    with contextlib.redirect_stderr(io.StringIO()):
        model = train(leads.data.take(leads.train), seed=0)[0]
    p, value = model.predict(leads.data.table.take(leads.test))
    won = leads.data.won[leads.test]
    true_p, true_value = truth.probability[leads.test], truth.value[leads.test]
    revenue, worth = truth.revenue[leads.test], true_p * true_value
    line = calibration_line(p, won)
    assert line is not None  # a world has hundreds of wins
    return Measured(
        split=split,
        kind=kind,
        seed=seed,
        expected=float((p * value).sum()),
        won=float(revenue.sum()),
        truth=float((worth + truth.wild * true_p).sum()),
        by_value=float((true_p * value).sum()),
        by_probability=float((p * (true_value + truth.wild)).sum()),
        slope=line.slope,
        slope_holds=line.low <= 1 <= line.high,
        ece=ece(p, won),
        ece_bar=ece_bar(p, seed),
        realised=_captured((p * value, p, value), revenue),
        true=_captured((p * value, p, value), worth),
    )


def _captured(scores: tuple[Floats, ...], revenue: Floats) -> Floats:
    return np.array([[captured(score, revenue, share) for share in SHARES] for score in scores])
