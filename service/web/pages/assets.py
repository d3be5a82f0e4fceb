"""`/static/vega-….js`: what charts on pages are drawn with, from the installed wheel."""

from typing import Final

from flask import Blueprint, Response, abort, request, url_for

from service.web.frame.vega_bundle import VERSION, vega_bundle

routes = Blueprint("web_assets", __name__)
_FOR_LONG: Final = "public, max-age=31536000, immutable"


@routes.get("/static/vega-<version>.js")
def show_vega(version: str) -> Response:
    if version != VERSION:
        abort(404)
    bundle = vega_bundle()
    zipped = request.accept_encodings["gzip"] > 0
    answer = Response(bundle.gzipped if zipped else bundle.script, mimetype="text/javascript")
    answer.headers["Cache-Control"] = _FOR_LONG
    answer.vary.add("Accept-Encoding")
    # Two encodings are two answers.
    answer.set_etag(bundle.etag + ("-gzip" if zipped else ""))
    if zipped:
        answer.content_encoding = "gzip"
    return answer.make_conditional(request)  # type: ignore[return-value]


@routes.app_template_global("vega_address")
def address() -> str:
    return url_for("web_assets.show_vega", version=VERSION)
