"""The budget advice in plain words: the whole first, then each campaign."""

from model.campaign.budget_advice import LEAST_WINS
from model.writing.numbers import Language
from service.usecases.budget.advise_budget import Budget, BudgetLine
from service.words import numbers, say

_TOPIC = "budget"
# 2,000 draws that all agree are not certainty.
_NEARLY_SURE = 0.995


def budget_sentences(budget: Budget, currency: str, language: Language) -> list[str]:
    """What the plan as a whole brings, and what it rests on."""
    if budget.until is None:
        return [say(_TOPIC, language, "no_spend")]
    if not budget.lines:
        return [say(_TOPIC, language, "none_runs")]
    if any(line.advice.word == "too_few" for line in budget.lines):
        return [say(_TOPIC, language, "too_few", wins=numbers.count(LEAST_WINS, language))]
    sentences = [_plan(budget, currency, language)]
    if not budget.varied:
        sentences.append(say(_TOPIC, language, "flat"))
    return [*sentences, say(_TOPIC, language, "acts")]


def line_sentence(line: BudgetLine, currency: str, language: Language, name: str | None = None) -> str:
    """`name` is what the campaign is called, where it is not its key."""
    advice = line.advice
    key = "too_few_here" if advice.word == "too_few" else advice.word
    return say(
        _TOPIC,
        language,
        key,
        campaign=name or line.campaign,
        change=numbers.percent(abs(advice.factor - 1), language),
        now=numbers.amount(line.now, currency, language),
        tried=numbers.amount(line.tried, currency, language),
        marginal=numbers.times(advice.marginal.value, language),
        unit=say(_TOPIC, language, "unit_vnd") if currency == "VND" else currency,
        sure=_chance(advice.sure, language),
    )


def _plan(budget: Budget, currency: str, language: Language) -> str:
    total = numbers.amount(budget.total, currency, language)
    if budget.gained is None or budget.sure is None:
        return say(_TOPIC, language, "no_plan", total=total)
    amounts = {"gained": budget.gained.value, "low": budget.gained.low, "high": budget.gained.high}
    return say(
        _TOPIC,
        language,
        "plan_profit" if budget.is_profit else "plan_revenue",
        total=total,
        sure=_chance(budget.sure, language),
        **{name: numbers.signed_amount(round(value), currency, language) for name, value in amounts.items()},
    )


def _chance(share: float, language: Language) -> str:
    if share < _NEARLY_SURE:
        return numbers.percent(share, language)
    return say(_TOPIC, language, "over", chance=numbers.percent(0.99, language))
