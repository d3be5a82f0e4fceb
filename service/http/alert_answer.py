"""From a kept alert to what is answered."""

from typing import Any

from service.http.lead_answer import instant
from service.store.columns import Row
from service.usecases.alerts.alert_sentences import alert_sentence, closed_sentence
from service.usecases.company import Company
from service.words import LANGUAGES


def alert_answer(company: Company, alert: Row) -> dict[str, Any]:
    closed = {language: closed_sentence(company, alert, language) for language in LANGUAGES}
    return {
        **{name: alert._mapping[name] for name in ("kind", "subject", "side", "figures", "taken_by")},
        "id": str(alert.id),
        "sentence": {language: alert_sentence(company, alert, language) for language in LANGUAGES},
        **{
            name: instant(alert._mapping[name])
            for name in ("opened_at", "last_seen_at", "taken_at", "closed_at")
        },
        "action_id": str(alert.action_id) if alert.action_id else None,
        "closed": closed if alert.closed_at else None,
    }
