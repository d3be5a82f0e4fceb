"""How often alerts are false where nothing changes, and how soon a fall of quality is found.

A company of 20 campaigns that are exactly on target, 8 reps and service levels that are exactly kept; every
kind of alert is looked for each Monday of a quarter, after 16 weeks that came before. `found` is the same
company where one campaign's rate falls by 10 points and stays there.

    .venv/bin/python -m bench.trust_alerts --worlds 20
"""

import argparse
from collections.abc import Callable

import numpy as np
from scipy.stats import binom

from bench.alert_worlds import CAMPAIGNS, FALL, JUDGED, QUARTER, TARGETS, below, draw, quarter

FEW = 5

# What was measured, the figure, the bar, whether it holds.
Row = tuple[str, str, str, bool]


def rows(worlds: int, seed: int) -> list[Row]:
    """Over ten quarters, and forty falls to each, for each of the ``worlds``: they are quickly drawn."""
    rng = np.random.default_rng(seed)
    quarters = worlds * 10
    counts = [dict(quarter(rng, scored=place % 2 == 0)) for place in range(quarters)]
    every = np.array([sum(each.values()) for each in counts])
    error = 1.96 * every.std() / np.sqrt(quarters)
    found: list[Row] = [
        ("false a quarter, all kinds", f"{every.mean():.2f} ± {error:.2f}", "≤ 1", bool(every.mean() <= 1))
    ]
    for kind in sorted({kind for each in counts for kind in each}):
        mean = float(np.mean([each[kind] for each in counts]))
        found.append((f"  of which {kind}", f"{mean:.3f}", "", True))
    for watched in (FEW, CAMPAIGNS):
        for scored in (True, False):
            share = float(np.mean([_found(rng, watched, scored) for _ in range(quarters)]))
            name = f"falls found in 4 weeks, {watched} campaigns, {'with' if scored else 'without'} scores"
            found.append((name, f"{share:.2f}", "≥ 0.70", share >= 0.7))
    best = float(np.mean([best_possible(target) for target in TARGETS]))
    found.append((f"  most that a rule can, {CAMPAIGNS} campaigns, without scores", f"{best:.2f}", "", True))
    return found


def best_possible(target: float) -> float:
    """The power of Neyman and Pearson's test of four weeks' leads, at the size that one false alarm a quarter
    leaves to each of 20 campaigns: no rule without scores finds more."""
    leads, size = 4 * JUDGED, 4 / (CAMPAIGNS * QUARTER)
    most = int(binom.ppf(size, leads, target)) - 1
    left = (size - binom.cdf(most, leads, target)) / binom.pmf(most + 1, leads, target)
    low = target - FALL
    return float(binom.cdf(most, leads, low) + left * binom.pmf(most + 1, leads, low))


def _found(rng: np.random.Generator, watched: int, scored: bool) -> float:
    """Whether the campaign's alert is open at one of the four looks after its fall."""
    leads = draw(rng, float(rng.choice(TARGETS)), scored, 40, fall=4)
    return float(below(leads.below(), watched)[:, -4:].any(axis=1).mean())


def main(print_line: Callable[[str], None] = print) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    for what, measured, bar, holds in rows(asked.worlds, asked.seed):
        print_line(f"{what:56} {measured:>12}   {bar:8} {'' if holds else 'FALLS SHORT'}".rstrip())


if __name__ == "__main__":
    main()
