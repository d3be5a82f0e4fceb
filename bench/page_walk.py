"""Every page that a role comes to by following links from where it begins."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from bench.page_links import links
from service.web.frame.page import COOKIE

# They change nothing of what is counted.
_PASSING: Final = frozenset({"lang", "told", "next", "given", "sort", "order"})
_SEE_OTHER: Final = range(300, 400)


@dataclass(frozen=True, slots=True)
class Opened:
    """`view` is the endpoint; `kind` is alike in every company: the rule, and words of the query."""

    view: str
    kind: str
    address: str
    answer: Any

    @property
    def is_html(self) -> bool:
        return bool(self.answer.mimetype == "text/html")


def walk(app: Flask, token: str, *, variants: bool = True) -> Iterator[Opened]:
    """Opens as who is signed in by `token`: a page once, and with `variants` once more for each word of a
    query that its links ask by (tabs, orders); of several leads or campaigns the first one.
    """
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    waiting, seen = deque(["/home"]), set[str]()
    while waiting:
        address = waiting.popleft()
        view, features = _features(app, address)
        if not variants:
            features = features[:1]
        if view is None or seen.issuperset(features):
            continue
        seen.update(features)
        answer = client.get(address, headers={"Accept": "text/html"})
        if answer.status_code in _SEE_OTHER:
            waiting.append(answer.location)
            continue
        found = Opened(view, " ".join(features[1:] or features), address, answer)
        yield found
        if found.is_html:
            waiting.extend(links(answer.text, address))


def _features(app: Flask, address: str) -> tuple[str | None, list[str]]:
    """The endpoint of a page of ours, else None; its rule, then each of its query's names, with its word."""
    parted = urlsplit(address)
    try:
        rule, _ = app.url_map.bind("").match(parted.path, "GET", return_rule=True)
    except HTTPException:
        return None, []
    if not rule.endpoint.startswith("web_"):
        return None, []
    asked = [
        f"{rule.rule}?{name}={value if value.replace('_', '').isalpha() else '…'}"
        for name, value in sorted(parse_qsl(parted.query))
        if name not in _PASSING
    ]
    return rule.endpoint, [rule.rule, *asked]
