"""Whether a distribution moved: the population stability index, held against what chance alone gives.

Source: PSI and its thresholds 0.1 and 0.25 are credit scoring's custom; that n m / (n + m) × PSI follows a
chi-squared distribution of bins − 1 degrees under no change: Yurdakul and Naranjo, Journal of Risk Model
Validation 14 (4), 2020. Without that, 22 bins and 100 leads read 0.2 where nothing moved.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import chdtri

from model.lead.arrays import Floats

Verdict = Literal["steady", "moved", "shifted", "too_few"]
VERDICTS: tuple[Verdict, ...] = ("steady", "moved", "shifted", "too_few")
MOVED, SHIFTED = 0.1, 0.25
LEAST_LEADS = 100
CHANCE = 0.002
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Drift:
    """``psi`` is as computed, ``by_chance`` what it would be on average if nothing had moved."""

    psi: float
    by_chance: float
    verdict: Verdict

    @property
    def beyond_chance(self) -> float:
        """What the thresholds are held against; never below 0."""
        return max(0.0, self.psi - self.by_chance)


def psi(before: Floats, now: Floats) -> float:
    """Σ (b − a) ln(b / a) over the bins' shares; bins empty on both sides are left out.

    Half a lead is added to every bin of both sides, so that one empty bin is not infinitely far. By hand:
    50 and 50 leads before, 80 and 20 now are (50.5, 50.5) / 101 and (80.5, 20.5) / 101, and so
    0.297 ln 1.594 − 0.297 ln 0.406 = 0.406.

    >>> round(psi(np.array([50.0, 50.0]), np.array([80.0, 20.0])), 3)
    0.406
    >>> psi(np.array([3.0, 0.0, 7.0]), np.array([3.0, 0.0, 7.0]))
    0.0
    """
    used = (before > 0) | (now > 0)
    if not used.any():
        return 0.0
    a, b = _shares(before[used]), _shares(now[used])
    return float(np.sum((b - a) * np.log(b / a)))


def psi_by_chance(bins: int, before: float, now: float) -> float:
    """The mean PSI of two samples of one distribution: (bins − 1) (1 / n + 1 / m).

    >>> round(psi_by_chance(11, 1000.0, 100.0), 3)
    0.11
    """
    return (bins - 1) * (1 / before + 1 / now)


def drift(before: Floats, now: Floats) -> Drift:
    """From counts by bin. ``too_few`` under 100 leads on a side.

    It moved where the PSI beyond chance reaches 0.1 (shifted: 0.25) *and* one time in 500 or less would
    chance give as much.

    >>> drift(np.array([500.0, 500.0]), np.array([800.0, 200.0])).verdict
    'shifted'
    >>> drift(np.array([500.0, 500.0]), np.array([8.0, 2.0])).verdict
    'too_few'
    """
    found, n, m = psi(before, now), float(before.sum()), float(now.sum())
    if min(n, m) < LEAST_LEADS:
        return Drift(found, psi_by_chance(_used(before, now), n, m) if min(n, m) else 0.0, "too_few")
    bins = _used(before, now)
    by_chance = psi_by_chance(bins, n, m)
    surely = bins > 1 and found > (1 / n + 1 / m) * float(chdtri(bins - 1, CHANCE))
    return Drift(found, by_chance, _verdict(found - by_chance) if surely else "steady")


def _verdict(beyond: float) -> Verdict:
    if beyond >= SHIFTED:
        return "shifted"
    return "moved" if beyond >= MOVED else "steady"


def _used(before: Floats, now: Floats) -> int:
    return int(np.sum((before > 0) | (now > 0)))


def _shares(counts: Floats) -> Floats:
    shares: Floats = (counts + _HALF) / (counts.sum() + _HALF * len(counts))
    return shares
