"""Money and calibration on simulated companies whose truth is known: `make bench-worlds`.

Every company's leads are split twice: forward in time (the newest 30 % judge) and shuffled. Odd companies
drift. The bars: revenue expected ÷ won 0.97–1.03, pooled; the calibration slope's 95 % interval holds 1 in
at least 90 % of worlds and its mean is 0.95–1.05; the product of probability and deal value ranks better
than each alone, its interval above 0.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from bench.real_revenue import RealRevenue, measure
from bench.world_measures import mean_interval, ratio_interval
from bench.world_run import RANKINGS, SHARES, Measured, run

SHARED = Path(os.environ.get("LEADWORTH_DATA", "../shared/data"))
FIRST_SEED = 2000


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.worlds")
    parser.add_argument("--worlds", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    os.nice(10)
    for line in report(measured(chosen.worlds, chosen.jobs)):
        print(line, flush=True)
    if (SHARED / "event_saas").is_dir():
        print("\n".join(real_lines(measure(SHARED))))
    else:
        print(f"Event SaaS: {SHARED}/event_saas is not here (LEADWORTH_DATA names the folder)")
    return 0


def measured(worlds: int, jobs: int) -> list[Measured]:
    """All worlds, some at a time, with a line of progress for each."""
    started, found = time.monotonic(), []
    calls = (delayed(run)(FIRST_SEED + number, number % 2 == 1) for number in range(worlds))
    for number, both in enumerate(Parallel(jobs, return_as="generator")(calls), start=1):
        found += both
        minutes = (time.monotonic() - started) / 60
        sys.stderr.write(f"bench: {number} of {worlds} worlds, {minutes:.1f} minutes\n")
    return found


def report(found: list[Measured]) -> Iterator[str]:
    """The table's lines."""
    groups = [
        (f"{split}, {name}", [one for one in found if one.split == split and one.kind in kinds])
        for split in ("forward", "shuffled")
        for name, kinds in (("stable", ["stable"]), ("drift", ["drift"]), ("all", ["stable", "drift"]))
    ]
    groups = [(name, ones) for name, ones in groups if len(ones) > 1]
    yield "revenue: expected ÷ won (95 % over worlds); expected ÷ the simulator's; deal value, chance alone"
    yield from (_revenue(name, ones) for name, ones in groups)
    yield "calibration: mean slope; its interval holds 1 in; ECE within its bar in"
    yield from (_calibration(name, ones) for name, ones in groups)
    yield "ranking: part of revenue in the best 10, 20, 30 % of leads, product minus probability | value"
    for name, ones in groups:
        yield from _ranking(name, ones)


def _revenue(name: str, ones: list[Measured]) -> str:
    expected, truth = _of(ones, "expected"), _of(ones, "truth")
    ratio, low, high = ratio_interval(expected, _of(ones, "won"))
    by_value, by_chance = (_of(ones, part).sum() / truth.sum() for part in ("by_value", "by_probability"))
    return (
        f"  {name:17} {len(ones):3} worlds  {ratio:.3f} ({low:.3f}–{high:.3f})   "
        f"{expected.sum() / truth.sum():.3f}   {by_value:.3f} {by_chance:.3f}"
    )


def _calibration(name: str, ones: list[Measured]) -> str:
    slope, held = _of(ones, "slope"), _of(ones, "slope_holds")
    within = _of(ones, "ece") <= _of(ones, "ece_bar")
    mean, low, high = mean_interval(slope)
    return (
        f"  {name:17} {len(ones):3} worlds  {mean:.3f} ({low:.3f}–{high:.3f})   {held.mean():4.0%}   "
        f"{within.mean():4.0%}"
    )


def _ranking(name: str, ones: list[Measured]) -> Iterator[str]:
    for what in ("realised", "true"):
        parts = np.array([getattr(one, what) for one in ones])
        gains = [_gains(parts[:, 0] - parts[:, RANKINGS.index(other)]) for other in RANKINGS[1:]]
        yield f"  {name:17} {len(ones):3} worlds  {what:8}  {'  |  '.join(gains)}"


def _gains(gain: np.ndarray) -> str:
    intervals = [mean_interval(gain[:, place]) for place in range(len(SHARES))]
    return "  ".join(f"{mean:+.3f} ({low:+.3f} {high:+.3f})" for mean, low, high in intervals)


def real_lines(real: RealRevenue) -> Iterator[str]:
    """What is reported of Event SaaS."""
    low, high = real.won_interval
    yield (
        f"Event SaaS, shuffled, {real.leads:,} leads held out, {real.wins:,} won: "
        f"expected {real.expected:,.0f} USD, won {real.won:,.0f} (95 % {low:,.0f}–{high:,.0f})"
    )
    for other, gains in (("probability", real.over_probability), ("value", real.over_value)):
        shown = "  ".join(f"{gain:+.3f} ({low:+.3f} {high:+.3f})" for gain, low, high in gains)
        yield f"  best 10, 20, 30 % by the product minus by {other}: {shown}"


def _of(ones: list[Measured], name: str) -> np.ndarray:
    return np.array([getattr(one, name) for one in ones])


if __name__ == "__main__":
    raise SystemExit(main())
