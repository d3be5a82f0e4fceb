"""From what a company knows of its campaigns to what it should try: the whole of the budget advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from model.campaign.budget import Beliefs, Plan, nothing, plan
from model.campaign.budget_response import fit_response
from model.campaign.budget_worth import Matured, draw_worth
from model.lead.arrays import Bools, Floats

Word = Literal["more", "less", "keep", "not_enough_variation", "too_few"]
WORDS: Final[tuple[Word, ...]] = ("more", "less", "keep", "not_enough_variation", "too_few")
# Fewer matured wins in the whole company say nothing of what a lead is worth.
LEAST_WINS: Final = 20
RECENT_WEEKS: Final = 8
_DRAWS: Final = 2000
_SEED: Final = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one campaign that runs today.

    leads, days, spend: week by week, the newest last, of the same weeks for all campaigns: countable leads,
    days on which it paid, minor units · daily_spend: minor units a day now · matured: its matured leads.
    """

    leads: Sequence[int]
    days: Sequence[int]
    spend: Sequence[int]
    daily_spend: float
    matured: Matured


@dataclass(frozen=True, slots=True)
class Interval:
    """The posterior mean and 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CampaignAdvice:
    """factor: of today's spend · sure: P(its money does more where it is moved to) · worth: revenue of one
    more lead · exponent: of leads on spend · marginal: revenue of one more unit of money, as a ratio."""

    word: Word
    factor: float
    sure: float
    worth: Interval
    exponent: Interval
    marginal: Interval


@dataclass(frozen=True, slots=True)
class BudgetAdvice:
    """`gained`: revenue a day that the plan brings beyond doing nothing, and `sure`: P(it is above 0); None
    where nothing moves. `varied`: some campaign's spend moved enough to say how leads answer; where none
    did, only what holds whatever the answer is advised."""

    campaigns: Sequence[CampaignAdvice]
    varied: bool
    gained: Interval | None
    sure: float | None


def advise(evidence: Sequence[Evidence]) -> BudgetAdvice:
    """What to try, in the order of `evidence`. The same evidence gives the same advice."""
    if not evidence:
        return BudgetAdvice([], False, None, None)
    rng = np.random.default_rng(_SEED)
    tables = (
        np.array([getattr(each, name) for each in evidence], float) for name in ("leads", "days", "spend")
    )
    leads, days, spend = tables
    response = fit_response(leads, days, spend, rng, _DRAWS)
    worth = draw_worth([each.matured for each in evidence], rng, _DRAWS)
    now = np.array([each.daily_spend for each in evidence])
    daily = _daily_leads(leads, days, spend, now, response.draws, rng)
    few = sum(each.matured.won for each in evidence) < LEAST_WINS or not worth.any()
    beliefs = Beliefs(worth * daily, response.draws, now)
    found = nothing(beliefs) if few else plan(beliefs)
    shown = worth, response.draws, beliefs.marginal(np.ones(len(now)))
    campaigns = [
        CampaignAdvice(
            _word(found, response.varied, few, place),
            float(found.factors[place]),
            float(found.sure[place]),
            *(interval(draws[:, place]) for draws in shown),
        )
        for place in range(len(evidence))
    ]
    varied = bool(response.varied.any())
    if not found.moves.any():
        return BudgetAdvice(campaigns, varied, None, None)
    return BudgetAdvice(campaigns, varied, interval(found.gained), float((found.gained > 0).mean()))


def interval(draws: Floats) -> Interval:
    """Of draws (D,); a long tail may put their mean beyond a quantile, which then is the mean."""
    mean = float(draws.mean())
    low, high = np.quantile(draws, [0.025, 0.975])
    return Interval(mean, min(float(low), mean), max(float(high), mean))


def _daily_leads(
    leads: Floats, days: Floats, spend: Floats, now: Floats, exponent: Floats, rng: np.random.Generator
) -> Floats:
    """Draws (D, C) of leads a day at today's spend: of the newest weeks, moved along the curve to it."""
    newest = slice(-RECENT_WEEKS, None)
    counted, over = leads[:, newest].sum(axis=1), np.maximum(days[:, newest].sum(axis=1), 1.0)
    then = np.maximum(spend[:, newest].sum(axis=1) / over, 1e-9)
    drawn: Floats = rng.gamma(counted + 0.5, size=exponent.shape) / over
    moved: Floats = drawn * (now / then) ** exponent
    return moved


def _word(found: Plan, varied: Bools, few: bool, place: int) -> Word:
    if few:
        return "too_few"
    if found.moves[place]:
        return "more" if found.factors[place] > 1 else "less"
    return "keep" if varied[place] else "not_enough_variation"
