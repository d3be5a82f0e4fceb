"""How one field, or the score, is spread: a few bins, written so that a manifest can hold them.

A spread is JSON: ``type``, ``counts`` with the missing ones first, and what tells the bins apart: the
``edges`` of a number (its tenths), the ``levels`` of a category (the 20 commonest, after all others). Of a
date the weekday counts.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.lead.category_columns import MISSING, boolean_level, category_level, levels_of
from model.lead.date_columns import clocks_of, weekdays_of
from model.lead.field import Field
from model.lead.number_columns import numbers_of

MOST_LEVELS = 20
LEAST_OF_LEVEL = 5  # a level that fewer leads have may say who they are
TENTHS = np.arange(1, 10) / 10
WEEKDAYS = 7
Spread = dict[str, Any]


def spread_of(field: Field, values: Column, timezone: str | None) -> Spread:
    """The bins of a field and how many of these leads are in each.

    >>> spread_of(Field("city", "category"), np.array(["Huế"] * 6 + ["Hà Nội", None], dtype=object), None)
    {'type': 'category', 'levels': ['huế'], 'counts': [1, 1, 6]}
    """
    spread: Spread = {"type": field.type}
    if field.type == "number":
        spread |= {"decimal": field.decimal, "edges": _edges(numbers_of(values, field.decimal))}
    elif field.type == "date":
        spread |= {"timezone": timezone}
    else:
        seen = Counter(levels_of(values, _level(field.type)))
        del seen[MISSING]
        common = sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:MOST_LEVELS]
        spread |= {"levels": [level for level, count in common if count >= LEAST_OF_LEVEL]}
    return spread | {"counts": counts_of(spread, values).astype(int).tolist()}


def spread_of_numbers(numbers: Floats) -> Spread:
    """The same for numbers that are no field, as scores."""
    return spread_of(Field("score", "number"), numbers, None)


def counts_of(spread: Mapping[str, Any], values: Column) -> Floats:
    """How many of these values are in each of the spread's bins, shape (bins,).

    >>> counts_of({"type": "number", "decimal": None, "edges": [10.0]}, np.array([5.0, 10.0, 11.0, np.nan]))
    array([1., 1., 2.])
    """
    reads: Mapping[str, Callable[[Mapping[str, Any], Column], tuple[Ints, int]]] = {
        "number": _number_bins,
        "date": _date_bins,
    }
    bins, size = reads.get(spread["type"], _level_bins)(spread, values)
    return np.bincount(bins, minlength=size).astype(np.float64)


def levels_in(spread: Mapping[str, Any], values: Column) -> list[str]:
    """The level of each value of a category, as the bins read it."""
    return levels_of(values, _level(spread["type"]))


def _number_bins(spread: Mapping[str, Any], values: Column) -> tuple[Ints, int]:
    numbers = numbers_of(values, spread["decimal"])
    bins = 1 + np.searchsorted(np.asarray(spread["edges"], dtype=np.float64), numbers, side="right")
    return np.where(np.isnan(numbers), 0, bins).astype(np.int64), len(spread["edges"]) + 2


def _date_bins(spread: Mapping[str, Any], values: Column) -> tuple[Ints, int]:
    clocks = clocks_of(values, spread["timezone"])
    missing = np.isnat(clocks)
    days = weekdays_of(np.where(missing, np.datetime64(0, "s"), clocks))
    return np.where(missing, 0, 1 + days).astype(np.int64), WEEKDAYS + 1


def _level_bins(spread: Mapping[str, Any], values: Column) -> tuple[Ints, int]:
    places = {MISSING: 0} | {level: place for place, level in enumerate(spread["levels"], start=2)}
    bins = [places.get(level, 1) for level in levels_in(spread, values)]
    return np.array(bins, dtype=np.int64), len(spread["levels"]) + 2


def _level(kind: str) -> Callable[[object], str]:
    return boolean_level if kind == "boolean" else category_level


def _edges(numbers: Floats) -> list[float]:
    known = numbers[~np.isnan(numbers)]
    return [float(edge) for edge in np.unique(np.quantile(known, TENTHS))] if len(known) else []
