"""`/model`: which model scores, how good it was and still is, its versions, and the way back."""

from typing import Any, Final

from flask import Blueprint, Response, url_for

from service.http import model_card, models, watch
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit

routes = Blueprint("web_model", __name__)
_WEEKS_SHOWN: Final = 12


@routes.get("/model")
@page("admin")
def show_model(visit: Visit) -> Any:
    listed, watched = visit.ask(models.list_models), visit.ask(watch.show_watch)
    versions = listed["versions"]
    serving = next((each for each in versions if each["serves"]), None)
    newest = next((each for each in watched["versions"] if each["version"] == listed["serving"]), None)
    return visit.show(
        "model.html",
        "model_page",
        serving=serving,
        watched=newest,
        alert_open=watched["alert_open"],
        weeks=newest["weeks"][-_WEEKS_SHOWN:] if newest else [],
        versions=versions,
        decisions=listed["decisions"],
        scores=visit.parts.serving.scorer is not None,
    )


@routes.get("/model/<version>/card")
@page("admin")
def show_card(visit: Visit, version: str) -> Any:
    """Under the card's own policy: it brings its own style sheet and nothing else."""
    answer = visit.answer(model_card.read_model_card, query={"lang": visit.language}, version=version)
    return Response(answer.body, headers=dict(answer.headers), content_type=answer.content_type)


@routes.post("/model/<version>/promote")
@deed("admin", back=show_model)
def post_promote(visit: Visit, version: str) -> str:
    visit.ask(models.promote_model, version=version)
    return url_for("web_model.show_model", told="done")


@routes.post("/model/roll-back")
@deed("admin", back=show_model)
def post_roll_back(visit: Visit) -> str:
    visit.ask(models.roll_back_model)
    return url_for("web_model.show_model", told="done")
