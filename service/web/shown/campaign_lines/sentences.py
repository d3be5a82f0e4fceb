"""What stands out among lines, in sentences; each names its line, which the page links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.writing.numbers import Language
from service.usecases.company import Company
from service.web.frame.page_words import Written
from service.web.shown.campaign_lines.order import Line
from service.web.shown.campaign_lines.stand_out import CHEAP_LOW, WORTH_MOST, StandOut, per_lead
from service.words import say

_NAME: Final = "\0"
_TOPIC: Final = "campaigns_page"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`before` and `after` the line's name; `kind` is the shape beside it, `why` the figures behind it."""

    before: str
    line: Line
    after: str
    kind: str
    why: str


def sentences(
    found: StandOut, together: Mapping[str, Any], company: Company, language: Language
) -> Sequence[Sentence]:
    told = [(line, CHEAP_LOW, "warn") for line in found.cheap_low[:1]]
    told += [(found.unsure, "unsure", "half")] if found.unsure else []
    told += [(line, WORTH_MOST, "good") for line in found.worth_most[:1]]
    written = Written(language, company.timezone)
    return [_sentence(line, key, kind, together, written, language) for line, key, kind in told]


def _sentence(
    line: Line, key: str, kind: str, together: Mapping[str, Any], written: Written, language: Language
) -> Sentence:
    def each(figures: Mapping[str, Any], end: str) -> str:
        amount = per_lead(figures, end)
        currency = figures["expected_revenue"]["currency"]
        return written.short(None if amount is None else {"amount": round(amount), "currency": currency})

    figures = {
        "cost": written.amount(line["cost_per_lead"]),
        "mean_cost": written.amount(together["cost_per_lead"]),
        "revenue": written.amount(line["expected_revenue_per_lead"]),
        "mean_revenue": written.amount(together["expected_revenue_per_lead"]),
        "low": each(line, "low"),
        "high": each(line, "high"),
        "mean_low": each(together, "low"),
        "mean_high": each(together, "high"),
        "leads": written.count(line["rank_by_leads"]),
        "worth": written.count(line["rank_by_expected_revenue"]),
    }
    text = say(_TOPIC, language, f"say_{key}", campaign=_NAME, **figures)
    if key == WORTH_MOST and (line["spend"] or {}).get("amount"):
        text += say(_TOPIC, language, "say_cost", **figures)
    before, _, after = text.partition(_NAME)
    return Sentence(before, line, after, kind, say(_TOPIC, language, f"why_{key}", **figures))
