"""Turning numbers of categories and leads into the words of the tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from training.simulate.arrays import Floats, Ints


def labelled(codes: Ints, words: Sequence[str]) -> pd.Categorical:
    """The words at these places; -1 is missing."""
    return pd.Categorical.from_codes(codes, pd.Index(list(words), dtype="str"))


def lead_ids(count: int) -> list[str]:
    """One id a lead, in order of arrival.

    >>> lead_ids(2)
    ['L0000001', 'L0000002']
    """
    return [f"L{i + 1:07d}" for i in range(count)]


def ids_of(ids: Sequence[str], rows: Ints) -> pd.Series:
    """The ids at these rows."""
    return pd.Series(np.array(ids, dtype=object)[rows], dtype="str")


def whole(values: Floats) -> pd.Series:
    """Whole numbers with gaps where the value is NaN."""
    return pd.Series(values).round().astype("Int64")
