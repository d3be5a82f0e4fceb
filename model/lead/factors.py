"""How each field moved a lead's probability, in percentage points against the typical lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import expit

from model.lead.arrays import Floats, Ints

BACKGROUND = 200
LONGEST_VALUE = 200
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Factor:
    """``points`` are percentage points; the value is the lead's own, None where it is missing."""

    field: str
    value: object
    points: float


@dataclass(frozen=True, slots=True)
class Background:
    """Up to 200 training leads, and the typical lead: their mean log-odds.

    ``codes`` are the trees' codes, shape (leads, columns), no columns without trees. ``by_field`` is the mean
    of what each field adds to the log-odds outside the trees.
    """

    codes: Ints
    by_field: Floats
    log_odds: float


def background_rows(leads: int, seed: int) -> Ints:
    """Places of the training leads that are the background."""
    return np.random.default_rng(seed).permutation(leads)[:BACKGROUND]


def log_odds_by_field(weighted: Floats, field_of_slot: Ints, fields: int) -> Floats:
    """Sum the slots of each field: (leads, slots) to (leads, fields).

    >>> log_odds_by_field(np.array([[1.0, 2.0, 4.0]]), np.array([0, 1, 1]), 2)
    array([[1., 6.]])
    """
    of_field = np.zeros((weighted.shape[1], fields))
    of_field[np.arange(weighted.shape[1]), field_of_slot] = 1.0
    summed: Floats = weighted @ of_field
    return summed


def points(moved: Floats, typical: float) -> Floats:
    """Percentage points from log-odds against the typical lead's, both (leads, fields).

    A field's points are its share of the difference in log-odds × (p − p of the typical lead), so that each
    row adds up to that difference. A typical lead at even odds, one field that adds log 3: p rises from 0.50
    to 0.75. Where nothing differs the slope of p takes the place of the ratio.

    >>> points(np.array([[np.log(3.0), 0.0]]), 0.0).round(6)
    array([[25.,  0.]])
    """
    difference = moved.sum(axis=1)
    usual = expit(typical)
    same = np.abs(difference) < SAME
    ratio = (expit(typical + difference) - usual) / np.where(same, 1.0, difference)
    slope = np.where(same, usual * (1 - usual), ratio)
    in_points: Floats = 100.0 * moved * slope[:, np.newaxis]
    return in_points


def shown_name(name: str) -> str:
    """``lead.campaign`` is shown as ``campaign``."""
    return name.removeprefix("lead.")


def shown_value(value: object) -> object:
    """The lead's own value as JSON can carry it; what it cannot is None.

    >>> shown_value(np.float64(2.5)), shown_value(float("nan")), shown_value(date(2026, 11, 21))
    (2.5, None, '2026-11-21')
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value if -np.inf < value < np.inf else None
    return None


def ranked(names: Iterable[str], values: Iterable[object], moved: Iterable[float]) -> tuple[Factor, ...]:
    """The fields that moved a lead at all, the furthest first."""
    factors = [
        Factor(name, shown_value(value), float(step))
        for name, value, step in zip(names, values, moved, strict=True)
        if step
    ]
    return tuple(sorted(factors, key=lambda factor: (-abs(factor.points), factor.field)))
