"""How strictly each rep judges: her bad dispositions against the team's on comparable leads."""

import numpy as np

from model.campaign.observed_expected import Ratios, shrunk_ratios
from model.lead.arrays import Floats, Ints


def strictness(judged: Ints, bad: Ints) -> tuple[Floats, Ratios]:
    """Bad dispositions that the rest of the team would give to each rep's leads, and hers over these, shrunk.

    ``judged`` and ``bad`` count leads by rep and score band, shape (reps, bands): leads of one band are
    comparable. The team's rate of a band leaves out the rep's own leads and holds half a bad and half a good
    one more; where nobody else judged a band, it is the rate of the others over all bands.

    By hand: of the others' 200 leads 60 are bad, so the third rep's 100 would have 60.5 / 201 × 100 = 30.1;
    she gave 50:

    >>> expected, found = strictness(np.array([[100], [100], [100]]), np.array([[30], [30], [50]]))
    >>> round(float(expected[2]), 1), bool(found.low[2] > 1), bool(found.low[0] < 1)
    (30.1, True, True)
    """
    others, others_bad = judged.sum(axis=0) - judged, bad.sum(axis=0) - bad
    all_rate = (others_bad.sum(axis=1) + 0.5) / (others.sum(axis=1) + 1)
    rate = np.where(others > 0, (others_bad + 0.5) / (others + 1), all_rate[:, None])
    expected = (judged * rate).sum(axis=1)
    variance = (judged * rate * (1 - rate)).sum(axis=1)
    return expected, shrunk_ratios(bad.sum(axis=1).astype(float), expected, variance)
