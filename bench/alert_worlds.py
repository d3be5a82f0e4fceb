"""Companies of 20 campaigns, 8 reps and two service levels, week by week, drawn as counts.

Every target is exactly met and every promise exactly kept; nothing changes but one campaign, where asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from model.campaign.alerts import gamed, quality, revenue, shares, spend
from model.lead.arrays import Bools, Floats
from model.lead.watch.cohort import Cohort, calibration_of, is_open

CAMPAIGNS, REPS, BEFORE, QUARTER, FALL = 20, 8, 16, 13, 0.1
WEEKS = BEFORE + QUARTER
JUDGED, COUNTABLE = 35, 45
TARGETS = np.linspace(0.2, 0.6, 41)
# Four equal bands of a score whose log-odds spread by 1: an AUC of 0.73.
SCORES = np.array([-1.27, -0.32, 0.32, 1.27])
_WIN = 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """Counts of each week, shape (campaigns, weeks, bands); ``scores`` the bands' log-odds, or None."""

    judged: Floats
    qualified: Floats
    target: float
    scores: Floats | None

    def below(self) -> Floats:
        """P(below target) at the end of each week from the fourth on."""
        judged, qualified = _of_weeks(self.judged, 4), _of_weeks(self.qualified, 4)
        if self.scores is None:
            return quality.below_target(judged, qualified, self.target)
        return quality.below_target(
            judged,
            qualified,
            self.target,
            log_odds=np.broadcast_to(self.scores, judged.shape),
            countable=np.full(judged.shape, 4 * COUNTABLE / len(SCORES)),
        )


def quarter(rng: np.random.Generator, scored: bool) -> Iterator[tuple[str, int]]:
    """How many alerts of each kind opened in a quarter, after the weeks before it."""
    target = float(rng.choice(TARGETS))
    leads = draw(rng, target, scored, CAMPAIGNS)
    yield "quality_below_target", _opened(below(leads.below(), CAMPAIGNS))
    yield "revenue_up_quality_down", _opened(_fallen(leads))
    yield (
        "never_judged",
        _opened(_shares(rng, CAMPAIGNS, 4 * COUNTABLE, shares.JUDGED, shares.SURE_OF_EACH, 4)),
    )
    yield "first_calls_late", _opened(_shares(rng, 1, COUNTABLE * CAMPAIGNS, shares.IN_TIME, shares.SURE, 1))
    yield "feedback_unanswered", _opened(_shares(rng, 1, 80, shares.IN_TIME, shares.SURE, 4))
    yield "leads_outside_band", _opened(_shares(rng, 1, 28, shares.IN_TIME, shares.SURE, 4))
    yield "spend_without_leads", _opened(_without_leads(rng))
    yield "calibration_gone", _opened(_miscalibrated(rng))
    yield "burst_at_day_end", _opened(_bursts(rng))
    yield "judged_in_seconds", _opened(_in_seconds(rng))
    yield "rate_at_target", _opened(_steady(rng, target))


def draw(rng: np.random.Generator, target: float, scored: bool, campaigns: int, fall: int = 0) -> Judged:
    """On target; 10 points below it in the last ``fall`` weeks."""
    bands = SCORES if scored else np.zeros(1)
    judged = rng.poisson(JUDGED / len(bands), (campaigns, WEEKS, len(bands)))
    chances = np.broadcast_to(_chances(bands, target), judged.shape).copy()
    if fall:
        chances[:, -fall:] = _chances(bands, target - FALL)
    qualified = rng.binomial(judged, chances)
    return Judged(judged.astype(float), qualified.astype(float), target, bands if scored else None)


def _chances(bands: Floats, rate: float) -> Floats:
    offset = brentq(lambda a: float(expit(bands + a).mean()) - rate, -20, 20)
    return np.asarray(expit(bands + offset))


def below(chances: Floats, watched: int) -> Bools:
    open_now = np.zeros(chances.shape, bool)
    for week in range(chances.shape[1]):
        before = open_now[:, week - 1] if week else np.zeros(len(chances), bool)
        pairs = zip(chances[:, week], before, strict=True)
        open_now[:, week] = [quality.opens(p, bool(was), watched) for p, was in pairs]
    return open_now


