"""A review as one picture for a chat: its figures, why revenue changed, and who does what by when."""

from textwrap import wrap
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.drawable import drawable
from service.usecases.bridge.period_figures import BOOKED, COST_SHARE, IN_TIME, LEADS, QUALITY
from service.usecases.company import Company
from service.usecases.review.review_lines import Lines
from service.usecases.review.review_texts import shortened
from service.usecases.review.review_week import Review
from service.words import numbers, say

Spec = dict[str, Any]
WIDTH: Final = 760
_SHOWN: Final = (LEADS, QUALITY, BOOKED, COST_SHARE, IN_TIME)
_INK, _QUIET, _BAR, _PAPER = "#1f2430", "#5b6472", "#3b6ea5", "#ffffff"
_LONGEST: Final = 92
_NAMES_WIDTH: Final = 240
_TERMS: Final = ("volume", "mix", "quality", "handling", "value")
_TOGETHER: Final = ("volume", "mix", "conversion", "value")
_CONFIG: Final[Spec] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "concat": {"spacing": 18},
}


def review_picture(company: Company, review: Review, language: Language) -> bytes:
    """A PNG of about 1,600 units' width."""
    # It starts an engine of its own: who reads a review as data need not wait for it.
    import vl_convert

    drawn = drawable(specification(company, review, language))
    picture: bytes = vl_convert.vegalite_to_png(drawn, scale=2)
    return picture


def specification(company: Company, review: Review, language: Language) -> Spec:
    """What is drawn, in Vega-Lite."""
    lines = Lines(company, review, language)
    todo = [lines.action(action) for action in review.actions if action.done_at is None]
    parts = [
        _texts([lines.title()], size=22, colour=_INK, weight="bold"),
        _texts(lines.effort(), size=15, colour=_QUIET),
        _figures(lines),
        _texts(lines.why()[:1], size=15, colour=_INK),
    ]
    bars = _bridge(company, review, language)
    if bars:
        parts.append(bars)
    if todo:
        heading = lines.word("actions")
        parts.append(_texts([f"{heading}:", *(f"→ {line}" for line in todo)], size=15, colour=_INK))
    return {"background": _PAPER, "padding": 24, "config": _CONFIG, "vconcat": parts}


def _texts(texts: list[str], *, size: int, colour: str, weight: str = "normal") -> Spec:
    """One below the other, from the left; a long one takes two lines."""
    most = round(_LONGEST * 15 / size)
    lines = [line for text in texts for line in wrap(shortened(text, 2 * most), most)[:2]]
    rows = [{"place": place, "text": line} for place, line in enumerate(lines)]
    return {
        "width": WIDTH,
        "height": len(rows) * round(1.6 * size),
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "fontSize": size, "color": colour, "fontWeight": weight},
        "encoding": {
            "x": {"value": 0},
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "text": {"field": "text"},
        },
    }


def _figures(lines: Lines) -> Spec:
    """Side by side: the name, this week, last week; long amounts are smaller."""
    last_week = lines.word("column_last").lower()
    rows = [
        {
            "name": shortened(lines.word(figure.name).partition(" (")[0], 26),
            "now": lines.value(figure.name, figure.now, interval=False),
            "last": f"{last_week} {lines.value(figure.name, figure.last, interval=False)}",
            "place": place,
        }
        for place, figure in enumerate(each for each in lines.review.figures if each.name in _SHOWN)
    ]
    size = 20 if max(len(str(row["now"])) for row in rows) < 14 else 15
    across = {"field": "place", "type": "ordinal", "axis": None, "scale": {"paddingOuter": 0.5}}

    def level(field: str, y: int, font_size: int, colour: str, weight: str) -> Spec:
        mark = {"type": "text", "fontSize": font_size, "color": colour, "fontWeight": weight}
        return {"mark": mark, "encoding": {"x": across, "y": {"value": y}, "text": {"field": field}}}

    return {
        "width": WIDTH,
        "height": 84,
        "data": {"values": rows},
        "layer": [
            level("name", 10, 11, _QUIET, "normal"),
            level("now", 42, size, _INK, "bold"),
            level("last", 72, 11, _QUIET, "normal"),
        ],
    }


def _bridge(company: Company, review: Review, language: Language) -> Spec | None:
    """A bar a term; quality and handling as one where the periods were judged differently."""
    names = _TOGETHER if review.bridge.judged_differently else _TERMS
    terms = {name: int(getattr(review.bridge.totals, name)) for name in names}
    if not any(terms.values()):
        return None
    written = {
        name: numbers.signed_amount(amount, company.currency, language) for name, amount in terms.items()
    }
    rows = [
        {"term": _name(name, language), "amount": amount, "text": written[name]}
        for name, amount in terms.items()
    ]
    return {
        "width": WIDTH,
        "height": 30 * len(rows),
        "data": {"values": rows},
        "encoding": {"y": {"field": "term", "type": "nominal", "sort": None, "axis": None}},
        "layer": _bars(max(abs(amount) for amount in terms.values())),
    }


def _bars(widest: int) -> list[Spec]:
    """Names at the left; bars from a middle line; amounts at their ends, for which the widest leaves room."""
    scale = {"domain": [-2.2 * widest, 2.2 * widest], "range": [_NAMES_WIDTH, WIDTH]}
    amount = {"field": "amount", "type": "quantitative", "axis": None, "scale": scale}
    mark = {"type": "text", "fontSize": 13, "color": _INK, "align": "left"}
    text = {"x": amount, "text": {"field": "text"}}
    right, left = ({"filter": f"datum.amount {side} 0"} for side in (">=", "<"))
    return [
        {"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": "term"}}},
        {"mark": {"type": "bar", "color": _BAR, "height": 16}, "encoding": {"x": amount}},
        {"transform": [right], "mark": {**mark, "dx": 6}, "encoding": text},
        {"transform": [left], "mark": {**mark, "align": "right", "dx": -6}, "encoding": text},
    ]


def _name(term: str, language: Language) -> str:
    """The bridge's own word for it, without its amount."""
    return say("bridge", language, term, amount="").strip()
