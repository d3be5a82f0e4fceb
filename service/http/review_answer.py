"""From a review to what is answered."""

from datetime import date
from typing import Any

from model.writing.numbers import Language
from service.http.action_answer import action_answer
from service.http.alert_answer import alert_answer
from service.http.bridge_answer import bridge_answer
from service.http.feedback_answer import feedback_answer
from service.http.lead_answer import instant, money
from service.store.columns import Row
from service.usecases.bridge.period_figures import BY_CLOSING, UNIT_OF
from service.usecases.company import Company
from service.usecases.review.iso_week import today
from service.usecases.review.review_week import Review, ReviewFigure, Running
from service.usecases.review.said_in_week import Said


def review_answer(company: Company, review: Review, language: Language) -> dict[str, Any]:
    return {
        "week": review.week,
        "since": review.days[0].isoformat(),
        "until": review.days[1].isoformat(),
        "as_of": instant(review.as_of),
        "marketing": {"changes": [_change(row) for row in review.changes], "answered": review.answered},
        "sales": {name: int(value) for name, value in review.calls._mapping.items()},
        "figures": [_figure(company, each) for each in review.figures],
        "bridge": bridge_answer(company, review.bridge, language),
        "running": [_running(company, each) for each in review.running],
        **said_answer(company, review.week, review, today(company, review.as_of)),
    }


def said_answer(company: Company, week: str, said: Said | Review, day: date) -> dict[str, Any]:
    """What people wrote for it; an action is late or not as of `day`."""
    return {
        "closed": frozen_answer(week, said.closed) if said.closed is not None else None,
        "notes": [note_answer(row) for row in said.notes],
        "alerts": [alert_answer(company, row) for row in said.alerts],
        "heard": [feedback_answer(row) for row in said.heard],
        "actions": [action_answer(company, row, day) for row in said.actions],
        "earlier_actions": [action_answer(company, row, day) for row in said.earlier],
    }


def note_answer(note: Row) -> dict[str, Any]:
    said = {name: note._mapping[name] for name in ("side", "kind", "text", "by")}
    return {**said, "written_at": instant(note.written_at)}


def frozen_answer(week: str, closed: Row) -> dict[str, Any]:
    return {"week": week, "closed_at": instant(closed.closed_at), "closed_by": closed.closed_by}


def value_answer(company: Company, name: str, value: float | None) -> dict[str, Any]:
    """An amount as money, anything else as a number."""
    if UNIT_OF[name] == "amount" and value is not None:
        return {"value": None, "money": money(company, round(value))}
    return {"value": value, "money": None}


def _figure(company: Company, figure: ReviewFigure) -> dict[str, Any]:
    frozen, since = figure.frozen, figure.since_frozen
    return {
        "name": figure.name,
        "clock": "closing" if figure.name in BY_CLOSING else "arrival",
        "now": value_answer(company, figure.name, figure.now.value),
        "last": value_answer(company, figure.name, figure.last.value),
        **{part: getattr(figure.now, part) for part in ("low", "high", "target", "verdict")},
        "frozen": None if frozen is None else value_answer(company, figure.name, frozen),
        "since_frozen": None if since is None else value_answer(company, figure.name, since),
    }


def _change(row: Row) -> dict[str, Any]:
    said = {name: row._mapping[name] for name in ("campaign", "kind", "note")}
    return {**said, "occurred_at": instant(row.occurred_at)}


def _running(company: Company, running: Running) -> dict[str, Any]:
    return {
        "campaign": running.campaign,
        "message": running.message,
        "leads": running.leads,
        "spend": money(company, running.spend),
    }
