"""What became of each lead, from the columns that a schema names or that a snapshot always has."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from model.lead.arrays import Bools, Column, Floats
from model.lead.category_columns import MISSING, boolean_level, category_level
from model.lead.field import Columns
from model.reading.numbers import decimal_mark
from model.reading.text import fold_case
from training.refusal import Refused
from training.typed import by_unique, instants, numbers

SNAPSHOT_COLUMNS = Columns(
    outcome="lead.won",
    won=("true",),
    value="lead.revenue",
    time="lead.submitted_at",
    won_time="lead.won_at",
    campaign="lead.campaign",
    channel="lead.channel",
    ad_set="lead.ad_set",
    ad="lead.ad",
    worked="lead.worked",
    work_probability="lead.work_probability",
    disposition="lead.disposition",
    id="lead.id",
)
SHOWN = 10
MOST_WEIGHT = 20.0
DAY = np.timedelta64(86_400, "s")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One entry a lead. ``submitted`` and ``won_at`` are UTC (NaT unknown), ``value`` NaN where unknown.

    ``ended`` says that an outcome is known; ``worked`` is False only where the file says that nobody tried.
    ``work_probability`` is the chance with which a lead was marked to be worked at random, else NaN.
    """

    won: Bools
    ended: Bools
    worked: Bools
    value: Floats
    work_probability: Floats
    submitted: Column
    won_at: Column
    as_of: datetime | None

    @property
    def ages(self) -> Floats:
        """Days from submit to ``as_of``; NaN where undated."""
        if self.as_of is None:
            return np.full(len(self.won), np.nan)
        return _days(np.datetime64(self.as_of.replace(tzinfo=None), "s") - self.submitted)

    @property
    def delays(self) -> Floats:
        """Days from submit to win; NaN where one of the two is unknown."""
        return _days(self.won_at - self.submitted)

    @property
    def weights(self) -> Floats:
        """What each lead counts: a worked one that was marked at random stands for 1 / p of its like."""
        return work_weights(self.work_probability, self.worked | self.ended)


def work_weights(work_probability: Floats, worked: Bools) -> Floats:
    """1 / p, at most 20, for leads that were marked with chance p and worked; 1 for all others.

    >>> work_weights(np.array([0.1, 0.1, 0.01, np.nan]), np.array([True, False, True, True])).tolist()
    [10.0, 1.0, 20.0, 1.0]
    """
    marked = worked & (work_probability > 0) & (work_probability <= 1)
    share = np.where(marked, work_probability, 1.0)
    weights: Floats = np.minimum(1 / share, MOST_WEIGHT)
    return weights


def read_outcomes(
    frame: pd.DataFrame, columns: Columns, timezone: str | None, as_of: datetime | None, now: datetime
) -> Outcomes:
    """Read the columns that are there. Without ``as_of`` it is the newest time that is not after now."""
    words = _words(frame[columns.outcome])
    won = np.isin(words, [fold_case(value) for value in columns.won])
    submitted = _instants(frame, columns.time, timezone)
    won_at = _instants(frame, columns.won_time, timezone)
    return Outcomes(
        won=won,
        ended=words != MISSING,
        worked=_worked(frame, columns.worked),
        value=_values(frame, columns.value),
        work_probability=_values(frame, columns.work_probability),
        submitted=submitted,
        won_at=np.where(won, won_at, np.datetime64("NaT", "s")),
        as_of=as_of or _newest(submitted, won_at, now),
    )


def refuse_outcomes(
    found: Outcomes, frame: pd.DataFrame, columns: Columns, *, may_win_none: bool = False
) -> None:
    """Raises Refused where every lead is won, or none is that must be, with the values found."""
    none_won = not found.won.any()
    if not may_win_none if none_won else found.won.all():
        values = value_list(frame[columns.outcome])
        which = f"no row is won ({', '.join(columns.won)})" if none_won else "every row is won"
        raise Refused(
            f"in column {columns.outcome!r} {which}; it holds {values}; "
            "list those that mean won in columns.won"
        )
    dated = int((~np.isnat(found.submitted)).sum())
    written = int((_words(frame[columns.time]) != MISSING).sum()) if columns.time in frame else 0
    if dated < written / 2:
        raise Refused(
            f"column {columns.time!r} holds a time in {dated:,} of {written:,} rows; "
            "write 2026-11-21 or 21/11/2026"
        )


def value_list(series: pd.Series) -> str:
    """The commonest values of an outcome column with their counts, for a person."""
    counts = series.map(
        lambda value: "(empty)" if category_level(value) == MISSING else str(value)
    ).value_counts()
    shown = [f"{value!s:.40} ({count:,})" for value, count in counts.head(SHOWN).items()]
    return ", ".join(shown + (["…"] if len(counts) > SHOWN else []))


def _words(series: pd.Series) -> Column:
    return by_unique(series, category_level, MISSING, "object")


def _instants(frame: pd.DataFrame, name: str | None, timezone: str | None) -> Column:
    if name not in frame:
        return np.full(len(frame), np.datetime64("NaT", "s"))
    return instants(frame[name], timezone)


def _values(frame: pd.DataFrame, name: str | None) -> Floats:
    if name not in frame:
        return np.full(len(frame), np.nan)
    series = frame[name]
    return numbers(series, decimal_mark(text for text in series.unique() if isinstance(text, str)))


def _worked(frame: pd.DataFrame, name: str | None) -> Bools:
    if name not in frame:
        return np.ones(len(frame), dtype=bool)
    worked: Bools = by_unique(frame[name], boolean_level, MISSING, "object") != "false"
    return worked


def _newest(submitted: Column, won_at: Column, now: datetime) -> datetime | None:
    times = np.concatenate([submitted, won_at])
    limit = np.datetime64(now.astimezone(UTC).replace(tzinfo=None), "s")
    times = times[~np.isnat(times) & (times <= limit)]
    newest: datetime | None = times.max().astype(datetime).replace(tzinfo=UTC) if len(times) else None
    return newest


def _days(durations: Column) -> Floats:
    days: Floats = durations / DAY
    return days
