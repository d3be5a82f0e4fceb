"""`/funnel`: from spend to collected money, each step with its owner and what is lost there."""

from typing import Any, Final

from flask import Blueprint, url_for

from service.charts.funnel_steps import funnel_steps
from service.http import funnel
from service.usecases.problems import Refused
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.words import say

routes = Blueprint("web_funnel", __name__)
_SPANS: Final = (28, 90, 365)
# Most sales come later than four weeks: in 28 days nearly all leads are still open.
_USUAL: Final = 90


@routes.get("/funnel")
@page("marketer sales_lead boss admin")
def show_funnel(visit: Visit) -> Any:
    span = _span(visit)
    try:
        answer = _asked(visit, span)
    except Refused as error:
        visit, span = visit.with_problems(error.problems), _USUAL
        answer = _asked(visit, span)
    before = [None, *(step["count"] for step in answer["steps"])]
    return visit.show(
        "funnel.html",
        "funnel_page",
        answer=answer,
        steps=list(zip(answer["steps"], before, strict=False)),
        spans=_tabs(visit, span),
        longest=_SPANS[-1],
        picture=funnel_steps(answer, visit.language),
        has_leads=any(step["count"] for step in answer["steps"]),
    )


def _asked(visit: Visit, span: int | None) -> Any:
    """`span` is the newest so many days, today too; None the days that are named."""
    days = {name: visit.args.get(name) for name in ("since", "until")}
    if span is not None:
        days = {"since": f"today-{span - 1}", "until": "today+1"}
    return visit.kept(funnel.show_funnel, query={**days, "lang": visit.language})


def _span(visit: Visit) -> int | None:
    if visit.args.get("since") or visit.args.get("until"):
        return None
    asked = visit.args.get("days", "")
    return next((span for span in _SPANS if str(span) == asked), _USUAL)


def _tabs(visit: Visit, chosen: int | None) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("web_funnel.show_funnel", days=span),
            "label": say("funnel_page", visit.language, f"days_{span}"),
            "here": span == chosen,
        }
        for span in _SPANS
    ]
