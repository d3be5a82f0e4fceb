"""Pages that are served, and somebody before a browser who notes what it complains of."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask
from playwright.sync_api import ConsoleMessage, Page, expect

from service.parts import Parts

# Notes what a page's policy refused, whoever asked for it.
KEEP_REFUSED: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
  window.refused.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
});
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Pages at `url`."""

    app: Flask
    url: str
    tokens: dict[str, str]

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.extensions["leadworth"]
        return parts


@dataclass
class Visitor:
    """A browser's page; `complaints` is all that it was not content with."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """The page, with its charts drawn."""
        self.page.goto(self.url + path)
        expect(self.page.locator("[data-chart]:not([data-drawn])")).to_have_count(0, timeout=20_000)
        self.complain()
        return self.page

    def complain(self) -> None:
        refused = self.page.evaluate("window.refused || []")
        self.complaints += [f"{self.page.url}: {each}" for each in refused]


def watched(visitor: Visitor) -> Visitor:
    """A form that is refused, and a page that is not for its reader, are no complaints."""
    meant = ("status of 422", "status of 404", "status of 403")

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(each in message.text for each in meant):
            visitor.complaints.append(f"{visitor.page.url}: {message.text}")

    visitor.page.on("console", heard)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"{visitor.page.url}: {error}"))
    return visitor


def in_language(address: str, language: str) -> str:
    """
    >>> in_language("/campaigns?by=ad&lang=vi", "en")
    '/campaigns?by=ad&lang=en'
    """
    parted = urlsplit(address)
    return parted._replace(query=urlencode({**dict(parse_qsl(parted.query)), "lang": language})).geturl()
