"""Does the budget advice bring profit? Companies that follow it, move money to the cheapest lead, do nothing.

All three spend the same. Judged by the simulator's true expected profit of each campaign at its spend, in the
companies of `advice_worlds.toml`, whose seeds are held out. The bars: the mean gain over doing nothing and
over the lowest cost per lead is above 0 (95 % over companies); advice in at least half of the companies where
a gain of 5 % exists; worse than doing nothing by more than 1 % in at most 5 % of them. Gains are in percent
of the profit that doing nothing brings (thresholds) and of the money spent (means, since profit may be near
0): `make bench-advice`.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed

from bench.advice_known import Known, known
from bench.advice_worlds import FIXED, Company, companies
from bench.world_measures import mean_interval
from model.campaign.budget import MOST_MOVE, Beliefs, plan
from model.campaign.budget_advice import advise
from training.simulate import History, simulate

WORTH_HAVING, TOO_BAD = 0.05, -0.01


@dataclass(frozen=True, slots=True)
class Judged:
    """One company: true expected profit a day by policy, VND, and spend a day."""

    kinds: frozenset[str]
    spend: float
    nothing: float
    cheapest: float
    advised: float
    best: float
    moved: bool

    def over_spend(self, policy: str) -> float:
        """What the advice brings more than this policy, of the money spent."""
        return (self.advised - getattr(self, policy)) / self.spend

    def over_profit(self, policy: str) -> float:
        """What the policy brings more than doing nothing, of the profit of that."""
        return (getattr(self, policy) - self.nothing) / abs(self.nothing)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.advice")
    parser.add_argument("--worlds", type=int, default=FIXED["worlds"])
    parser.add_argument("--development", action="store_true", help="other seeds than those held out")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    os.nice(10)
    for line in report(judged(companies(chosen.worlds, development=chosen.development), chosen.jobs)):
        print(line, flush=True)
    return 0


def judged(asked: list[Company], jobs: int) -> list[Judged]:
    started, found = time.monotonic(), []
    calls = (delayed(judge)(company) for company in asked)
    for number, one in enumerate(Parallel(jobs, return_as="generator")(calls), start=1):
        found.append(one)
        minutes = (time.monotonic() - started) / 60
        sys.stderr.write(f"bench: {number} of {len(asked)} companies, {minutes:.1f} minutes\n")
    return found


def judge(company: Company) -> Judged:
    """One company under each policy, and under the best that anybody could advise."""
    history = simulate(company.world)
    told = known(history)
    now = told.daily_spend
    advice = advise(told.evidence)
    factors = np.array([each.factor for each in advice.campaigns])
    profit = {
        "nothing": now,
        "cheapest": to_the_cheapest(told),
        "advised": now * factors,
        "best": now * _best(history, told),
    }
    for spend in profit.values():
        np.testing.assert_allclose(spend.sum(), now.sum(), rtol=1e-6)
    return Judged(
        kinds=company.kinds,
        spend=float(now.sum()),
        moved=advice.gained is not None,
        **{name: true_profit(history, told.campaigns, spend) for name, spend in profit.items()},
    )


def true_profit(history: History, campaigns: list[str], spend: np.ndarray) -> float:
    """VND a day, by the simulator's own curves."""
    margin = history.world.gross_margin
    pairs = zip(campaigns, spend, strict=True)
    return sum(history.responses[campaign].profit(float(daily), margin) for campaign, daily in pairs)


def to_the_cheapest(told: Known) -> np.ndarray:
    """A fifth more for the campaigns with the lowest cost per lead, from a fifth less of the dearest."""
    spend = told.daily_spend * (1 - MOST_MOVE)
    left = told.daily_spend.sum() - spend.sum()
    for place in np.argsort(told.cost_per_lead, kind="stable"):
        more = min(left, 2 * MOST_MOVE * told.daily_spend[place])
        spend[place] += more
        left -= more
    return spend


def _best(history: History, told: Known) -> np.ndarray:
    """The factors of one who knows every curve."""
    curves, now = [history.responses[campaign] for campaign in told.campaigns], told.daily_spend
    revenue = np.array([[c.leads(s) * c.value for c, s in zip(curves, now, strict=True)]])
    exponent = np.array([[curve.exponent for curve in curves]])
    return plan(Beliefs(revenue, exponent, now)).factors


def report(found: list[Judged]) -> Iterator[str]:
    """The table's lines; the last says whether the bars are held."""
    yield "gains a day in % of the money spent, mean and 95 % over companies; best: who knows every curve"
    yield f"{'companies':14} {'n':>3} {'advised':>8}  {'over doing nothing':26}{'over the lowest CPL':26}best"
    kinds = [kind for kind in FIXED["shares"] if any(kind in one.kinds for one in found)]
    groups = [("all", found), *((kind, [one for one in found if kind in one.kinds]) for kind in kinds)]
    groups += [("none of these", [one for one in found if not one.kinds])]
    for name, ones in groups:
        if len(ones) > 1:
            yield _line(name, ones)
    could = [one for one in found if one.over_profit("best") >= WORTH_HAVING]
    helped = sum(one.moved for one in could)
    worse = sum(one.over_profit("advised") < TOO_BAD for one in found)
    gains = [one.over_profit("advised") for one in found if one.moved]
    reached = sum(one.advised - one.nothing for one in found) / sum(one.best - one.nothing for one in found)
    median = np.median(gains) if gains else 0.0
    yield f"of what could be gained {reached:.0%} is; where advised, a median of {median:.1%} of profit"
    yield f"advice where a gain of {WORTH_HAVING:.0%} exists: {helped} of {len(could)} (bar: half)"
    yield f"worse than doing nothing by more than {-TOO_BAD:.0%}: {worse} of {len(found)} (bar: 5 %)"
    lows = [mean_interval(np.array([one.over_spend(p) for one in found]))[1] for p in ("nothing", "cheapest")]
    held = min(lows) > 0 and 2 * helped >= len(could) and worse <= 0.05 * len(found)
    yield f"bars {'held' if held else 'NOT held'}"


def _line(name: str, ones: list[Judged]) -> str:
    cells = [_cell(np.array([one.over_spend(policy) for one in ones])) for policy in ("nothing", "cheapest")]
    best = np.mean([(one.best - one.nothing) / one.spend for one in ones])
    moved = sum(one.moved for one in ones)
    return f"{name:14} {len(ones):3} {moved:8}  {cells[0]:26}{cells[1]:26}{best:+.1%}"


def _cell(gains: np.ndarray) -> str:
    mean, low, high = mean_interval(gains)
    return f"{mean:+.1%} ({low:+.1%} to {high:+.1%})"


if __name__ == "__main__":
    raise SystemExit(main())
