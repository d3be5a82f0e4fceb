"""A plain form's answer as a page: JSON is not for people."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Response, render_template, request

from service.http import form_words
from service.http.form_words import HEADINGS
from service.http.operation import parts

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def asked_for() -> bool:
    """Whether this is a plain form whose sender would rather read a page than JSON."""
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return request.mimetype in FORMS and best == "text/html"


def as_page(response: Response) -> Response:
    """The same answer, status and headers, for a person."""
    html = _problem(response.get_json()) if response.status_code >= 400 else _kept()
    response.set_data(html)
    response.content_type = "text/html; charset=utf-8"
    return response


def _kept() -> str:
    return render_template("form_kept.html", heading=HEADINGS["kept"])


def _problem(problem: Mapping[str, Any]) -> str:
    labels = {field.name: field.label for field in parts().serving.schema.fields}
    return render_template(
        "form_problem.html",
        heading=HEADINGS["problem"],
        what=form_words.status_words(problem["status"]),
        fields=[
            (form_words.field_words(each["field"], labels), form_words.code_words(each["code"]))
            for each in problem.get("errors", ())
        ],
        back=_page_before(),
    )


def _page_before() -> str | None:
    """Where the form stands, as far as the browser tells."""
    address = request.referrer or request.headers.get("Origin", "")
    return address if urlsplit(address).scheme in ("http", "https") else None
