"""Lead quality rates, intervals and verdicts on companies whose truth is known.

    nice -n 10 env OMP_NUM_THREADS=1 .venv/bin/python -m bench.trust_quality --worlds 20

Two kinds of companies: drawn from the hierarchy that the method supposes, then lead by lead, which it does
not know of (`trust_quality_worlds`); and the simulator's, which suppose neither. Reps call high scores first
in both. Verdicts are tried on campaigns held against their own true rate (each one is wrong), and, 200 leads
judged, against one 10 points above it (each `below_target` is right).
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from bench.trust_quality_simulated import simulated
from bench.trust_quality_worlds import World, draw, one_among, with_judged
from model.campaign.quality.post_stratified import post_stratify
from model.campaign.quality.rates import Counts, judge_rates
from model.campaign.quality.verdict import ABOVE, BELOW
from model.lead.arrays import Bools, Floats

STRATA = (("under 30 judged", 0, 30), ("30–300 judged", 30, 301), ("over 300 judged", 301, np.inf))
JUDGED, UNDER = 200, 0.10
DRAWN, DRAWN_AT_200 = 16, 6  # so many companies are drawn for one of the simulator's, which takes as long


@dataclass(frozen=True, slots=True)
class Measured:
    """One entry a campaign: judged leads, whether the interval holds the true rate, its width and that of
    one who knows the prior, and whether a verdict says below, or above, its own true rate."""

    judged: Floats
    held: Floats
    width: Floats
    known: Floats
    below: Floats
    above: Floats


Row = tuple[str, str, str, bool]


def rows(worlds: int, seed: int) -> list[Row]:
    """(what, measured, bar, whether it holds) of so many of the simulator's companies and 22 times as many
    drawn ones; 20 give 2,000 intervals a stratum."""
    rng = np.random.default_rng(seed)
    own = _gather(_measure(draw(rng)) for _ in range(worlds * DRAWN))
    other = _gather(_measure(simulated(seed + number)) for number in range(worlds))
    return [
        *_coverage("quality intervals", own),
        *_coverage("quality intervals, simulator", other, strata=False),
        *_width(own),
        *_wrong(own),
        _found(rng, worlds * DRAWN_AT_200),
        *_found_among(rng, worlds * DRAWN_AT_200),
    ]


def judged(world: World, target: Floats) -> tuple[Floats, Floats, list[str]]:
    """Low, high and verdict of each campaign, as the service says them."""
    total = world.judged.sum(axis=1)
    counts = Counts(
        countable=world.countable, judged=world.judged, qualified=world.qualified, due=total, due_judged=total
    )
    posterior, said = judge_rates(counts, world.parent, target)
    return posterior.low, posterior.high, [each.verdict for each in said]


def _measure(world: World) -> Measured:
    low, high, said = judged(world, world.rate)
    found = post_stratify(world.countable, world.judged, world.qualified)
    good, bad = found.qualified + world.good, found.judged - found.qualified + world.bad
    return Measured(
        world.judged.sum(axis=1),
        (low <= world.rate) & (world.rate <= high),
        high - low,
        betaincinv(good, bad, 0.975) - betaincinv(good, bad, 0.025),
        np.array([verdict == BELOW for verdict in said]),
        np.array([verdict == ABOVE for verdict in said]),
    )


def _gather(parts: Iterator[Measured]) -> Measured:
    every = list(parts)
    return Measured(*(np.concatenate([getattr(one, name) for one in every]) for name in Measured.__slots__))


def _coverage(what: str, of: Measured, *, strata: bool = True) -> Iterator[Row]:
    pooled = float(of.held.mean())
    yield f"{what} hold the truth", _share(of.held), "93–97 %", 0.93 <= pooled <= 0.97
    for name, low, high in STRATA if strata else ():
        held = of.held[(of.judged >= low) & (of.judged < high)]
        yield f"{what}, {name}", _share(held), "90–99 %", 0.90 <= float(held.mean()) <= 0.99


def _width(of: Measured) -> Iterator[Row]:
    """The bar is of all; the strata are told, since little is gained where leads speak for themselves."""
    ratio = _ratio(of, np.ones(len(of.judged), dtype=bool))
    yield "median width against one who knows the prior", f"{ratio:.3f}", "≤ 1.25", ratio <= 1.25
    for name, low, high in STRATA:
        inside = (of.judged >= low) & (of.judged < high)
        yield f"the same, {name}", f"{_ratio(of, inside):.3f}", "told", True


def _ratio(of: Measured, inside: Bools) -> float:
    return float(np.median(of.width[inside]) / np.median(of.known[inside]))


def _wrong(of: Measured) -> Iterator[Row]:
    wrong = of.below | of.above
    yield "verdicts on campaigns exactly on target: wrong", _share(wrong), "≤ 2.5 %", wrong.mean() <= 0.025
    for name, low, high in STRATA:
        inside = (of.judged >= low) & (of.judged < high)
        below, above = of.below[inside].mean(), of.above[inside].mean()
        shown = f"{below:.1%} below, {above:.1%} above"
        yield f"the same, {name}", shown, "≤ 2.5 % each", max(below, above) <= 0.025


def _found(rng: np.random.Generator, worlds: int) -> Row:
    found = []
    for _ in range(worlds):
        world = with_judged(rng, JUDGED)
        _, _, said = judged(world, np.minimum(world.rate + UNDER, 0.999))
        found += [verdict == BELOW for verdict in said]
    share = float(np.mean(found))
    return (
        f"verdicts {100 * UNDER:.0f} points under target, {JUDGED} judged: found",
        _share(np.array(found)),
        "≥ 80 %",
        share >= 0.80,
    )


def _found_among(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """What is told beside the bar: one campaign under a target that the company's others meet, or pass."""
    for name, over in (("on target", 0.0), ("10 points over it", 0.10)):
        found = []
        for _ in range(worlds):
            target = rng.uniform(0.3, 0.6)
            world = one_among(rng, target - UNDER, target + over, JUDGED)
            found.append(judged(world, np.full(len(world.rate), target))[2][0] == BELOW)
        yield f"the same, the other campaigns {name}", _share(np.array(found)), "told", True


def _share(of: Floats) -> str:
    return f"{of.mean():.1%} of {len(of):,}"


def main() -> None:
    options = argparse.ArgumentParser(prog="bench.trust_quality", description=__doc__)
    options.add_argument("--worlds", type=int, default=20)
    options.add_argument("--seed", type=int, default=0)
    told = options.parse_args()
    for what, measured, bar, holds in rows(told.worlds, told.seed):
        print(f"{'  ' if holds else '! '}{what:60} {measured:28} {bar}", flush=True)


if __name__ == "__main__":
    main()
