"""What a page's HTML holds: where it leads, and its size without its charts."""

import re
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

_CHART: Final = re.compile(rb'<script type="application/json">.*?</script>', re.DOTALL)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            self.found.append(href)


def links(html: str, address: str) -> list[str]:
    """Own addresses that links lead to, with their query, in the page's order.

    >>> links('<a href="/x?by=ad#top">1</a><a href="?lang=en">2</a><a href="tel:1">3</a>', "/home")
    ['/x?by=ad', '/home?lang=en']
    """
    reader = _Links()
    reader.feed(html)
    parted = [urlsplit(urljoin(address, href)) for href in reader.found]
    ours = [each for each in parted if not each.netloc and each.scheme in ("", "http")]
    return [each._replace(fragment="").geturl() for each in ours]


def bytes_before_charts(body: bytes) -> int:
    """
    >>> bytes_before_charts(b'<p></p><script type="application/json">[1, 2]</script>')
    7
    """
    return len(_CHART.sub(b"", body))
