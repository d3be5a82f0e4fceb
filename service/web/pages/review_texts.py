"""A review to take along: as text or picture for a chat, as Markdown for a wiki."""

from typing import Any, Final

from flask import Blueprint, Response

from service.http import reviews
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.pages.reviews import ROLES, meeting_week

routes = Blueprint("web_review_texts", __name__)
# By the address's ending: the API's format, and its type.
_FORMATS: Final = {
    "txt": ("text", "text/plain; charset=utf-8"),
    "md": ("markdown", "text/plain; charset=utf-8"),
    "png": ("png", "image/png"),
}


@routes.get("/reviews/<string(length=8):week>.<any(txt, md, png):ending>")
@page(ROLES)
def show_text(visit: Visit, week: str, ending: str) -> Any:
    """As it stands now: what was written a moment ago goes along."""
    meeting_week(visit, week)
    name, content_type = _FORMATS[ending]
    body = visit.ask(reviews.show_review, query={"format": name, "lang": visit.language}, week=week)
    answer = Response(body, content_type=content_type)
    answer.headers["Content-Disposition"] = f'inline; filename="review-{week}.{ending}"'
    return answer
