"""What axe finds on a page that keeps somebody from using it."""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_ALL: Final = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
# What a colour scheme can change.
_CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
_GRAVE: Final = ("serious", "critical")
_BUT_CHARTS: Final = {"exclude": [[".chart-place svg"]]}


def grave(page: Page) -> list[tuple[str, str, str, Any]]:
    """Where, in which scheme, which rule, and the first three elements; of WCAG 2.1, A and AA.

    A chart is one picture with a text and a table beside it: what it is drawn with is not looked through.
    """
    found = []
    for scheme, asked in (("dark", _CONTRAST), ("light", _ALL)):
        # Without motion no colour is half way from one scheme to the other.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for each in Axe().run(page, context=_BUT_CHARTS, options=asked).response["violations"]:
            if each["impact"] in _GRAVE:
                elements = [node["target"] for node in each["nodes"]][:3]
                found.append((page.url, scheme, each["id"], elements))
    return found
