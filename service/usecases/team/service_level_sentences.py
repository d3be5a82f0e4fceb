"""Service levels in a few sentences, each side's own; what was not due is not spoken of."""

from model.agreement import Agreement
from model.writing.numbers import Language
from service.usecases.team.service_levels import ServiceLevels
from service.words import numbers, say

_TOPIC = "service_levels"


def service_level_sentences(
    levels: ServiceLevels, agreement: Agreement, language: Language
) -> dict[str, list[str]]:
    """By side; `both` says where nobody signed what they are held against."""
    both = [] if levels.agreed else [say(_TOPIC, language, "not_agreed")]
    return {
        "both": both,
        "sales": _sales(levels, agreement, language),
        "marketing": _marketing(levels, agreement, language),
    }


def _sales(levels: ServiceLevels, agreement: Agreement, language: Language) -> list[str]:
    total = levels.sales.total
    kept = total.first_attempt
    if kept.value is None and not total.beyond_capacity:
        return [say(_TOPIC, language, "no_leads")]
    told = []
    if kept.value is not None:
        shares = {"rate": kept.value, "low": kept.low, "high": kept.high}
        counts = {"in_time": kept.kept, "due": kept.due, "minutes": agreement.first_attempt_minutes}
        written = {name: numbers.percent(share, language, 1) for name, share in shares.items()}
        told.append(say(_TOPIC, language, "first_attempt", **written, **_counts(language, **counts)))
    if total.late:
        told.append(
            say(_TOPIC, language, "late", **_counts(language, late=total.late, untried=total.untried))
        )
    if total.beyond_capacity:
        beyond = _counts(language, beyond=total.beyond_capacity)
        told.append(say(_TOPIC, language, "beyond_capacity", **beyond))
    if total.retry_due:
        terms = {"attempts": agreement.retry_attempts, "days": agreement.retry_days}
        again = _counts(language, kept=total.retried, due=total.retry_due, **terms)
        told.append(say(_TOPIC, language, "retries", **again))
    return told


def _marketing(levels: ServiceLevels, agreement: Agreement, language: Language) -> list[str]:
    ours = levels.marketing
    answered = {"feedback": (ours.feedback.share, {"days": agreement.feedback_days})}
    band = (
        {}
        if ours.days is None
        else {"days": (ours.days.share, {"low": ours.days.low, "high": ours.days.high})}
    )
    promises = {"announced": (ours.announced, dict[str, int]())} | answered | band
    return [
        say(_TOPIC, language, key, **_counts(language, kept=kept.kept, due=kept.due, **terms))
        for key, (kept, terms) in promises.items()
        if kept.due
    ]


def _counts(language: Language, **counts: int) -> dict[str, str]:
    return {name: numbers.count(number, language) for name, number in counts.items()}
