"""One number field as columns: its scaled value, its tenth among the training leads, or missing."""

import math
from typing import Self

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.reading.figures import DecimalMark
from model.reading.numbers import read_number

FURTHEST = 8.0
BINS = 10
SKEWED = 3.0
MOST = 1e300


def number_of(value: object, decimal: DecimalMark | None = None) -> float:
    """The value as a finite float, NaN where it is none.

    >>> number_of("12.000.000"), number_of(3), number_of(float("inf")), number_of([])
    (12000000.0, 3.0, nan, nan)
    """
    if isinstance(value, str):
        read = read_number(value, decimal)
        return math.nan if read is None or abs(read) > MOST else read
    if isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return float(value) if -MOST < value < MOST else math.nan
    return math.nan


def signed_log(values: Floats) -> Floats:
    """log(1 + |x|) with the sign of x.

    >>> [round(float(value), 3) for value in signed_log(np.array([0.0, 1.0, -1.0, 99.0]))]
    [0.0, 0.693, -0.693, 4.605]
    """
    return np.sign(values) * np.log1p(np.abs(values))


def is_skewed(values: Floats) -> bool:
    """Whether one tail is far longer than the other: upper and lower spread (5 to 95 %) differ by over 3.

    >>> is_skewed(np.array([1.0, 2.0, 3.0, 4.0, 500.0])), is_skewed(np.arange(9.0))
    (True, False)
    """
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return bool(high - middle > SKEWED * (middle - low) or middle - low > SKEWED * (high - middle))


def numbers_of(values: Column, decimal: DecimalMark | None = None) -> Floats:
    """A column as finite floats, NaN where there is none."""
    if values.dtype.kind in "fiu":
        numbers = values.astype(np.float64)
        return np.where(np.abs(numbers) < MOST, numbers, np.nan)
    return np.array([number_of(value, decimal) for value in values.tolist()], dtype=np.float64)


class NumberColumns:
    """Column 0 is the scaled value, column 1 missing, then one column for each bin."""

    width: int
    logged_: bool
    centre_: float
    scale_: float
    least_: float
    most_: float
    edges_: Floats

    def __init__(self, decimal: DecimalMark | None = None) -> None:
        self.decimal = decimal

    def fit(self, values: Column) -> Self:
        """Learn centre and spread from the quartiles, and the bins' edges; all missing is no error.

        What lies outside the numbers seen counts as the furthest that was seen: a slope is not known there.
        """
        numbers = numbers_of(values, self.decimal)
        numbers = numbers[~np.isnan(numbers)]
        if not len(numbers):
            numbers = np.zeros(1)
        self.logged_ = is_skewed(numbers)
        scaled = signed_log(numbers) if self.logged_ else numbers
        low, self.centre_, high = (float(value) for value in np.quantile(scaled, [0.25, 0.5, 0.75]))
        spread = (high - low) / 1.35  # the quartiles of a normal distribution lie 1.35 deviations apart
        self.scale_ = spread or float(np.std(scaled)) or 1.0
        inside = np.clip((scaled - self.centre_) / self.scale_, -FURTHEST, FURTHEST)
        self.least_, self.most_ = float(inside.min()), float(inside.max())
        self.edges_ = np.unique(np.quantile(numbers, np.arange(1, BINS) / BINS))
        self.width = 2 + len(self.edges_) + 1
        return self

    @property
    def names(self) -> list[str]:
        """What each column stands for, in order."""
        return ["value", "missing", *(f"bin {place}" for place in range(len(self.edges_) + 1))]

    def slots(self, values: Column) -> list[tuple[Ints, Floats]]:
        """For each lead its scaled value, and the bin or the missing column that is set."""
        numbers = numbers_of(values, self.decimal)
        missing = np.isnan(numbers)
        scaled = signed_log(numbers) if self.logged_ else numbers
        scaled = np.clip((scaled - self.centre_) / self.scale_, self.least_, self.most_)
        bins = 2 + np.searchsorted(self.edges_, numbers, side="right")
        return [
            (np.zeros(len(numbers), dtype=np.int64), np.where(missing, 0.0, scaled)),
            (np.where(missing, 1, bins).astype(np.int64), np.ones(len(numbers))),
        ]
