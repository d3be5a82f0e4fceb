"""Every page becomes part of the app: its routes, its headers, and what is shown where it cannot be."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from flask import Blueprint, Flask, Response, request

from service.web import not_shown, pages

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
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    not_shown.register(app)
    app.after_request(_add_headers)


def _blueprints() -> list[Blueprint]:
    """Several files may share one."""
    found = []
    for name in sorted(module.name for module in iter_modules(pages.__path__)):
        try:
            found.append(import_module(f"{pages.__name__}.{name}").routes)
        except (ImportError, SyntaxError) as error:  # XXX while pages are being written
            print("page not there yet", name, error)
    return list(dict.fromkeys(found))


def _add_headers(response: Response) -> Response:
    is_page = (request.blueprint or "").startswith("web_") or request.url_rule is None
    for name, value in _HEADERS.items() if is_page else ():
        response.headers.setdefault(name, value)
    # A file that is asked for by its version never changes.
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = _YEAR
    return response