def _fallen(leads: Judged) -> Bools:
    """As if revenue always rose."""
    judged, qualified = (
        _of_weeks(each.sum(axis=-1), 4).astype(int) for each in (leads.judged, leads.qualified)
    )
    found = []
    for week in range(4, judged.shape[1]):
        counts = zip(
            judged[:, week - 4], qualified[:, week - 4], judged[:, week], qualified[:, week], strict=True
        )
        fall = revenue.fell([revenue.TwoPeriods(*map(int, each)) for each in counts])
        found.append(revenue.burns_unseen(1, -1, fall))
    return np.array([found])


def _shares(
    rng: np.random.Generator, subjects: int, of: int, promised: float, sure: float, weeks: int
) -> Bools:
    each = rng.binomial(of // weeks, promised, (subjects, WEEKS))
    kept = _of_weeks(each.astype(float), weeks).astype(int)
    whole = of // weeks * weeks
    return _broken(whole, promised, sure)[kept]


@cache
def _broken(of: int, promised: float, sure: float) -> Bools:
    return np.array([shares.broken(kept, of, promised, sure) for kept in range(of + 1)])


def _without_leads(rng: np.random.Generator) -> Bools:
    """Campaigns of 3 to 60 leads a week, which cost what they usually do."""
    usual = rng.uniform(3, 60, (CAMPAIGNS, 1))
    came = rng.poisson(usual, (CAMPAIGNS, WEEKS))
    return np.array(
        [
            [spend.spends_without_leads(round(1000 * u[0]), int(n), 7, 1000) for n in row]
            for u, row in zip(usual, came, strict=True)
        ]
    )


def _miscalibrated(rng: np.random.Generator) -> Bools:
    leads = CAMPAIGNS * COUNTABLE
    won = _of_weeks(rng.binomial(leads, _WIN, WEEKS).astype(float)[None, :], 8)[0]
    found, was = [], False
    for wins in won:
        n = 8 * leads
        cohort = Cohort(leads=n, won=int(wins), first=n * _WIN, second=n * _WIN**2, third=n * _WIN**3)
        was = is_open(calibration_of(cohort), was)
        found.append(was)
    return np.array([found])


def _bursts(rng: np.random.Generator) -> Bools:
    """Dispositions spread evenly over 8 hours of 6 days a week."""
    days = rng.poisson(20, (REPS, WEEKS * 6))
    late = rng.binomial(days, gamed.LAST_MINUTES / 480)
    looks = range(24, WEEKS * 6 + 1, 6)
    pairs = [list(zip(map(int, d), map(int, e), strict=True)) for d, e in zip(days, late, strict=True)]
    return np.array([[gamed.bursts(rep[end - 24 : end]) for end in looks] for rep in pairs])


def _in_seconds(rng: np.random.Generator) -> Bools:
    talks = rng.poisson(40, (REPS, WEEKS))
    short = rng.binomial(talks, gamed.SHORT_BY_CHANCE)
    both = [_of_weeks(each.astype(float), 4).astype(int) for each in (short, talks)]
    return np.array(
        [
            [gamed.judged_in_seconds(int(s), int(n)) for s, n in zip(*row, strict=True)]
            for row in zip(*both, strict=True)
        ]
    )


def _steady(rng: np.random.Generator, target: float) -> Bools:
    judged = rng.poisson(JUDGED * CAMPAIGNS / REPS, (REPS, WEEKS)).astype(float)
    qualified = rng.binomial(judged.astype(int), target).astype(float)
    j, q = (np.lib.stride_tricks.sliding_window_view(each, 12, axis=1) for each in (judged, qualified))
    return np.asarray(gamed.nearer_than_chance(j, q, target) <= gamed.CHANCE)


def _of_weeks(counts: Floats, weeks: int) -> Floats:
    """Sums over the newest so many weeks, along axis 1, from the first whole ones on."""
    sums = np.cumsum(counts, axis=1)
    older = np.concatenate([np.zeros_like(sums[:, :1]), sums[:, :-weeks]], axis=1)
    return np.asarray(sums[:, weeks - 1 :] - older)


def _opened(open_now: Bools) -> int:
    """How often one opened in the quarter, of shape (subjects, looks)."""
    before = np.concatenate([np.zeros((len(open_now), 1), bool), open_now[:, :-1]], axis=1)
    return int((open_now & ~before)[:, -QUARTER:].sum())
