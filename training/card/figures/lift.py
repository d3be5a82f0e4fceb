"""What the best leads bring: the share of all wins or revenue that calling a share of the leads finds."""

import numpy as np

from model.lead.arrays import Floats

GRID = np.linspace(0.0, 1.0, 101)


def share_found(score: Floats, gain: Floats) -> Floats:
    """Shape (101,): the share of Σ gain among the 0 %, 1 % … 100 % of leads with the highest score.

    Leads of one score share what they bring, whatever their order in the file. Σ gain > 0. Four leads, of
    which the best two bring 3 of 4:

    >>> share_found(np.array([0.1, 0.9, 0.8, 0.2]), np.array([1.0, 2.0, 1.0, 0.0]))[[25, 50, 100]].tolist()
    [0.5, 0.75, 1.0]
    """
    order = np.argsort(-score, kind="stable")
    ordered = score[order]
    ends = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)
    gained = np.cumsum(gain[order])[ends] / gain.sum()
    called = (ends + 1) / len(ordered)
    found: Floats = np.interp(GRID, np.append(0.0, called), np.append(0.0, gained))
    return found


def at(found: Floats, share: float) -> float:
    """The curve's value at a share of the leads.

    >>> at(GRID, 0.2)
    0.2
    """
    return float(found[round(share * (len(GRID) - 1))])
