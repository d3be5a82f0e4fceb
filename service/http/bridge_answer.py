"""From a revenue bridge to what is answered."""

from collections.abc import Mapping
from typing import Any

from model.campaign.bridge import BridgeLine
from model.campaign.bridge_cohort import Cohort
from model.campaign.bridge_terms import Terms
from model.writing.numbers import Language
from service.http.lead_answer import instant, money
from service.usecases.bridge.bridge_sentences import bridge_sentences
from service.usecases.bridge.explain_revenue import Bridge
from service.usecases.campaigns.figures import per
from service.usecases.company import Company

_TERMS = ("change", "volume", "mix", "quality", "handling", "conversion", "value")


def bridge_answer(
    company: Company, bridge: Bridge, language: Language, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`names` is what the sentences call campaigns, by key."""
    periods = zip((bridge.before, bridge.after), bridge.read_at, strict=True)
    before, after = (
        {"since": since.isoformat(), "until": until.isoformat(), "read_at": instant(read_at)}
        for (since, until), read_at in periods
    )
    return {
        "as_of": instant(bridge.as_of),
        "basis": bridge.basis,
        "unavailable": bridge.unavailable,
        "before": before,
        "after": after,
        "totals": terms_answer(company, bridge.totals),
        "cohorts": [_cohort(company, cohort) for cohort in bridge.cohorts],
        "booked": booked_answer(company, *bridge.booked, bridge.totals),
        "judged_differently": [
            {"kind": doubt.kind, "chance": doubt.chance, "move": doubt.move} for doubt in bridge.doubts
        ],
        "wins_without_time": bridge.wins_without_time,
        "sentences": bridge_sentences(bridge, company.currency, language, names),
        "campaigns": [_line(company, line) for line in bridge.lines],
    }


def terms_answer(company: Company, terms: Terms) -> dict[str, Any]:
    return {name: money(company, getattr(terms, name)) for name in _TERMS}


def _line(company: Company, line: BridgeLine) -> dict[str, Any]:
    return {
        "campaign": line.campaign,
        "channel": line.channel,
        "before": _cohort(company, line.before),
        "after": _cohort(company, line.after),
        "terms": terms_answer(company, line.terms),
    }


def _cohort(company: Company, cohort: Cohort) -> dict[str, Any]:
    quality = cohort.quality
    qualified = cohort.countable * quality if quality else 0
    return {
        "countable": cohort.countable,
        "judged": cohort.judged,
        "qualified": cohort.qualified,
        "won": cohort.won,
        "revenue": money(company, cohort.revenue),
        "quality": None if quality is None else float(quality),
        "handling": float(cohort.won / qualified) if qualified else None,
        "deal_value": money(company, per(cohort.revenue, cohort.won)),
    }


def booked_answer(company: Company, before: int, after: int, terms: Terms) -> dict[str, Any]:
    timing = after - before - terms.change
    amounts = {"before": before, "after": after, "change": after - before, "timing": timing}
    return {name: money(company, amount) for name, amount in amounts.items()}
