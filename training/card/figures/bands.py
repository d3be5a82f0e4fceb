"""Grades A to D against what became of their leads."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Column
from model.lead.grade import Cutoffs, grade_of
from training.card.figures.intervals import Interval, share_interval
from training.card.judged import Judged


@dataclass(frozen=True, slots=True)
class Band:
    """``said`` is the mean probability, ``happened`` the share won, revenues are a lead's mean."""

    grade: str
    leads: int
    said: float
    happened: float
    interval: Interval
    expected_revenue: float
    won_revenue: float


def bands_of(judged: Judged, cutoffs: Cutoffs, grade_by: str) -> tuple[Band, ...]:
    """The grades that have leads, the best first."""
    worth = judged.expected_revenue if grade_by == "expected_revenue" else judged.probability
    grades = np.array([grade_of(each, cutoffs) for each in worth.tolist()], dtype=object)
    return tuple(_band(judged, grade, grades) for grade in "ABCD" if (grades == grade).any())


def _band(judged: Judged, grade: str, grades: Column) -> Band:
    rows = grades == grade
    won = judged.won[rows]
    return Band(
        grade=grade,
        leads=len(won),
        said=float(judged.probability[rows].mean()),
        happened=float(won.mean()),
        interval=share_interval(int(won.sum()), len(won)),
        expected_revenue=float(judged.expected_revenue[rows].mean()),
        won_revenue=float(judged.revenue[rows].mean()),
    )
