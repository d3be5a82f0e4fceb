"""From what went wrong to a problem. Nothing else in `http` writes an error."""

import structlog
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from model.lead.artefact import ArtefactRefused
from service.http.problem import Problem
from service.store.database import AWAY
from service.usecases.problems import Conflict, NotFound, Refused

log = structlog.get_logger()
KINDS = (Problem, Refused, NotFound, Conflict, ArtefactRefused, HTTPException, *AWAY, Exception)


def register(app: Flask) -> None:
    for kind in KINDS:
        app.register_error_handler(kind, problem_of)


def problem_of(error: Exception) -> Response:
    """Logged where it is ours to mend."""
    if isinstance(error, Problem):
        return error.response()
    if isinstance(error, Refused | NotFound | Conflict):
        return as_problem(error).response()
    if isinstance(error, ArtefactRefused):
        return Problem(409, str(error)).response()
    if isinstance(error, HTTPException):
        return _http(error)
    return _away(error) if isinstance(error, AWAY) else _failed(error)


def as_problem(error: Refused | NotFound | Conflict) -> Problem:
    if isinstance(error, Refused):
        return Problem(422, "some fields cannot be taken", error.problems)
    if isinstance(error, NotFound):
        return Problem(404, str(error))
    problem = Problem(409, str(error))
    if error.lead_id:
        problem.extra["lead_id"] = str(error.lead_id)
    return problem


def _http(error: HTTPException) -> Response:
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Location")}
    return Problem(error.code or 500, error.description or "", headers=headers).response()


def _away(error: Exception) -> Response:
    """The store cannot be reached, is busy or is full: nothing was kept, and it may go through later."""
    # The driver's own first line names no value that was sent; SQLAlchemy's message would.
    reason = str(getattr(error, "orig", "")).partition("\n")[0]
    log.error("store away", error=type(error).__name__, reason=reason)
    return Problem(503, "the store is away; nothing was kept", headers={"Retry-After": "1"}).response()


def _failed(error: Exception) -> Response:
    # The message and the values of a statement may hold personal data: the log gets the place only.
    log.error("request failed", error=type(error).__name__, where=_where(error))
    return Problem(500, "something failed on our side; nothing was kept").response()


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(places[-6:])
