"""Fields by how far they move a score."""

from collections.abc import Sequence

from training.card.figures.matters import Weight
from training.card.pictures.drawing import INK, SAID, Spec, values
from training.card.words import Words

MOST_SHOWN = 12
_STEP = 44


def matters_picture(weights: Sequence[Weight], labels: Sequence[str], words: Words) -> Spec:
    """A bar a field under its label, so that long labels have room on a phone."""
    rows = [
        {"place": place, "label": label, "points": weight.points}
        for place, (weight, label) in enumerate(zip(weights, labels, strict=True))
    ]
    y = {"field": "place", "type": "ordinal", "axis": None}
    return {
        "height": {"step": _STEP},
        "data": values(rows),
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "color": SAID, "height": 12, "yOffset": 9},
                "encoding": {
                    "x": {
                        "field": "points",
                        "type": "quantitative",
                        "axis": {"title": words("axis_points"), "grid": True},
                    }
                },
            },
            labelled("label"),
        ],
    }


def labelled(field: str) -> Spec:
    """The row's label above what it shows."""
    mark = {"type": "text", "align": "left", "yOffset": -8, "fontSize": 13, "color": INK, "limit": 350}
    return {"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": field}}}
