"""`/v1/budget`: keep, less or more for each campaign, at the same total spend. Advice only."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from model.campaign.budget_advice import Interval
from model.money import LARGEST
from model.writing.numbers import Language
from service.http.call import Answer, Call
from service.http.lead_answer import instant, money
from service.http.operation import operation
from service.http.schemas.budget import BudgetAnswer, BudgetQuery
from service.usecases.budget.advise_budget import Budget, BudgetLine, advise_budget
from service.usecases.budget.budget_sentences import budget_sentences, line_sentence
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.company import Company
from service.usecases.fair_play.agreement import in_force

routes = Blueprint("budget", __name__)


@routes.get("/v1/budget")
@operation(
    "Say where the same money would bring more",
    scopes="marketing admin",
    query=BudgetQuery(),
    answers={200: BudgetAnswer()},
)
def show_budget(call: Call) -> Answer:
    company, agreement = call.parts.company, in_force(call.connection, call.now)
    budget = advise_budget(call.connection, company, agreement, call.parts.horizon_days, call.now)
    return Answer(_answer(company, budget, call.query["lang"], campaign_names(call.connection)))


def _answer(company: Company, budget: Budget, language: Language, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "as_of": instant(budget.as_of),
        "spend_until": instant(budget.until),
        "matured_before": instant(budget.matured_before),
        "daily_spend": money(company, budget.total),
        "spend_varied": budget.varied,
        "gain_is": "profit" if budget.is_profit else "revenue",
        "gained": _amounts(company, budget.gained),
        "sure": budget.sure,
        "sentences": budget_sentences(budget, company.currency, language),
        "campaigns": [_line(company, line, language, names.get(line.campaign)) for line in budget.lines],
    }


def _line(company: Company, line: BudgetLine, language: Language, name: str | None) -> dict[str, Any]:
    advice = line.advice
    is_priced = advice.worth.high > 0
    return {
        "campaign": line.campaign,
        "channel": line.channel,
        "advice": advice.word,
        "daily_spend": money(company, line.now),
        "try_daily_spend": money(company, line.tried),
        "change": advice.factor - 1,
        "sure": advice.sure,
        "matured": {"leads": line.leads, "won": line.won},
        "worth_per_lead": _amounts(company, advice.worth) if is_priced else None,
        "exponent": _numbers(advice.exponent),
        "marginal_return": _numbers(advice.marginal) if is_priced else None,
        "sentence": line_sentence(line, company.currency, language, name),
    }


def _numbers(interval: Interval) -> dict[str, float]:
    return {"value": interval.value, "low": interval.low, "high": interval.high}


def _amounts(company: Company, interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        name: money(company, max(-LARGEST, min(LARGEST, round(amount))))
        for name, amount in _numbers(interval).items()
    }
