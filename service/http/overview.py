"""`/v1/overview`: the boss's page as data."""

from typing import Any

from flask import Blueprint

from service.http.action_answer import action_answer
from service.http.call import Answer, Call
from service.http.lead_answer import instant, money
from service.http.operation import operation
from service.http.review_answer import value_answer
from service.http.schemas.overview import OverviewAnswer, OverviewQuery
from service.usecases.company import Company
from service.usecases.fair_play.agreement import in_force
from service.usecases.review.iso_week import today
from service.usecases.review.overview import SHOWN, STILL_TO_COME, Overview, overview
from service.usecases.review.overview_sentences import overview_sentences
from service.words import LANGUAGES, say

routes = Blueprint("overview", __name__)


@routes.get("/v1/overview")
@operation(
    "Show the boss five figures, three sentences and who does what by when",
    scopes="marketing crm admin",
    query=OverviewQuery(),
    answers={200: OverviewAnswer()},
)
def show_overview(call: Call) -> Answer:
    parts = call.parts
    scorer = parts.serving.scorer
    learnt = scorer.delay if scorer else None
    agreement = in_force(call.connection, call.now)
    seen = overview(call.connection, parts.company, agreement, parts.horizon_days, learnt, call.now)
    told = [overview_sentences(parts.company, seen, language) for language in LANGUAGES]
    return Answer(
        {
            "as_of": instant(seen.as_of),
            "since": seen.days[0].isoformat(),
            "until": seen.days[1].isoformat(),
            "figures": [_figure(parts.company, seen, name) for name in SHOWN],
            "sentences": [dict(zip(LANGUAGES, pair, strict=True)) for pair in zip(*told, strict=True)],
            "open_alerts": len(seen.alerts),
            "actions": [
                action_answer(parts.company, row, today(parts.company, call.now)) for row in seen.actions
            ],
        }
    )


def _figure(company: Company, seen: Overview, name: str) -> dict[str, Any]:
    label = {language: say("overview", language, name) for language in LANGUAGES}
    if name == STILL_TO_COME:
        now = {"value": None, "money": money(company, seen.still_to_come)}
        bounds = dict.fromkeys(("before", "low", "high", "target"))
        return {"name": name, "label": label, "now": now, **bounds}
    figure = seen.now[name]
    return {
        "name": name,
        "label": label,
        "now": value_answer(company, name, figure.value),
        "before": value_answer(company, name, seen.before[name].value),
        **{part: getattr(figure, part) for part in ("low", "high", "target")},
    }
