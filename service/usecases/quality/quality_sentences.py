"""What is said of a group's lead quality: its verdict, its reasons' usual cures, its forecast."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from model.campaign.quality.verdict import NO_TARGET, TOO_FEW
from model.vocabulary import MARKETING_REASONS
from model.writing.numbers import Language
from service.usecases.quality.judge_quality import Leading, Quality
from service.words import say
from service.words.numbers import count, percent

CURES: Final[Mapping[str, str]] = {
    "wrong_number": "confirm_phone",
    "no_need": "promise",
    "not_target": "audience",
    "no_budget": "show_price",
    "spam": "protect_form",
    "unreachable": "reach_together",
    "bad_timing": "follow_up",
}
SHARED: Final = "shared"
OWNERS: Final = ("marketing", SHARED)
NARROW: Final = 0.05


def verdict_sentence(quality: Quality, language: Language) -> str:
    """The verdict with its rate, interval and counts; how many more leads it takes where they are too few."""
    rate = _rate(quality, language)
    judged = {"due": count(quality.due, language), "judged": count(quality.due_judged, language)}
    if quality.target is None or quality.lean is None:
        return say("quality", language, NO_TARGET, **rate, **judged)
    target = percent(quality.target, language)
    if quality.verdict != TOO_FEW:
        return say("quality", language, quality.verdict, **rate, **judged, target=target)
    more: dict[str, str] = {}
    if quality.more_needed is not None:
        more["more"] = count(quality.more_needed, language)
    if quality.more_days is not None:
        more["days"] = count(ceil(quality.more_days), language)
    key = ("too_few", "too_few_more", "too_few_days")[len(more)]
    return say("quality", language, key, **rate, **more, target=target, lean=_lean(quality.lean, language))


def leading_sentence(leading: Leading, language: Language) -> str:
    return say("quality", language, "leading", n=count(leading.n, language), **_rate(leading, language))


def cure(reason: str, language: Language) -> str:
    """What usually helps against this reason."""
    return say("quality", language, CURES[reason])


def owner(reason: str) -> str:
    """Whether Marketing can act on it alone, or neither team alone."""
    return "marketing" if reason in MARKETING_REASONS else SHARED


def _rate(of: Quality | Leading, language: Language) -> dict[str, str]:
    """With a digit after the point where the interval would else read as none."""
    digits = 1 if of.high - of.low < NARROW else 0
    return {name: percent(getattr(of, name), language, digits) for name in ("value", "low", "high")}


def _lean(below: float, language: Language) -> str:
    side, chance = ("lean_below", below) if below >= 0.5 else ("lean_above", 1 - below)
    return say("quality", language, side, chance=percent(chance, language))
