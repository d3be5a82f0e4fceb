"""The ids that a file knows its leads by."""

import numpy as np
import pandas as pd

from model.lead.arrays import Column
from model.reading.text import clean_text


def distinct_ids(frame: pd.DataFrame, name: str | None) -> Column | None:
    """One text a row; "" where there is none, or where several rows have the same. None without a column.

    >>> distinct_ids(pd.DataFrame({"id": ["a", " b ", "b", "", None, 7]}), "id").tolist()
    ['a', '', '', '', '', '7']
    """
    if name not in frame:
        return None
    texts = frame[name].map(_text)
    ids = texts.mask(texts.duplicated(keep=False), "")
    return np.asarray(ids, dtype=object)


def _text(value: object) -> str:
    """Of a column of numbers with gaps, whole ones are without their ".0"."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.15g}"
    return "" if value is None else str(value)
