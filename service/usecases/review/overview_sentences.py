"""Three sentences for the boss: good news of each team that the figures bear out, then what to look at."""

from math import sqrt
from typing import Final

from model.writing.numbers import Language
from service.usecases.alerts.alert_sentences import alert_sentence
from service.usecases.bridge.period_figures import (
    BOOKED,
    COST_PER_QUALIFIED,
    IN_TIME,
    LEADS,
    QUALITY,
    UNIT_OF,
    Figure,
)
from service.usecases.company import Company
from service.usecases.review.overview import Overview
from service.words import numbers, say

_TOPIC: Final = "overview"
# A fall of cost by less than this is no news; counts and rates are news beyond 95 % of chance.
_CHEAPER: Final = 0.9
_BEYOND: Final = 1.96


def overview_sentences(company: Company, seen: Overview, language: Language) -> list[str]:
    """Marketing's, Sales', and one for both."""
    return [
        _marketing(company, seen, language),
        _sales(company, seen, language),
        _together(company, seen, language),
    ]


def _marketing(company: Company, seen: Overview, language: Language) -> str:
    for name, key, is_news in (
        (QUALITY, "quality_up", _rate_rose),
        (COST_PER_QUALIFIED, "cost_down", _cheaper),
        (LEADS, "leads_up", _count_rose),
    ):
        if is_news(seen.now[name], seen.before[name]):
            return _moved(company, seen, language, name, key)
    if seen.changes or seen.answered:
        return _say(language, "made", changes=seen.changes, answered=seen.answered)
    leads = seen.now[LEADS].value
    return (
        _say(language, "brought", now=round(leads)) if leads else say(_TOPIC, language, "marketing_nothing")
    )


def _sales(company: Company, seen: Overview, language: Language) -> str:
    for name, key, is_news in ((IN_TIME, "in_time_up", _rate_rose), (BOOKED, "revenue_up", _rose)):
        if is_news(seen.now[name], seen.before[name]):
            return _moved(company, seen, language, name, key)
    if seen.calls.attempts:
        return _say(language, "called", attempts=seen.calls.attempts, leads=seen.calls.leads)
    return say(_TOPIC, language, "sales_nothing")


def _together(company: Company, seen: Overview, language: Language) -> str:
    if seen.alerts:
        return say(_TOPIC, language, "alert", sentence=alert_sentence(company, seen.alerts[0], language))
    if seen.actions:
        first = seen.actions[0]
        due = numbers.day(first.due, language)
        return say(_TOPIC, language, "next", what=first.what, who=first.who, due=due)
    return say(_TOPIC, language, "calm")


def _rate_rose(now: Figure, before: Figure) -> bool:
    """Its interval lies above what it was."""
    return now.low is not None and before.value is not None and now.low > before.value


def _count_rose(now: Figure, before: Figure) -> bool:
    """Beyond what two Poisson counts differ by: √(both)."""
    if not now.value or not before.value:
        return False
    return now.value - before.value > _BEYOND * sqrt(now.value + before.value)


def _cheaper(now: Figure, before: Figure) -> bool:
    return bool(now.value and before.value and now.value <= _CHEAPER * before.value)


def _rose(now: Figure, before: Figure) -> bool:
    return bool(now.value and before.value and now.value > before.value)


def _moved(company: Company, seen: Overview, language: Language, name: str, key: str) -> str:
    both = {"now": seen.now[name].value, "before": seen.before[name].value}
    return say(
        _TOPIC,
        language,
        key,
        **{side: _written(company, language, name, value) for side, value in both.items()},
    )


def _written(company: Company, language: Language, name: str, value: float | None) -> str:
    known = value or 0.0
    if UNIT_OF[name] == "share":
        return numbers.percent(known, language)
    if UNIT_OF[name] == "amount":
        return numbers.amount(round(known), company.currency, language)
    return numbers.count(round(known), language)


def _say(language: Language, key: str, **counts: int) -> str:
    return say(
        _TOPIC, language, key, **{name: numbers.count(count, language) for name, count in counts.items()}
    )
