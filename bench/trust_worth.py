"""Intervals of worth and of observed ÷ expected on simulated companies: do they hold what they say they hold.

Each company's leads are scored forward in time by models that did not see them (`bench.trust_worth_world`);
the spread of deals and how far scores are off are learnt on its earlier leads and tried on its later ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed

from bench.trust_worth_world import Judged, judged_world
from model.campaign.delay import DelayCurve, delay_curve
from model.campaign.observed_expected import LEARNT_WITH, Ratios, shrunk_ratios
from model.campaign.still_to_come import BAND_EDGES, still_to_come
from model.campaign.worth import Promised, brought_interval
from model.campaign.worth_spread import value_spread
from model.lead.arrays import Bools, Floats, Ints

JOBS = 2
AS_OF = (0.6, 0.7, 0.8, 0.9)  # of the judged leads' time, where what is still to come is looked at
Row = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one company: whether each interval held the truth, and what was still to come against what came."""

    worth: Bools
    reps: Bools
    campaigns: Bools
    over_models: Bools
    to_come: Floats
    came: Floats


def rows(worlds: int, seed: int) -> list[Row]:
    """What was measured, the figure, its bar, whether it holds; over so many companies from a seed on."""
    found = list(Parallel(JOBS)(delayed(measured)(seed + number) for number in range(worlds)))
    return list(_rows(found))


def measured(seed: int) -> Measured:
    """One company."""
    leads = judged_world(seed)
    newest = leads.take(leads.fold == leads.fold.max())
    to_come, came = _still_to_come(leads)
    return Measured(
        worth=_worth(leads),
        reps=_ratios(leads, leads.rep, leads.true_of_rep, 0.0),
        campaigns=_ratios(newest, newest.campaign, newest.true, LEARNT_WITH),
        over_models=_ratios(leads, leads.campaign, leads.true, LEARNT_WITH),
        to_come=to_come,
        came=came,
    )


def _rows(found: list[Measured]) -> Iterator[Row]:
    bars = (
        ("expected revenue of a campaign, its interval, wild deals", "worth", 0.90, 0.98),
        ("won ÷ expected of a rep, its interval", "reps", 0.93, 0.97),
        ("won ÷ expected of a campaign, leads scored by one model", "campaigns", 0.93, 0.97),
        # A campaign lucky with one model is scored higher by the next: what is expected follows what came.
        ("won ÷ expected of a campaign, over models that learnt from it", "over_models", 0.93, 0.97),
    )
    for what, name, low, high in bars:
        held = np.concatenate([getattr(one, name) for one in found])
        share = float(held.mean())
        yield what, f"{share:.1%} of {len(held):,}", f"{low:.0%}–{high:.0%}", low <= share <= high
    to_come, came = (np.array([getattr(one, name) for one in found]) for name in ("to_come", "came"))
    for what, place in (("still to come, wins: expected ÷ came", 0), ("still to come, revenue", 1)):
        ratio, low, high = _ratio(to_come[:, place], came[:, place])
        yield (
            what,
            f"{ratio:.3f} ({low:.3f}–{high:.3f})",
            "interval meets 0.95–1.05",
            low <= 1.05 and high >= 0.95,
        )


def _ratio(expected: Floats, came: Floats) -> tuple[float, float, float]:
    """Over companies, with its bootstrap interval of 95 %."""
    rng = np.random.default_rng(0)
    draws = rng.integers(len(came), size=(1000, len(came)))
    low, high = np.quantile(expected[draws].sum(axis=1) / came[draws].sum(axis=1), [0.025, 0.975])
    return float(expected.sum() / came.sum()), float(low), float(high)


def _worth(leads: Judged) -> Bools:
    """Whether each campaign's later leads brought what the interval of their scores at submit says."""
    late = leads.fold >= leads.fold.max() - 1
    before, after = leads.take(~late), leads.take(late)
    ratios = _of_groups(before, before.campaign, LEARNT_WITH)
    spread = value_spread(before.revenue[before.won], before.value[before.won])
    p, pv = after.probability, after.probability * after.value
    sums = (p, p**2, pv, pv * after.value, pv**2)
    promised = Promised(*(_by(after.campaign, each) for each in sums))
    low, high = brought_interval(promised, spread, ratios.off(promised.p))
    brought = _by(after.campaign, after.revenue)
    return (low <= brought) & (brought <= high)


def _ratios(leads: Judged, group: Ints, true: Floats, learnt_with: float) -> Bools:
    """Whether each group's interval holds its true chances ÷ its scores."""
    ratios = _of_groups(leads, group, learnt_with)
    truth = _by(group, true) / _by(group, leads.probability)
    return (ratios.low <= truth) & (truth <= ratios.high)


def _of_groups(leads: Judged, group: Ints, learnt_with: float) -> Ratios:
    p = leads.probability
    sums = (_by(group, each) for each in (leads.won.astype(float), p, p * (1 - p)))
    return shrunk_ratios(*sums, learnt_with)


def _by(group: Ints, values: Floats) -> Floats:
    _, place = np.unique(group, return_inverse=True)
    return np.bincount(place, values)


def _still_to_come(leads: Judged) -> tuple[Floats, Floats]:
    """Wins and revenue that open leads promised at four times, and what came of them."""
    expected, came = np.zeros(2), np.zeros(2)
    for share in AS_OF:
        age = np.quantile(leads.day, share) - leads.day
        known = leads.won & (leads.delay <= age)
        curve = delay_curve(age[known], leads.delay[known], leads.horizon)
        if curve is None:
            continue
        is_open = (age >= 0) & (age < leads.horizon) & ~known & (leads.gone > age)
        chance = _chance(leads, age, curve)[is_open]
        expected += chance.sum(), float(chance @ leads.value[is_open])
        came += leads.won[is_open].sum(), leads.revenue[is_open].sum()
    return expected, came


def _chance(leads: Judged, age: Floats, curve: DelayCurve) -> Floats:
    """As the service has it: given up by band of chance, learnt on the leads that had matured."""
    old = (age >= leads.horizon) & ~leads.won
    edges = leads.probability[age >= 0].mean() * np.array(BAND_EDGES)
    band = np.searchsorted(edges, leads.probability)
    given_up = np.zeros(len(age))
    for number in range(len(edges) + 1):
        gone = np.sort(leads.gone[old & (band == number)])
        own = band == number
        given_up[own] = np.searchsorted(gone, age[own], side="right") / max(1, len(gone))
    return still_to_come(leads.probability, curve.share(age), given_up)
