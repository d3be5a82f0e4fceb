"""No other site acts for who is signed in here: forms are taken from our own pages alone."""

from flask import request

from service.http.problem import Problem


def check_origin() -> None:
    """Raises Problem 403 for a form that another site sent. A browser says which site does."""
    origin = request.headers.get("Origin")
    if origin not in (None, f"http://{request.host}", f"https://{request.host}"):
        raise Problem(403, "this form was sent by another site")


def own_address(text: str) -> str:
    """A page of ours to go on to; "" for anything else.

    >>> [own_address(text) for text in ("/desk?lang=en", "//x", "/\\\\x", "https://x", "/a\\tb")]
    ['/desk?lang=en', '', '', '', '']
    """
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if is_ours and text.isprintable() else ""
