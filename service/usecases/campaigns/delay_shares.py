"""How the company's leads end over time: the share of wins that came, and of the others given up, by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import sqlalchemy as sa

from model.campaign.delay import DelayCurve, delay_curve, straight
from model.campaign.still_to_come import BAND_EDGES, given_up_shares, middles, steps_of
from model.lead.arrays import Floats
from service.store import coming_figures
from service.store.columns import Row
from service.store.coming_figures import Bands, Steps

LEARNT, ASSUMED = BASES = ("learnt", "assumed")


@dataclass(frozen=True, slots=True)
class DelayShares:
    """For each band of chance and step of age: both numbers, F and G in the step's middle.

    ``basis`` says where F is from.
    """

    shares: Sequence[tuple[int, int, float, float]]
    bands: Bands
    steps: Steps
    basis: str


def delay_shares(
    connection: sa.Connection,
    wins: Sequence[Row],
    horizon_days: float,
    now: datetime,
    learnt: DelayCurve | None,
) -> DelayShares:
    """F is the model's, else that of ``wins`` (`worth_figures.newest_wins`), else a straight line.

    G is that of matured leads, counted in the database.
    """
    steps = Steps(*steps_of(horizon_days))
    mean = coming_figures.mean_chance(connection)
    bands = [edge * mean for edge in BAND_EDGES]
    curve = learnt or delay_curve(*_ages_and_delays(wins, now), horizon_days)
    came = (curve or straight(horizon_days)).share(middles(steps.count, steps.days))
    lost = coming_figures.given_up(connection, now, horizon_days, bands, steps.days)
    shares = [
        (band, step, float(came[step]), float(given_up))
        for band in range(len(bands) + 1)
        for step, given_up in enumerate(_given_up([row for row in lost if row.band == band], steps))
    ]
    return DelayShares(shares, bands, steps, LEARNT if curve else ASSUMED)


def _given_up(rows: Sequence[Row], steps: Steps) -> Floats:
    known = [(row.step, row.leads) for row in rows if row.step is not None]
    lost = np.array(known, dtype=np.int64).reshape(-1, 2)
    return given_up_shares(lost[:, 0], lost[:, 1], sum(row.leads for row in rows), steps.count)


def _ages_and_delays(wins: Sequence[Row], now: datetime) -> tuple[Floats, Floats]:
    """Days from submit to now and to the win; wins without either time are left out."""
    dated = [(win.submitted_at, win.closed_at) for win in wins if win.submitted_at and win.closed_at]
    day = timedelta(days=1)
    ages = np.array([(now - submitted) / day for submitted, _ in dated], dtype=float)
    return ages, np.array([(closed - submitted) / day for submitted, closed in dated], dtype=float)
