"""`/bridge`: why revenue changed, as a picture, in sentences and by campaign; periods whose figures stay."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import Blueprint, url_for

from model.periods import days_of, kind_of
from service.charts.bridge_waterfall import bridge_waterfall
from service.http import bridge, periods
from service.usecases.bridge.explain_revenue import BASES
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.campaigns.something_came import something_came
from service.usecases.problems import Refused
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.web.shown.bridge_periods import DAYS, PERIODS, asked_days, closable
from service.words import say

routes = Blueprint("web_bridge", __name__)
_ROLES: Final = "marketer boss sales_lead admin"
_TOPIC: Final = "bridge_page"
_MOST_LINES: Final = 40
_TERMS: Final = ("volume", "mix", "quality", "handling", "value")
# Where the periods were judged differently, quality and handling are read together only.
_TOGETHER: Final = ("volume", "mix", "conversion", "value")
# What is shown of each campaign of a closed period.
_LATER: Final = ("leads", "judged", "qualified", "won")
_LATER_AMOUNTS: Final = ("won_revenue", "collected")
Line = Mapping[str, Any]


@routes.get("/bridge")
@page(_ROLES)
def show_bridge(visit: Visit) -> Any:
    chosen, days = asked_days(visit.args, visit.today)
    basis = visit.args.get("basis", BASES[0])
    try:
        answer = _asked(visit, basis=basis, **days)
    except Refused as error:
        visit, basis = visit.with_problems(error.problems), BASES[0]
        answer = _asked(visit)
    closed = visit.ask(periods.list_periods)["periods"]
    lines = answer["campaigns"]
    return visit.show(
        "bridge.html",
        _TOPIC,
        answer=answer,
        chosen=chosen,
        basis=basis,
        days={name: visit.args.get(name) for name in DAYS},
        views=_views(visit, chosen, basis),
        bases=[(each, say(_TOPIC, visit.language, f"basis_{each}")) for each in BASES],
        last_day=_last_day,
        terms=_TOGETHER if answer["judged_differently"] else _TERMS,
        names=campaign_names(visit.connection),
        lines=lines[:_MOST_LINES],
        rest=_sums(lines[_MOST_LINES:], answer["totals"]),
        rest_count=len(lines[_MOST_LINES:]),
        waterfall=bridge_waterfall(answer, visit.language),
        closed=closed,
        something_came=something_came(visit.connection, visit.parts.company),
        closable=[
            (each, say(_TOPIC, visit.language, kind_of(each), period=each))
            for each in closable(visit.today, {each["period"] for each in closed})
            if something_came(visit.connection, visit.parts.company, *days_of(each))
        ],
    )


@routes.post("/bridge/periods")
@deed(_ROLES, back=show_bridge)
def close(visit: Visit) -> str:
    period = visit.form.get("period", "")
    visit.ask(periods.close, body={"by": visit.user.name}, period=period)
    return url_for("web_bridge.show_period", period=period, told="done")


@routes.get("/bridge/periods/<period>")
@page(_ROLES)
def show_period(visit: Visit, period: str) -> Any:
    """Its figures as they were, and what came or went since."""
    answer = visit.ask(periods.show_period, period=period)
    lines = [line for line in answer["later_by_campaign"] if _moved(line)]
    names = campaign_names(visit.connection)
    return visit.show("period.html", _TOPIC, answer=answer, lines=lines, names=names, last_day=_last_day)


def _moved(line: Line) -> bool:
    """Whether anything that the page shows came or went; that leads matured is no change of theirs."""
    return any(line[name] for name in _LATER) or any(line[name]["amount"] for name in _LATER_AMOUNTS)


def _asked(visit: Visit, **query: str) -> Any:
    return visit.kept(bridge.show_bridge, query={**query, "lang": visit.language})


def _last_day(until: str) -> date:
    return date.fromisoformat(until) - timedelta(days=1)


def _sums(lines: Sequence[Line], like: Mapping[str, Any]) -> dict[str, Any]:
    """Of the campaigns that have no line of their own, by term."""
    return {
        name: {**money, "amount": sum(line["terms"][name]["amount"] for line in lines)}
        for name, money in like.items()
    }


def _views(visit: Visit, chosen: str, basis: str) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("web_bridge.show_bridge", period=each, basis=basis),
            "label": say(_TOPIC, visit.language, f"period_{each}"),
            "here": each == chosen,
        }
        for each in PERIODS
    ]
