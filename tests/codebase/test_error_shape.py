"""Every error has one shape, and it is written in one place."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import default_exceptions

from model.lead.artefact import ArtefactRefused
from service.app import create_app
from service.http.problem import Problem
from service.settings import load_settings
from service.store.database import AWAY
from service.usecases.problems import Conflict, NotFound, refuse

ROOT = Path(__file__).resolve().parents[2]
RAISED = {
    Problem(418, "a teapot"): 418,
    refuse("/a", "b", "c is needed"): 422,
    NotFound("there is none"): 404,
    Conflict("it is otherwise"): 409,
    ArtefactRefused("unsigned"): 409,
    sa.exc.OperationalError("INSERT secret", {}, Exception("away")): 503,
    sa.exc.InterfaceError("INSERT secret", {}, Exception("away")): 503,
    sa.exc.TimeoutError("no connection left"): 503,
    sa.exc.IntegrityError("INSERT secret", {}, Exception("secret")): 500,
    ValueError("secret"): 500,
    RecursionError("secret"): 500,
    MemoryError(): 500,
} | {kind(): status for status, kind in default_exceptions.items() if status >= 400}


@pytest.fixture(scope="module")
def answers():
    """What is answered where a view raises this."""
    app = create_app(load_settings())

    @app.get("/raise/<int:number>")
    def fail(number):
        raise list(RAISED)[number]

    client = app.test_client()
    return [client.get(f"/raise/{number}") for number in range(len(RAISED))]


def test_whatever_is_raised_has_the_shape_of_rfc_9457(answers):
    for error, status, answer in zip(RAISED, RAISED.values(), answers, strict=True):
        assert answer.status_code == status, error
        assert answer.content_type == "application/problem+json"
        body = answer.json
        assert {"type", "title", "status", "detail"} <= body.keys()
        assert body["status"] == status
        assert body["title"] == HTTPStatus(status).phrase
        assert "secret" not in answer.text


def test_who_should_come_again_is_told_when(answers):
    for error, answer in zip(RAISED, answers, strict=True):
        if isinstance(error, AWAY):
            assert int(answer.headers["Retry-After"]) > 0


def test_a_refused_field_is_named_by_a_json_pointer(answers):
    (body,) = [answer.json for answer in answers if answer.status_code == 422 and "errors" in answer.json]
    assert body["errors"] == [{"field": "/a", "code": "b", "message": "c is needed"}]


def test_nothing_in_http_but_the_problem_itself_writes_an_error():
    for path in (ROOT / "service/http").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "problem.py":
            assert not re.search(r"[\"']application/problem\+json", text), path.name
        assert not re.search(r"\babort\(", text), path.name
