"""What a browser is shown where a page cannot be: the API's own problem, as a page."""

from flask import Flask, Response, g, make_response, render_template, request

from service.http import errors
from service.http.operation import parts
from service.web.frame.context import browser_language, page_context
from service.words import knows


def register(app: Flask) -> None:
    for kind in errors.KINDS:
        app.register_error_handler(kind, _page_or_problem)


def _page_or_problem(error: Exception) -> Response:
    """Logged, and with the status, as the API's problem is."""
    problem = errors.problem_of(error)
    if problem.status_code < 400 or not _is_for_a_person():
        return problem
    return _page(problem.status_code)


def _is_for_a_person() -> bool:
    """A page of ours, or an address that nobody has and that a browser asks for."""
    if request.blueprint is not None or request.path.startswith("/v1/"):
        return (request.blueprint or "").startswith("web_")
    best = request.accept_mimetypes.best_match(["application/problem+json", "text/html"])
    return best == "text/html"


def _page(status: int) -> Response:
    what = f"status_{status}" if knows("problems", f"status_{status}") else "status_500"
    context = page_context(parts(), g.get("language") or browser_language(), "not_shown")
    return make_response(render_template("not_shown.html", **context, what=what), status)
