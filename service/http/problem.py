"""The one shape of every error: RFC 9457 `application/problem+json`."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, json

from service.usecases.problems import FieldProblem

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer of 400 or more. Raised anywhere in a request; `service.http.errors` turns it into one."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[FieldProblem] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.extra: dict[str, Any] = {}

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }
        if self.errors:
            body["errors"] = [
                {"field": each.field, "code": each.code, "message": each.message} for each in self.errors
            ]
        return body

    def response(self) -> Response:
        text = json.dumps(self.body(), ensure_ascii=False)
        return Response(text, self.status, self.headers, content_type=CONTENT_TYPE)
