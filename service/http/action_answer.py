"""From a kept action to what is answered."""

from datetime import date
from typing import Any

from service.http.lead_answer import instant, money
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.review.action_figures import AMOUNTS


def action_answer(company: Company, action: Row, today: date) -> dict[str, Any]:
    return {
        **{name: action._mapping[name] for name in ("what", "who", "side", "week", "created_by", "done_by")},
        "id": str(action.id),
        "due": action.due.isoformat(),
        "is_late": action.done_at is None and action.due < today,
        "figure": _moved(company, action) if action.figure else None,
        "created_at": instant(action.created_at),
        "done_at": instant(action.done_at),
    }


def _moved(company: Company, action: Row) -> dict[str, Any]:
    values = {
        "at_start": action.figure_at_start,
        "after_2_weeks": action.figure_after_2_weeks,
        "after_4_weeks": action.figure_after_4_weeks,
    }
    shown = {name: _figure(company, action.figure, value) for name, value in values.items()}
    return {"name": action.figure, "subject": action.subject, **shown}


def _figure(company: Company, name: str, value: float | None) -> dict[str, Any] | None:
    if value is None:
        return None
    if name in AMOUNTS:
        return {"value": None, "money": money(company, round(value))}
    return {"value": value, "money": None}
