"""Debian's Chromium, Leadworth on one port, and a landing page on another."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, request
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from service.app import create_app

CHROMIUM = Path("/usr/bin/chromium")
ARGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
EXAMPLE = Path(__file__).parents[2] / "examples" / "landing-page"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt-get install chromium fonts-noto-core")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(java_script_enabled=False)`: a page in a context of its own."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        contexts.append(chromium.new_context(**options))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser sees is the same over every store."""
    return sqlite_url


@pytest.fixture
def app(settings) -> Iterator[Flask]:
    """One of its own: what it answers is recorded."""
    made = create_app(settings)
    yield made
    made.extensions["leadworth"].database.close()


@pytest.fixture
def leadworth(app) -> Iterator[SimpleNamespace]:
    """`url`, the `app`, and what it `answered` at the form's door: method, status and body."""
    answered: list[tuple[str, int, str]] = []

    @app.after_request
    def record(answer):
        if request.path.startswith("/v1/forms/"):
            answered.append((request.method, answer.status_code, answer.get_data(as_text=True)))
        return answer

    with _serving(app) as url:
        yield SimpleNamespace(url=url, app=app, answered=answered)


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """`with serve(app, port) as url`: another server, on a free port where none is named."""
    return _serving


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _serving(app, port: int = 0) -> Iterator[str]:
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(tmp_path) -> Iterator[SimpleNamespace]:
    """The example's files on a port of their own; `publish(leadworth_url, key)` says where they send to."""
    folder = tmp_path / "site"
    folder.mkdir()
    pages = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=pages.serve_forever, daemon=True)
    thread.start()
    origin = f"http://127.0.0.1:{pages.server_port}"

    def publish(leadworth_url: str, key: str) -> None:
        for file in EXAMPLE.iterdir():
            text = file.read_text(encoding="utf-8").replace("YOUR_INGEST_KEY", key)
            text = text.replace("http://127.0.0.1:8000", leadworth_url).replace(
                "http://127.0.0.1:8080", origin
            )
            (folder / file.name).write_text(text, encoding="utf-8")

    yield SimpleNamespace(url=origin, publish=publish)
    pages.shutdown()
    thread.join()
    pages.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass
