"""How often watching raises a false alarm, and how soon it finds a real one, in simulated companies.

A model learns from the matured leads of a company's first year; then each week the 8 newest matured ones are
held against the scores of their submit, as the worker does.

    .venv/bin/python -m bench.watch --worlds 20
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit

from model.lead.fit_probability import fit_probability
from model.lead.schema import LeadSchema
from model.lead.watch.cohort import (
    BEYOND,
    MATERIAL,
    Calibration,
    Cohort,
    calibration_of,
    is_open,
    level_variance,
)
from model.lead.watch.drift import Drift
from model.lead.watch.profile import Newer, profile_of
from training.dataset import Dataset, read_dataset
from training.simulate import World, simulate
from training.simulate.files import prepare, write
from training.source import open_source, whole
from training.split import newest

WEEK = np.timedelta64(7, "D")
TRAINED_FROM = np.timedelta64(365, "D")
WEEKS_JUDGED = 8
LEADS = 20_000


@dataclass(frozen=True, slots=True)
class Seen:
    """One week's look: whether the alert is open after it, and what moved in the newest 30 days.

    ``off`` is by how much the true chances of the judged leads are above their scores.
    """

    found: Calibration
    is_open: bool
    off: float
    drifts: dict[str, Drift]
    score: Drift


def company(world: str, leads: int, seed: int) -> tuple[Dataset, np.ndarray]:
    """Its matured and worked leads of 18 months, by what its people could see, and their true chances."""
    made = simulate(World(leads=leads, months=18, seed=seed, drift=world == "drift"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        write(made, folder, lambda _: None)
        source = open_source(folder / "leads.csv")
        frame = whole(source)
        data = read_dataset(source, frame, LeadSchema.load(folder / "schema.toml"), datetime.now(UTC))
        truth = pd.read_parquet(folder / "truth" / "leads.parquet").set_index("lead_id").probability
    return data, truth.loc[frame.lead_id[data.labelled.rows]].to_numpy()


def looks(data: Dataset, true: np.ndarray) -> Iterator[Seen]:
    """Week by week from the first leads on that came once the model served."""
    horizon = np.timedelta64(round(data.labelled.horizon or 0), "D")
    serves_from = data.submitted.min() + TRAINED_FROM
    taught = data.take(data.submitted < serves_from - horizon)
    model = fit_probability(taught.leads, newest=newest(taught.submitted))
    scores = expit(model.log_odds(data.table))
    level = level_variance(len(taught.won), int(taught.won.sum()))
    learnt = expit(model.log_odds(taught.table))
    profile = profile_of(data.fields, taught.table, taught.table, learnt, data.schema.timezone)
    until, was_open = serves_from + WEEK, False
    while until <= data.submitted.max():
        since = max(serves_from, until - WEEKS_JUDGED * WEEK)
        judged = (data.submitted >= since) & (data.submitted < until)
        found = calibration_of(_cohort(scores[judged], data.won[judged]), level)
        was_open = is_open(found, was_open)
        recent = (data.submitted >= until - np.timedelta64(30, "D")) & (data.submitted < until)
        newer = _newer(profile, data, recent, scores)
        off = float(true[judged].sum() / scores[judged].sum() - 1)
        yield Seen(found, was_open, off, newer.drifts(), newer.score_drift())
        until += WEEK


def _cohort(scores: np.ndarray, won: np.ndarray) -> Cohort:
    sums = (float((scores**power).sum()) for power in (1, 2, 3))
    return Cohort(len(won), int(won.sum()), *sums)


def _newer(profile: dict, data: Dataset, recent: np.ndarray, scores: np.ndarray) -> Newer:
    newer, leads = Newer(profile), data.table.take(recent)
    columns = {name: leads.column(name).tolist() for name in newer.names}
    rows = [{name: column[row] for name, column in columns.items()} for row in range(len(leads))]
    newer.add(rows, scores[recent])
    return newer


def report(world: str, worlds: int, leads: int) -> None:
    """Print what was seen of so many companies, seeds 100 on."""
    seen = []
    for seed in range(worlds):
        seen.append(list(looks(*company(world, leads, seed=100 + seed))))
        alert, ratio = _alarmed(seen[-1]), seen[-1][-1].found.ratio
        print(f"  {world} {seed:2}: {len(seen[-1])} looks, alert {alert}, last ratio {ratio:.2f}", flush=True)
    every = [each for one in seen for each in one]
    first = [next(week for week, each in enumerate(one, 1) if each.is_open) for one in seen if _alarmed(one)]
    right = [one for one in seen if max(abs(each.off) for each in one) < MATERIAL]
    sure = np.mean([abs(each.found.z) > BEYOND for each in every])
    moved = np.mean([_moved(each.score) for each in every])
    print(
        f"{world}: an alert in {len(first)} of {worlds} companies, at first after "
        f"{np.median(first) if first else float('nan'):.0f} weeks (median), in "
        f"{sum(_alarmed(one) for one in right)} of the {len(right)} whose scores were never a tenth off; "
        f"|z| > {BEYOND} at {sure:.2%} of {len(every)} looks; score moved at {moved:.1%}"
    )
    fields = {name: np.mean([_moved(each.drifts[name]) for each in every]) for name in every[0].drifts}
    print("  fields moved: " + ", ".join(f"{name} {share:.0%}" for name, share in fields.items()), flush=True)


def _alarmed(looked: list[Seen]) -> bool:
    return any(each.is_open for each in looked)


def _moved(drift: Drift) -> bool:
    return drift.verdict in ("moved", "shifted")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worlds", type=int, default=20)
    options.add_argument("--leads", type=int, default=LEADS)
    told = options.parse_args()
    for world in ("stable", "drift"):
        report(world, told.worlds, told.leads)


if __name__ == "__main__":
    main()
