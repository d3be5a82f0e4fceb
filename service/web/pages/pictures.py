"""`/charts/….svg`: a chart of a page as a picture. Its address holds a hash that only that page knows."""

from typing import Any

from flask import Blueprint, Response

from service.charts.picture import svg
from service.usecases.problems import NotFound
from service.web.frame.page import page
from service.web.frame.pictures import kept_spec
from service.web.frame.visit import Visit

routes = Blueprint("web_pictures", __name__)


@routes.get("/charts/<key>.svg")
@page("rep sales_lead marketer boss admin")
def show_picture(visit: Visit, key: str) -> Any:
    found = kept_spec(visit.connection, key)
    if found is None:
        raise NotFound("there is no such picture")
    drawn = svg(found.answer, found.asked["language"])
    # What a name in it says can run nothing, wherever the picture is opened.
    alone = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(drawn, headers=alone, mimetype="image/svg+xml")
