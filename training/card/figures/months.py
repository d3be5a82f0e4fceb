"""What was said and what happened, month by month of arrival."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.lead.arrays import Column
from training.card.figures.groups import Group, group_of
from training.card.figures.intervals import Interval, share_interval
from training.card.judged import Judged

MOST_SHOWN = 24
NEWEST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Month:
    """``said`` is the mean probability of the month's leads, ``happened`` the share won."""

    year: int
    month: int
    leads: int
    said: float
    happened: float
    interval: Interval


def months_of(judged: Judged, timezone: str | None) -> tuple[Month, ...]:
    """The newest 24 months of the company's zone that have leads, the oldest first; none where undated."""
    dated = ~np.isnat(judged.submitted)
    if not dated.any():
        return ()
    codes = _month_numbers(judged.submitted[dated], timezone)
    probability, won = judged.probability[dated], judged.won[dated]
    found = []
    for code in np.unique(codes)[-MOST_SHOWN:]:
        rows = codes == code
        said, wins = float(probability[rows].mean()), int(won[rows].sum())
        leads = int(rows.sum())
        found.append(
            Month(int(code) // 12, int(code) % 12 + 1, leads, said, wins / leads, share_interval(wins, leads))
        )
    return tuple(found)


def newest_of(judged: Judged) -> Group | None:
    """The newest quarter of the dated leads; None where there is none."""
    dated = np.flatnonzero(~np.isnat(judged.submitted))
    if not len(dated):
        return None
    order = dated[np.argsort(judged.submitted[dated], kind="stable")]
    newest = order[-max(1, round(NEWEST_SHARE * len(order))) :]
    return group_of(None, judged.probability[newest], judged.won[newest])


def _month_numbers(submitted: Column, timezone: str | None) -> Column:
    """12 × year + month − 1."""
    local = pd.DatetimeIndex(submitted).tz_localize("UTC").tz_convert(timezone or "UTC")
    numbers: Column = np.asarray(12 * local.year + local.month - 1)
    return numbers
