"""Headers that keep browsers from doing more with an answer than it is meant for."""

from flask import Flask, Response, request

_EVERYWHERE = {"X-Content-Type-Options": "nosniff"}
# Swagger UI draws with style attributes and data: images; scripts come from this server alone.
_PAGES = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    # The form's door has a key in its path.
    "Referrer-Policy": "no-referrer",
}
# Answers hold contacts and money: no proxy and no browser keeps them.
_API = {"Cache-Control": "no-store"}


def protect(app: Flask) -> None:
    """Every answer of the app carries them, errors too."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    # A redirect hands its referrer policy on to the page that it leads to.
    is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
    wanted = _EVERYWHERE | (_PAGES if is_page else {}) | (_API if request.path.startswith("/v1/") else {})
    for name, value in wanted.items():
        response.headers.setdefault(name, value)
    return response
