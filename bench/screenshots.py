"""Pictures of every page, wide and narrow, in both languages, light and dark, over a copy of a store.

    .venv/bin/python -m bench.screenshots OUT --only /campaigns

Each is of the role that sees most of the page, and named for it: campaigns.1280.vi.light.png. Needs Chromium.
"""

import argparse
import logging
import re
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from bench.page_company import open_company, signed_in
from bench.page_walk import walk
from service.web.frame.page import COOKIE

CHROMIUM: Final = "/usr/bin/chromium"
ARGS: Final = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
WIDTHS, LANGUAGES, SCHEMES = (1280, 375), ("vi", "en"), ("light", "dark")
# Who sees most of a page first.
ROLES: Final = ("admin", "marketer", "rep", "sales_lead", "boss")
WITHOUT_A_SESSION: Final = {"/sign-in": "sign-in", "/invitations/none": "invitation-spent"}
_DRAWN: Final = "document.querySelectorAll('[data-chart]:not([data-drawn])').length"
_MOST_LOOKS, _MS = 100, 50


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.screenshots")
    parser.add_argument("out", type=Path)
    parser.add_argument("--store", type=Path, default=Path("var/leadworth.db"))
    parser.add_argument("--only", default="", help="addresses that begin with this")
    parser.add_argument("--role", choices=ROLES, help="as this role alone")
    chosen = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with _copy(chosen.store) as app, _serving(app) as url, sync_playwright() as playwright:
        tokens = signed_in(app.extensions["leadworth"])
        pages = list(_pages(app, {chosen.role: tokens[chosen.role]} if chosen.role else tokens))
        pages = [each for each in pages if each[2].startswith(chosen.only)]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS.split())
        for width, scheme in product(WIDTHS, SCHEMES):
            _take(browser, url, pages, tokens, width, scheme, chosen.out)
        browser.close()
    sys.stderr.write(f"screenshots: {len(pages)} pages in {chosen.out}\n")
    return 0


def _pages(app: Flask, tokens: dict[str, str]) -> Iterator[tuple[str, str | None, str]]:
    """The name, who looks, and the address of each page."""
    seen = set()
    for role in (each for each in ROLES if each in tokens):
        for each in walk(app, tokens[role], variants=False):
            if each.is_html and each.kind not in seen:
                seen.add(each.kind)
                yield _name(each.kind), role, each.address
    for address, name in WITHOUT_A_SESSION.items():
        yield name, None, address


def _name(kind: str) -> str:
    """
    >>> _name("/campaigns/<path:key>"), _name("/overview")
    ('campaigns-key', 'overview')
    """
    plain = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"\1", kind)
    return plain.strip("/").replace("/", "-").replace("_", "-")


def _take(
    browser: Browser,
    url: str,
    pages: list[tuple[str, str | None, str]],
    tokens: dict[str, str],
    width: int,
    scheme: str,
    out: Path,
) -> None:
    for role in {each[1] for each in pages}:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        if role is not None:
            context.add_cookies([{"name": COOKIE, "value": tokens[role], "url": url}])
        page = context.new_page()
        for (name, of, address), language in product(pages, LANGUAGES):
            if of == role:
                page.goto(f"{url}{address}{'&' if '?' in address else '?'}lang={language}")
                _wait(page)
                page.screenshot(path=out / f"{name}.{width}.{language}.{scheme}.png", full_page=True)
        context.close()


def _wait(page: Page) -> None:
    """Until charts are drawn, or five seconds: the picture then shows that they are not."""
    for _ in range(_MOST_LOOKS):
        if page.evaluate(_DRAWN) == 0:
            return
        page.wait_for_timeout(_MS)


@contextmanager
def _copy(store: Path) -> Iterator[Flask]:
    """The demo's own users and kept answers stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "leadworth.db"
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as old, sqlite3.connect(copied) as new:
            old.backup(new)
        app = open_company(f"sqlite:///{copied}")
        yield app
        app.extensions["leadworth"].database.close()


@contextmanager
def _serving(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


if __name__ == "__main__":
    sys.exit(main())
