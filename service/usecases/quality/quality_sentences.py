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
# No difference is waited for longer; a rate so near its target then is practically at it.
_LONGEST_WAIT_DAYS: Final = 365
_NEAR: Final = 0.05
_NEARLY_SURE: Final = 0.995


def verdict_sentence(quality: Quality, language: Language) -> str:
    """The verdict with its rate, interval and counts; how many more leads it takes where they are too few."""
    if not quality.countable:
        return say("quality", language, "no_leads")  # what its channel lets expect is not its own
    rate = _rate(quality, language)
    judged = {"due": count(quality.due, language), "judged": count(quality.due_judged, language)}
    judged["counted"] = say("quality", language, _numbered("judged", quality.due), **judged)
    if quality.target is None or quality.lean is None:
        return say("quality", language, NO_TARGET, **rate, **judged)
    target = percent(quality.target, language)
    if quality.verdict != TOO_FEW:
        return say("quality", language, quality.verdict, **rate, **judged, target=target)
    key, more = _too_few(quality, quality.target), _more(quality, language)
    return say("quality", language, key, **rate, more=more, target=target, lean=_lean(quality.lean, language))


def leading_sentence(leading: Leading, language: Language) -> str:
    key = _numbered("leading", leading.n)
    return say("quality", language, key, n=count(leading.n, language), **_rate(leading, language))


def cure(reason: str, language: Language) -> str:
    """What usually helps against this reason."""
    return say("quality", language, CURES[reason])


def owner(reason: str) -> str:
    """Whether Marketing can act on it alone, or neither team alone."""
    return "marketing" if reason in MARKETING_REASONS else SHARED


def _too_few(quality: Quality, target: float) -> str:
    if quality.more_needed is None:
        return "too_few"
    if quality.more_days is None or quality.more_days <= _LONGEST_WAIT_DAYS:
        return "too_few_more"
    return "at_target" if abs(quality.value - target) < _NEAR else "too_slow"


def _more(quality: Quality, language: Language) -> str:
    """How many more judged leads would settle it, and the days it takes at the pace of now."""
    if quality.more_needed is None:
        return ""
    key = _numbered("more", quality.more_needed)
    more = say("quality", language, key, count=count(quality.more_needed, language))
    if quality.more_days is None:
        return more
    days = ceil(quality.more_days)
    return say("quality", language, _numbered("days", days), more=more, count=count(days, language))


def _numbered(key: str, number: int) -> str:
    return f"{key}_one" if number == 1 else key


def _rate(of: Quality | Leading, language: Language) -> dict[str, str]:
    """With a digit after the point where the interval would else read as none."""
    digits = 1 if of.high - of.low < NARROW else 0
    return {name: percent(getattr(of, name), language, digits) for name in ("value", "low", "high")}


def _lean(below: float, language: Language) -> str:
    side, chance = ("lean_below", below) if below >= 0.5 else ("lean_above", 1 - below)
    if chance < _NEARLY_SURE:
        return say("quality", language, side, chance=percent(chance, language))
    over = say("quality", language, "over", chance=percent(0.99, language))
    return say("quality", language, side, chance=over)
