"""One field's categories as indicator columns."""

from collections import Counter
from collections.abc import Callable
from typing import Self

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.reading.text import fold_case, is_missing
from model.reading.yes_no import read_yes_no

MISSING = "missing"
OTHER = "rare or unseen"
MIN_FREQUENCY = 5
MAX_LEVELS = 1000


def category_level(value: object) -> str:
    """The level that a value names; what cannot be a category is missing.

    >>> category_level(" Hà Nội "), category_level(5.0), category_level(float("nan")), category_level([1])
    ('hà nội', '5', 'missing', 'missing')
    """
    if isinstance(value, str):
        return MISSING if is_missing(value) else fold_case(value)
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | float | np.number):
        return fold_case(str(value)) if value == value else MISSING  # noqa: PLR0124 - NaN is not itself
    return MISSING


def boolean_level(value: object) -> str:
    """``true`` or ``false`` for the ways to say so, else missing.

    >>> boolean_level(True), boolean_level("Không"), boolean_level(1), boolean_level("maybe")
    ('true', 'false', 'true', 'missing')
    """
    return {True: "true", False: "false", None: MISSING}[read_yes_no(category_level(value))]


def levels_of(values: Column, level: Callable[[object], str]) -> list[str]:
    """Each distinct text is folded once; other types, where True equals 1, are read one by one."""
    listed = values.tolist()
    if not {type(value) for value in listed} <= {str, type(None)}:
        return [level(value) for value in listed]
    known = {value: level(value) for value in set(listed)}
    return [known[value] for value in listed]


class CategoryColumns:
    """Column 0 is missing, column 1 rare or unseen, then one column for each level seen often enough."""

    width: int
    levels_: dict[str, int]

    def __init__(self, level: Callable[[object], str] = category_level) -> None:
        self.level = level

    def fit(self, values: Column) -> Self:
        """Learn the levels that MIN_FREQUENCY leads or more have; of too many, the MAX_LEVELS commonest."""
        counts = Counter(levels_of(values, self.level))
        del counts[MISSING]
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_LEVELS]
        frequent = sorted(level for level, count in ranked if count >= MIN_FREQUENCY)
        self.levels_ = {MISSING: 0} | {level: place for place, level in enumerate(frequent, start=2)}
        self.width = len(frequent) + 2
        return self

    @property
    def names(self) -> list[str]:
        """What each column stands for, in order."""
        return [MISSING, OTHER, *list(self.levels_)[1:]]

    def slots(self, values: Column) -> list[tuple[Ints, Floats]]:
        """For each lead the one column that is set, and its value 1."""
        places = [self.levels_.get(level, 1) for level in levels_of(values, self.level)]
        return [(np.array(places, dtype=np.int64), np.ones(len(places)))]
