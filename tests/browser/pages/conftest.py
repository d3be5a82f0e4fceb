"""A small company of some weeks, its pages on a port, and a browser of each role that is signed in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from bench.page_walk import Opened, walk
from model.lead import artefact
from model.vocabulary import MARKETER, REP, ROLES, SIDES
from service.app import create_app
from service.jobs.worker import Worker
from service.parts import Parts
from service.settings import load_settings
from service.store import reps, users
from service.store.ids import new_id
from service.usecases.accounts.session_of import session_of, start_session
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import propose, sign
from service.usecases.issue_key import issue_key
from service.usecases.models.serve_model import add_model, promote
from service.usecases.source import Source
from service.web.frame.page import COOKIE
from service.web.frame.vega_bundle import vega_bundle
from tests.browser.pages.company import TEAM, write_history
from tests.browser.pages.said import declare, doubt, write_words
from tests.browser.pages.visitor import KEEP_REFUSED, Site, Visitor, watched

Serve = Callable[..., AbstractContextManager[str]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A store to copy; `tokens` are sessions of a user of each role."""

    store: Path
    tokens: dict[str, str]


@pytest.fixture(scope="session")
def filled(migrated_sqlite: Path, artefact_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    store = tmp_path_factory.mktemp("company") / "leadworth.db"
    shutil.copy(migrated_sqlite, store)
    app = _app(store)
    parts: Parts = app.extensions["leadworth"]
    _serve_model(parts, artefact_folder)
    keys = {}
    with parts.database.write() as connection:
        for scope in ("crm", "marketing", "call", "ingest"):
            keys[scope] = issue_key(connection, scope, scope, utc_now())
        _agree(connection, utc_now() - timedelta(days=60))

    def api(method: str, path: str, body: Any = None, scope: str = "crm") -> Any:
        headers = {"Authorization": f"Bearer {keys[scope]}"}
        answer = app.test_client().open(path, method=method, json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.get_json(silent=True)

    declare(api)
    write_words(api, write_history(parts))
    tokens = _sign_in(parts)
    with parts.database.write() as connection:
        marketer = session_of(connection, tokens[MARKETER], utc_now())
        assert marketer is not None
        doubt(connection, Source(f"user:{marketer.user.id.hex}", "call"))
    Worker(parts).do_all()
    parts.database.close()
    return Filled(store, tokens)


@pytest.fixture(scope="session")
def found(filled: Filled) -> dict[str, list[Opened]]:
    """What each role comes to by links, in Vietnamese."""
    app = _app(filled.store)
    app.extensions["leadworth"].serving.look()
    opened = {role: list(walk(app, token, variants=False)) for role, token in filled.tokens.items()}
    app.extensions["leadworth"].database.close()
    return opened


@pytest.fixture(scope="module")
def site(filled: Filled, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Of one module's tests, which share it. What draws its charts is made before somebody waits for it."""
    vega_bundle()
    store = tmp_path_factory.mktemp("site") / "leadworth.db"
    shutil.copy(filled.store, store)
    app = _app(store)
    app.extensions["leadworth"].serving.look()
    with serve(app) as url:
        yield Site(app, url, filled.tokens)
    app.extensions["leadworth"].database.close()


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """`visit("boss", width=375)`: her browser. A test fails where it complained of anything."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def enter(role: str | None, width: int = 1280, **options: Any) -> Visitor:
        screen: ViewportSize = {"width": width, "height": 812}
        contexts.append(chromium.new_context(viewport=screen, locale="vi-VN", **options))
        contexts[-1].set_default_timeout(10_000)
        contexts[-1].add_init_script(KEEP_REFUSED)
        if role is not None:
            contexts[-1].add_cookies([{"name": COOKIE, "value": site.tokens[role], "url": site.url}])
        visitors.append(watched(Visitor(contexts[-1].new_page(), site.url)))
        return visitors[-1]

    yield enter
    for visitor in visitors:
        visitor.complain()
    for context in contexts:
        context.close()
    assert [each for visitor in visitors for each in visitor.complaints] == []


def _app(store: Path) -> Flask:
    return create_app(replace(load_settings(), database_url=f"sqlite:///{store}"))


def _serve_model(parts: Parts, folder: Path) -> None:
    key, now = parts.settings.artefact_key, utc_now()
    with parts.database.write() as connection:
        blob, manifest = artefact.read(folder)
        cards = artefact.read_cards(folder, manifest)
        held_out = artefact.read_held_out(folder, manifest)
        version = add_model(connection, parts.company, blob, manifest, key, now, cards, held_out)
        promote(connection, version, "a test", key, now)
    parts.serving.look()


def _agree(connection: Any, at: datetime) -> None:
    terms = {"quality_target": 0.4, "gross_margin": 0.6, "first_attempt_minutes": 15}
    version = propose(connection, terms, "marketer", None, at)
    for side in SIDES:
        sign(connection, version, side, f"head of {side}", at)


def _sign_in(parts: Parts) -> dict[str, str]:
    now, tokens = utc_now(), {}
    with parts.database.write() as connection:
        rep_id = reps.ids(connection, TEAM[:1], now)[TEAM[0]]
        for role in ROLES:
            user_id = new_id()
            own = {"name": TEAM[0], "rep_id": rep_id} if role == REP else {"name": f"Ms {role}"}
            values = {"id": user_id, "email": f"{role}@example.com", "role": role, "language": "vi"}
            users.add(connection, **values, **own, created_at=now, signed_in_at=now, failed=0)
            tokens[role] = start_session(connection, user_id, now)
    return tokens
