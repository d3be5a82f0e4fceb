"""From a Vega-Lite specification to an SVG that stands inside a page.

Drawn on this machine by vl-convert: no network, no script in the page. Colours are the page's own variables,
so that one picture serves light and dark; texts stay texts, in the reader's font.
"""

import re
from collections.abc import Mapping
from typing import Any

from model.writing.numbers import SPACE, Language
from training.card.page.html import Html, tag

WIDTH = 360
SAID, HAPPENED, PLAIN = "var(--said)", "var(--happened)", "var(--plain)"
INK, QUIET, LINE = "var(--ink)", "var(--quiet)", "var(--line)"
Spec = dict[str, Any]

_LOCALES = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""], "percent": f"{SPACE}%"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "percent": f"{SPACE}%"},
}
_CONFIG = {
    "aria": False,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelFlush": False,
        "gridColor": LINE,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "titlePadding": 8,
        "tickCount": 5,
    },
}
_OPENING = re.compile(r'^<svg [^>]*?(viewBox="[\d. ]+")>')
_ROLES = re.compile(r' (?:role|aria-\w+|pointer-events)="[^"]*"| class="[^"]*"')
_NOT_SHOWN = re.compile(
    r'<path d="" display="none"/>|<path d="M0,0h0v0h0Z"/>|<text [^>]*opacity="0">[^<]*</text>'
)


def draw(spec: Mapping[str, Any], message: str, language: Language) -> Html:
    """The picture of 360 units' width, named by its message for those who cannot see it."""
    # It starts an engine of its own: who only reads a card's figures need not wait for it.
    import vl_convert

    whole = {
        "width": WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 2,
        "background": None,
        "config": _CONFIG,
        **spec,
    }
    svg = vl_convert.vegalite_to_svg(whole, format_locale=_LOCALES[language])
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("vl-convert draws another SVG than it used to")
    # What Vega says for machines is in English; the picture's message says it instead.
    body = _NOT_SHOWN.sub("", _ROLES.sub("", svg[opening.end() :]))
    named = tag("svg", role="img", aria_label=message, xmlns="http://www.w3.org/2000/svg")
    return Html(named.removesuffix("></svg>") + f" {opening[1]}>{body}")


def values(rows: list[dict[str, Any]]) -> Spec:
    """A specification's data."""
    return {"values": rows}


def share_axis(title: str | None, **more: Any) -> Spec:
    """An axis of shares, in whole percent."""
    return {"format": "~%", "title": title, **more}


def dot(**more: Any) -> Spec:
    """What happened."""
    return {"type": "point", "filled": True, "size": 60, "color": HAPPENED, "opacity": 1, **more}


def whisker(**more: Any) -> Spec:
    """From where to where it may lie."""
    return {"type": "rule", "strokeWidth": 2, "color": HAPPENED, **more}
