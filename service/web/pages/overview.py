"""`/overview`: how the company stands, on one phone screen."""

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from flask import Blueprint

from service.http import actions, alerts, overview
from service.usecases.campaigns.something_came import something_came
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.shown.week_figures import WeekFigures
from service.words import say

routes = Blueprint("web_overview", __name__)
_ROLES: Final = "boss sales_lead marketer admin"
_ACTIONS_SHOWN: Final = 3


@routes.get("/overview")
@page(_ROLES)
def show_overview(visit: Visit) -> Any:
    """Figures are of some minutes ago; alerts and actions are there at once."""
    answer = visit.kept(overview.show_overview)
    todo = visit.ask(actions.list_actions, query={"open": "true"})["actions"]
    return visit.show(
        "overview.html",
        "overview_page",
        answer=answer,
        something_came=something_came(visit.connection, visit.parts.company),
        last_day=date.fromisoformat(answer["until"]) - timedelta(days=1),
        write_figure=WeekFigures(visit.language, visit.parts.company.timezone).value,
        open_alerts=len(visit.ask(alerts.list_alerts)["alerts"]),
        todo=todo,
        most=_ACTIONS_SHOWN,
        a=partial(say, "actions_page", visit.language),
    )
