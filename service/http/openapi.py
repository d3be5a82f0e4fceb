"""`/openapi.json`, built from what the routes declare, and `/docs`, which shows it."""

from functools import cache
from typing import Any

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, send_from_directory
from swagger_ui_bundle import swagger_ui_path
from werkzeug.wrappers import Response as AnyResponse

from service.http.call import Answer
from service.http.openapi_document import describe
from service.http.operation import respond

routes = Blueprint("openapi", __name__)
OPENAPI = "3.1.0"
# The newest version that the bundled Swagger UI can show.
SHOWN = "3.0.3"


@routes.get("/openapi.json")
def openapi() -> Response:
    return _answer(OPENAPI)


@routes.get("/docs/openapi.json")
def shown() -> Response:
    return _answer(SHOWN)


@routes.get("/docs")
def docs() -> str:
    return render_template("docs.html")


@routes.get("/docs/<path:name>")
def docs_file(name: str) -> Response:
    return send_from_directory(swagger_ui_path, name)


@routes.get("/")
def start() -> AnyResponse:
    return redirect("/home")


def _answer(openapi_version: str) -> Response:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    return respond(Answer(_document(app, openapi_version)))


@cache
def _document(app: Flask, openapi_version: str) -> dict[str, Any]:
    return describe(app, openapi_version)
