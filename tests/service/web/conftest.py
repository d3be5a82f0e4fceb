"""Somebody of each role, signed in, as a browser is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from jinja2.bccache import Bucket, BytecodeCache

from service.store import reps, users
from service.store.ids import new_id
from service.usecases.accounts.session_of import start_session
from service.usecases.clock import utc_now
from service.web.frame.page import COOKIE

TOKENS = re.compile(r'name="(csrf|once)" value="([^"]*)"')


class Visitor:
    """`get` and `post` as a browser would: a post carries the tokens of a page that was opened before."""

    def __init__(self, app: Any, token: str) -> None:
        self._client = app.test_client()
        self._client.set_cookie(COOKIE, token)

    def get(self, address: str, **query: Any) -> Any:
        return self._client.get(address, query_string=query or None, headers={"Accept": "text/html"})

    def tokens(self, page: str = "/account") -> dict[str, str]:
        return dict(TOKENS.findall(self.get(page).text))

    def post(
        self, address: str, form: dict[str, Any] | None = None, *, page: str = "/account", **more: Any
    ) -> Any:
        sent = {**self.tokens(page), **(form or {})}
        return self._client.post(address, data=sent, **more)


class Compiled(BytecodeCache):
    """Templates that one test compiled serve the next one's app."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture
def app(app: Any) -> Any:
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages only show what operations answer: those are tried on both stores."""
    return sqlite_url


@pytest.fixture
def signed_in_as(app: Any, parts: Any) -> Callable[..., Visitor]:
    """`signed_in_as("rep", rep="sale-03", language="en")`."""

    def sign_in(role: str, rep: str | None = None, language: str = "vi", name: str | None = None) -> Visitor:
        now = utc_now()
        with parts.database.write() as connection:
            rep_id = reps.ids(connection, [rep], now).get(rep or "")
            user_id = new_id()
            users.add(
                connection,
                id=user_id,
                email=f"{user_id.hex}@example.com",
                name=name or role,
                role=role,
                rep_id=rep_id,
                language=language,
                created_at=now,
                signed_in_at=now,
                failed=0,
            )
            token = start_session(connection, user_id, now)
        return Visitor(app, token)

    return sign_in


@pytest.fixture
def begun(crm: Any) -> str:
    """A company with a lead of today, which no model scored; its id."""
    lead = crm.post("/v1/leads", {"campaign": "tet", "contact": {"phone": "0901 000 999"}})
    return str(lead.json["id"])
