"""The points at which what nobody knows is summed over, with the weight of each."""

import numpy as np
from scipy.special import expit, logit

from model.lead.arrays import Floats

STRENGTHS = np.geomspace(2.0, 2000.0, 11)
# A density of strength^(−5/2) over (mean × strength, (1 − mean) × strength): BDA3, eq. 5.9. With a uniform
# mean that is strength^(−½) on the log grid: as if groups' standard deviation were uniform.
STRENGTH_WEIGHTS = STRENGTHS**-0.5 / np.sum(STRENGTHS**-0.5)
REACH = 9.0  # log-odds on each side


def means_around(centre: float, width: float, points: int) -> tuple[Floats, Floats]:
    """Rates from nearly 0 to nearly 1, dense within ``width`` log-odds of ``centre`` (a rate), and the
    length of each one's interval of rates; shape (points,) both.

    >>> rates, lengths = means_around(0.4, 0.1, 41)
    >>> bool(abs(lengths.sum() - 1) < 0.001), bool(np.min(np.abs(rates - 0.4)) < 1e-9)
    (True, True)
    """
    span = np.arcsinh(REACH / width)
    odds = logit(centre) + width * np.sinh(np.linspace(-span, span, points))
    rates: Floats = expit(odds)
    edges = np.concatenate([[0.0], (rates[1:] + rates[:-1]) / 2, [1.0]])
    return rates, np.diff(edges)
