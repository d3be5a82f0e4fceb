"""What every page's template finds beside its own values."""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Request, request, url_for
from markupsafe import Markup

from model.writing.numbers import Language
from service.parts import Parts
from service.usecases.accounts.session_of import User
from service.usecases.problems import FieldProblem
from service.web.frame.page_words import bound
from service.web.frame.problem_words import problem_words
from service.web.frame.roles import HOME, MENU, USUAL_HOME
from service.words import LANGUAGES, say

_ONCE_BYTES: Final = 16
_STATIC: Final = Path(__file__).parents[1] / "static"


def home_of(role: str) -> str:
    return url_for(HOME.get(role, USUAL_HOME))


def browser_language() -> Language:
    """Of who is not signed in: as the address asks, else as the browser does, else Vietnamese."""
    asked = request.args.get("lang")
    best = asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "vi")
    return "en" if best == "en" else "vi"


def page_context(
    parts: Parts,
    language: Language,
    topic: str,
    user: User | None = None,
    csrf: str | None = None,
    problems: Any = (),
) -> dict[str, Any]:
    """Words, figures, the menu of the user's role, and what a form needs."""
    return {
        **bound(language, topic, parts.company.timezone),
        "language": language,
        "other_address": _with_language(request, "en" if language == "vi" else "vi"),
        "user": user,
        "nav": _menu(user, language) if user else [],
        "home": home_of(user.role) if user else url_for("web_sign_in.show_sign_in"),
        "csrf": lambda: _hidden(csrf),
        "told": request.args.get("told") if request.args.get("told") in ("kept", "done") else None,
        "problems": [_written(each, language) for each in problems],
        "currency": parts.company.currency,
        "static": static_address,
        "say_problem": lambda code: say("problems", language, code),
        "banner": say("words", language, "simulated") if parts.settings.simulated else None,
    }


def static_address(filename: str) -> str:
    """A file of ours, at an address that changes with it: browsers keep it for long."""
    return url_for("static", filename=filename, v=_version(filename))


@cache
def _version(filename: str) -> str:
    return hashlib.sha256((_STATIC / filename).read_bytes()).hexdigest()[:12]


def _menu(user: User, language: Language) -> list[dict[str, Any]]:
    here = (request.endpoint or "").partition(".")[0]
    return [
        {
            "href": url_for(endpoint),
            "label": say("words", language, word),
            "here": endpoint.partition(".")[0] == here,
        }
        for endpoint, word, roles in MENU
        if user.role in roles
    ]


def _hidden(csrf: str | None) -> Markup:
    once = secrets.token_hex(_ONCE_BYTES)
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return field.format("csrf", csrf or "") + field.format("once", once)


def _written(problem: FieldProblem, language: Language) -> dict[str, str]:
    """`field` is the name of the form's field: the last part of the pointer."""
    return {
        "field": problem.field.rpartition("/")[2],
        "code": problem.code,
        "message": problem_words(problem, language),
    }


def _with_language(asked: Request, language: str) -> str:
    """This page in the other language; of a form that was refused, the page it belongs to."""
    kept = {**(asked.view_args or {}), **asked.args.to_dict(), "lang": language}
    if asked.method != "GET" or asked.endpoint is None:
        return f"?lang={language}"
    return url_for(asked.endpoint, **kept)
