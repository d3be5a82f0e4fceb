"""Every page becomes part of the app: its routes, its headers, and what is shown where it cannot be."""

from typing import Final

from flask import Flask, Response, request

from service.web.frame import not_shown
from service.web.pages import (
    account,
    actions,
    agreement,
    alerts,
    assets,
    bridge,
    budget,
    campaign,
    campaign_deeds,
    campaigns,
    desk,
    disputes,
    funnel,
    keys,
    leads,
    model,
    overview,
    pictures,
    reps,
    review_forms,
    review_texts,
    reviews,
    samples,
    setup,
    setup_upload,
    sign_in,
    team,
    users,
)

# Several files may share routes.
_PAGES: Final = (
    account,
    actions,
    agreement,
    alerts,
    assets,
    bridge,
    budget,
    campaign,
    campaign_deeds,
    campaigns,
    desk,
    disputes,
    funnel,
    keys,
    leads,
    model,
    overview,
    pictures,
    reps,
    review_forms,
    review_texts,
    reviews,
    samples,
    setup,
    setup_upload,
    sign_in,
    team,
    users,
)
# Nothing inline, nothing from elsewhere: what somebody writes into a name can neither run nor call out.
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}
_YEAR: Final = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    for routes in dict.fromkeys(module.routes for module in _PAGES):
        app.register_blueprint(routes)
    not_shown.register(app)
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    is_page = (request.blueprint or "").startswith("web_") or request.url_rule is None
    for name, value in _HEADERS.items() if is_page else ():
        response.headers.setdefault(name, value)
    # A file that is asked for by its version never changes.
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = _YEAR
    return response
