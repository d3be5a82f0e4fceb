"""One field's column as whole numbers whose win rates can be compared; 0 is missing."""

import numpy as np

from model.lead.arrays import Column, Floats, Ints
from model.lead.codes import MISSING_CODE, CodeEncoder
from model.lead.field import Field
from model.lead.number_columns import numbers_of
from model.lead.table import LeadTable

MOST_BINS = 64
LEAST_BINS = 4
WINS_A_BIN = 3


def levels_of_field(field: Field, values: Column, wins: int, timezone: str | None) -> list[Ints]:
    """Arrays of shape (leads,): one a field, but of a date its weekday, hour and month each."""
    if field.type == "number":
        return [number_levels(numbers_of(values, field.decimal), bins_for(wins))]
    table = LeadTable({field.name: values}, len(values))
    codes = CodeEncoder((field,), timezone).fit(table).codes(table)
    return list(codes.T)


def bins_for(wins: int) -> int:
    """About three wins a bin, so that few wins are not spread too thin.

    >>> bins_for(5), bins_for(60), bins_for(9_000)
    (4, 20, 64)
    """
    return min(max(wins // WINS_A_BIN, LEAST_BINS), MOST_BINS)


def number_levels(numbers: Floats, bins: int) -> Ints:
    """Bins; half of the edges at equal shares of the leads, half at equal shares of the distinct values.

    The second half sees a rare tail [of an amount that is 0 for 99 % every share of the leads is 0].

    >>> number_levels(np.array([0.0, 0.0, 0.0, 0.0, 7.0, np.nan]), 4)
    array([1, 1, 1, 1, 2, 0])
    """
    known = numbers[~np.isnan(numbers)]
    if not len(known):
        return np.zeros(len(numbers), dtype=np.int64)
    shares = np.arange(1, bins // 2 + 1) / (bins // 2 + 1)
    edges = np.unique([np.quantile(values, shares, method="higher") for values in (known, np.unique(known))])
    places = 1 + np.searchsorted(edges[edges > known.min()], numbers, side="right")
    return np.where(np.isnan(numbers), MISSING_CODE, places).astype(np.int64)
