"""Grades A to D: a lead's place among the leads that the model was trained on."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

Grade = Literal["A", "B", "C", "D"]
Cutoffs = tuple[float, float, float]

GRADED_SHARES = (0.90, 0.70, 0.40)


def cutoffs_of(worths: Sequence[float]) -> Cutoffs:
    """The worth from which a lead is A, B, C: the 90th, 70th and 40th percentile of the training leads.

    >>> cutoffs_of([0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0])
    (90.0, 70.0, 40.0)
    """
    a, b, c = (float(np.quantile(np.asarray(worths, dtype=np.float64), share)) for share in GRADED_SHARES)
    return a, b, c


def grade_of(worth: float, cutoffs: Cutoffs) -> Grade:
    """The best grade whose cut-off the worth reaches.

    >>> grade_of(70.0, (90.0, 70.0, 40.0)), grade_of(3.0, (90.0, 70.0, 40.0))
    ('B', 'D')
    """
    a, b, c = cutoffs
    if worth >= a:
        return "A"
    if worth >= b:
        return "B"
    return "C" if worth >= c else "D"
