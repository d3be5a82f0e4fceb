"""Charts of rows: a name and its figure on one line, its mark below, so that no name is cut on a phone."""

from collections.abc import Sequence
from typing import Any, Final

from service.charts.theme import Spec

ROW: Final = 42
NOTED: Final = 56
THICK: Final = 12
# How far below its row's middle a mark stands, and a name above it.
DOWN: Final = 9
_LETTER: Final = 7.2


def across(field: str, domain: tuple[float, float], **more: Any) -> Spec:
    """Along the row; `domain` in the field's own units."""
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale, **more}


def place(count: int) -> Spec:
    """One of `count` rows, from above, by the row's `place`."""
    scale = {"domain": list(range(count)), "paddingInner": 0, "paddingOuter": 0}
    return {"field": "place", "type": "ordinal", "axis": None, "scale": scale}


def written(count: int, rows: Sequence[dict[str, Any]]) -> list[Spec]:
    """`name` from the left, cut only where `figure` at the right needs the room."""
    room = round(_LETTER * max((len(str(row["figure"])) for row in rows), default=0)) + 8
    up = {"type": "text", "dy": -DOWN}
    return [
        {
            "mark": {
                **up,
                "align": "left",
                "style": "ink_text",
                "limit": {"expr": f"max(60, width - {room})"},
            },
            "encoding": {"x": {"value": 0}, "y": place(count), "text": {"field": "name"}},
        },
        {
            "mark": {**up, "align": "right", "style": "ink_text", "fontWeight": "bold"},
            "encoding": {"x": {"value": "width"}, "y": place(count), "text": {"field": "figure"}},
        },
    ]


def noted(count: int, style: str = "small", test: str = "true") -> Spec:
    """`note` beneath the mark, of the rows for which the expression holds; rows of NOTED height have room."""
    limit = {"expr": "width"}
    return {
        "transform": where(test),
        "mark": {"type": "text", "align": "left", "dy": 2 * DOWN + 5, "style": style, "limit": limit},
        "encoding": {"x": {"value": 0}, "y": place(count), "text": {"field": "note"}},
    }


def mark(kind: str, style: str, **more: Any) -> Spec:
    """A mark below the row's name."""
    thick = {"height": THICK} if kind == "bar" else {}
    return {"type": kind, "style": style, "yOffset": DOWN, **thick, **more}


def where(test: str) -> list[Spec]:
    """Of the rows, those for which the expression holds."""
    return [{"filter": test}]
