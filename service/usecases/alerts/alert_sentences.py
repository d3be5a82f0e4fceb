"""An alert in one sentence."""

from collections.abc import Mapping
from typing import Any, Final

from model.campaign.alerts.kinds import OF_A_REP
from model.writing.numbers import Language
from service.store.columns import Row
from service.usecases.company import Company
from service.words import numbers, say

_TOPIC: Final = "alerts"
_SHARES: Final = frozenset({"rate_before", "rate_after", "promised"})
_AMOUNTS: Final = frozenset({"spend"})
_CHANGES: Final = frozenset({"change", "quality", "rest"})
# What is nearly sure is never written as sure.
_SUREST: Final = 0.999


def alert_sentence(company: Company, alert: Row, language: Language) -> str:
    """What it says, with its arithmetic."""
    name = alert.subject or say(_TOPIC, language, "no_campaign")
    subject = {"rep": name} if alert.kind in OF_A_REP else {"campaign": name}
    return say(_TOPIC, language, alert.kind, **subject, **_written(company, alert.figures, language))


def closed_sentence(company: Company, alert: Row, language: Language) -> str | None:
    """Why it closed; None while it is open."""
    if alert.closed_at is None:
        return None
    day = numbers.day(alert.closed_at.astimezone(company.timezone).date(), language)
    return say(_TOPIC, language, f"closed_{alert.closed_why}", day=day)


def _written(company: Company, figures: Mapping[str, Any], language: Language) -> dict[str, str]:
    written = {name: _one(company, name, value, language) for name, value in figures.items()}
    if "probability" in figures:
        written["sure"] = numbers.percent(min(figures["probability"], _SUREST), language, 1)
    for share, kept, of in (
        ("rate", "qualified", "judged"),
        ("share", "judged", "due"),
        ("share", "kept", "of"),
    ):
        if kept in figures and figures.get(of):
            written[share] = numbers.percent(figures[kept] / figures[of], language)
    return written


def _one(company: Company, name: str, value: Any, language: Language) -> str:
    if name == "target":
        return numbers.percent(value, language)
    if name in _SHARES:
        return numbers.percent(value, language, 1 if name.startswith("rate") else 0)
    if name in _AMOUNTS:
        return numbers.amount(value, company.currency, language)
    if name in _CHANGES:
        return numbers.signed_amount(value, company.currency, language)
    return str(value) if not isinstance(value, int) else numbers.count(value, language)
