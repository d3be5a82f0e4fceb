"""Names beside campaigns' points, and a word in each quadrant, none over another."""

from math import sqrt
from typing import Any, Final

from service.charts.campaign_points import Points
from service.charts.frame import Row
from service.charts.names import shortened
from service.charts.places import (
    CARD,
    DESK,
    FITTING,
    PHONE,
    WIDTHS,
    Box,
    Point,
    first_free,
    places,
    text_long,
)
from service.charts.scale import Scale
from service.charts.theme import Spec
from service.charts.writing import Writing

HIGH: Final = 380
# Areas of the dots, from no spend to the largest.
DOT: Final = (26, 1000)
# For each width how many campaigns are named, with how many letters.
_NAMED: Final = {PHONE: (6, 20), CARD: (14, 30), DESK: (24, 40)}
_LINE: Final = 17
_EDGE: Final = 4


def named(points: Points, x: Scale, y: Scale, at: Spec, writing: Writing) -> list[Spec]:
    """The layers: names at their points by `at`, the axes; the quadrants' words."""
    rows, words = [], []
    for width in WIDTHS:
        dots = _dots(points, x, y, width)
        standing = _words(points, y, dots, width, writing)
        taken = [*standing.values(), _break_even(x, y, width, writing)]
        words += [_word(key, box, width, writing) for key, box in standing.items()]
        rows += _names(points, x, y, dots, taken, width)
    beside = {part: {"expr": f"datum.{part}"} for part in ("dx", "dy", "align")}
    text = {"type": "text", "baseline": "middle", **beside}
    encoding = {"x": at["x"], "y": at["y"], "text": {"field": "text"}}
    names: list[Spec] = [
        {
            "data": {"values": rows},
            "transform": [FITTING],
            "mark": {**text, "style": style},
            "encoding": encoding,
        }
        for style in ("halo", "ink_text")
    ]
    return [*_quadrants(words), *names]


def _dots(points: Points, x: Scale, y: Scale, width: int) -> list[Point]:
    largest = max(point.spend for point in points.drawn) or 1
    return [
        Point(
            x.share(point.cost) * width,
            (1 - y.share(point.revenue)) * HIGH,
            sqrt(DOT[0] + (DOT[1] - DOT[0]) * point.spend / largest) / 2,
        )
        for point in points.drawn
    ]


def _names(points: Points, x: Scale, y: Scale, dots: list[Point], taken: list[Box], width: int) -> list[Row]:
    most, letters = _NAMED[width]
    names = [shortened(point.name, letters) for point in points.drawn]
    wanted = [(at, names[at]) for at in points.notable()]
    return [
        {
            "x": x.shown(points.drawn[at].cost),
            "y": y.shown(points.drawn[at].revenue),
            "text": names[at],
            "width": width,
            "dx": place.dx,
            "dy": place.dy,
            "align": place.align,
        }
        for at, place in places(wanted, dots, taken, width, HIGH, most).items()
    ]


def _words(points: Points, y: Scale, dots: list[Point], width: int, writing: Writing) -> dict[str, Box]:
    """Each at its side of the plot, as near its corner as the dots leave room."""
    border = round((1 - y.share(points.revenue)) * HIGH)
    above = range(0, max(border - _LINE, 1), _LINE)
    below = range(HIGH - _LINE, min(border, HIGH - _LINE - 1), -_LINE)
    taken: list[Box] = [dot.box for dot in dots]
    found: dict[str, Box] = {}
    for key in ("cheap_little", "cheap_worth", "dear_worth", "dear_little"):
        long = text_long(writing.word(key))
        left = _EDGE if key.startswith("cheap") else width - long - _EDGE
        tops = above if key.endswith("worth") else below
        box = first_free((Box(left, top, left + long, top + _LINE) for top in tops), taken)
        if box:
            found[key] = box
            taken.append(box)
    return found


def _word(key: str, box: Box, width: int, writing: Writing) -> Row:
    middle = (box.top + box.bottom) / 2
    return {"key": key, "text": writing.word(key), "middle": middle, "width": width}


def _quadrants(words: list[Row]) -> list[Spec]:
    def of(key: str, style: str, align: str, x: Any) -> Spec:
        middle = {"field": "middle", "type": "quantitative", "scale": None}
        return {
            "data": {"values": [row for row in words if row["key"] == key]},
            "transform": [FITTING],
            "mark": {"type": "text", "style": style, "align": align, "baseline": "middle"},
            "encoding": {"x": {"value": x}, "y": middle, "text": {"field": "text"}},
        }

    return [
        of("cheap_worth", "small", "left", _EDGE),
        of("dear_worth", "small", "right", "width"),
        of("cheap_little", "warm_word", "left", _EDGE),
        of("dear_little", "small", "right", "width"),
    ]


def _break_even(x: Scale, y: Scale, width: int, writing: Writing) -> Box:
    """About where the line's own word stands."""
    end = min(x.high, y.high)
    right, middle = x.share(end) * width, (1 - y.share(end)) * HIGH
    return Box(right - text_long(writing.word("break_even")) - _EDGE, middle - _LINE, right, middle)
