"""`/budget`: keep, less, or a little more for each campaign; what is sure, and why."""

from typing import Any, Final

from flask import Blueprint

from service.charts.budget_moves import budget_moves
from service.http import budget
from service.usecases.campaigns.campaign_names import campaign_names
from service.web.frame.page import page
from service.web.frame.visit import Visit

routes = Blueprint("web_budget", __name__)
_MOVES: Final = ("more", "less")


@routes.get("/budget")
@page("marketer boss admin")
def show_budget(visit: Visit) -> Any:
    """Campaigns to move first, those to try more before those to try less."""
    answer = visit.kept(budget.show_budget, query={"lang": visit.language})
    names = campaign_names(visit.connection)
    called = [
        {**line, "campaign": names.get(line["campaign"], line["campaign"])} for line in answer["campaigns"]
    ]
    moves = [line for advice in _MOVES for line in answer["campaigns"] if line["advice"] == advice]
    return visit.show(
        "budget.html",
        "budget_page",
        answer=answer,
        moves=moves,
        others=[line for line in answer["campaigns"] if line["advice"] not in _MOVES],
        names=names,
        picture=budget_moves({**answer, "campaigns": called}, visit.language),
    )
