"""Campaigns or channels: won for one expected, with its interval."""

from collections.abc import Sequence

from training.card.figures.groups import Group
from training.card.pictures.drawing import PLAIN, SAID, Spec, dot, values, whisker
from training.card.pictures.matters import labelled
from training.card.words import Words

_STEP = 44
_LEAST_SHOWN, _MOST_SHOWN = 2.0, 4.0


def groups_picture(groups: Sequence[Group], names: Sequence[str], words: Words) -> Spec:
    """A row a group; too few to say in grey; what lies beyond the edge is cut there."""
    most = min(_MOST_SHOWN, max(_LEAST_SHOWN, *(1.05 * group.interval.high for group in groups)))
    rows = [
        {
            "place": place,
            "label": name,
            "ratio": min(group.ratio, most),
            "low": min(group.interval.low, most),
            "high": min(group.interval.high, most),
            "few": group.verdict == "too_few",
        }
        for place, (group, name) in enumerate(zip(groups, names, strict=True))
    ]
    axis = {"title": words("axis_ratio"), "grid": True, "format": "~"}
    x = {"type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": axis}
    faded = {"condition": {"test": "datum.few", "value": PLAIN}, "value": dot()["color"]}
    return {
        "height": {"step": _STEP},
        "data": values(rows),
        "encoding": {"y": {"field": "place", "type": "ordinal", "axis": None}},
        "layer": [
            {
                "data": values([{"one": 1}]),
                "mark": {"type": "rule", "color": SAID, "strokeWidth": 2},
                "encoding": {
                    "x": {**x, "field": "one"},
                    "y": {"value": 0},
                    "y2": {"value": {"expr": "height"}},
                },
            },
            {
                "mark": whisker(yOffset=9),
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": faded},
            },
            {"mark": dot(yOffset=9), "encoding": {"x": {**x, "field": "ratio"}, "color": faded}},
            labelled("label"),
        ],
    }
