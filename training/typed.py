"""A file's columns as the arrays that the model reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from model.lead.arrays import Column, Floats
from model.lead.date_columns import NOT_A_TIME, wall_clock
from model.lead.field import Field
from model.lead.number_columns import number_of
from model.reading.dates import is_day_first
from model.reading.figures import DecimalMark
from model.reading.moments import read_moment
from model.reading.numbers import decimal_mark


def typed(series: pd.Series, field: Field, timezone: str | None) -> Column:
    """Numbers as floats (NaN missing), dates as the wall clock's time, other values as they are."""
    if field.type == "number":
        return numbers(series, field.decimal)
    if field.type == "date":
        return wall_clocks(series, timezone)
    return series.to_numpy(dtype=object)


def with_decimal(field: Field, series: pd.Series) -> Field:
    """The field with the decimal mark that the column's texts give away, where the schema names none."""
    if field.type != "number" or field.decimal is not None or pd.api.types.is_numeric_dtype(series):
        return field
    return replace(field, decimal=decimal_mark(value for value in series.unique() if isinstance(value, str)))


def numbers(series: pd.Series, decimal: DecimalMark | None) -> Floats:
    """NaN where there is no number."""
    if pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series):
        return np.asarray(series.astype("float64").to_numpy(na_value=np.nan), dtype=np.float64)
    return by_unique(series, lambda value: number_of(value, decimal), np.nan, "float64")


def wall_clocks(series: pd.Series, timezone: str | None) -> Column:
    """What the clock showed in the company's zone, else in the value's own; NaT unknown."""
    zone = ZoneInfo(timezone) if timezone else None
    moment = _moment_reader(series)
    return by_unique(series, lambda value: wall_clock(moment(value), zone), NOT_A_TIME, "datetime64[s]")


def instants(series: pd.Series, timezone: str | None) -> Column:
    """The same times in UTC; a time without a zone is the company's, else UTC."""
    zone = ZoneInfo(timezone) if timezone else UTC
    moment = _moment_reader(series)

    def instant(value: object) -> np.datetime64:
        found = moment(value)
        if found is None:
            return NOT_A_TIME
        aware = found if found.tzinfo is not None else found.replace(tzinfo=zone)
        return np.datetime64(aware.astimezone(UTC).replace(tzinfo=None), "s")

    return by_unique(series, instant, NOT_A_TIME, "datetime64[s]")


def _moment_reader(series: pd.Series) -> Callable[[object], datetime | None]:
    texts = [value for value in series.unique() if isinstance(value, str)]
    day_first = is_day_first(texts)

    def moment(value: object) -> datetime | None:
        if isinstance(value, str):
            return read_moment(value, day_first)
        if isinstance(value, datetime) and value == value:  # noqa: PLR0124 - NaT is not itself
            return value
        day = pd.Timestamp(value) if hasattr(value, "year") else None  # type: ignore[arg-type]
        return day.to_pydatetime() if isinstance(day, pd.Timestamp) else None

    return moment


def by_unique(series: pd.Series, read: Callable[[Any], object], missing: object, dtype: str) -> Column:
    """Read each distinct value once; what pandas calls missing is ``missing``."""
    codes, distinct = pd.factorize(series)
    values = np.array([*(read(value) for value in distinct), missing], dtype=dtype)
    found: Column = values[codes]
    return found
