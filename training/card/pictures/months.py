"""Month by month: said as a line, happened as dots."""

from collections.abc import Sequence

from training.card.figures.months import Month
from training.card.pictures.drawing import SAID, Spec, dot, share_axis, values, whisker
from training.card.words import Words


def months_picture(months: Sequence[Month], words: Words) -> Spec:
    """From the oldest on the left to the newest."""
    rows = [
        {
            "month": words.numbers.month(each.year, each.month),
            "said": each.said,
            "happened": each.happened,
            "low": each.interval.low,
            "high": each.interval.high,
        }
        for each in months
    ]
    x = {
        "field": "month",
        "type": "ordinal",
        "sort": None,
        "axis": {"title": None, "labelAngle": -45, "labelOverlap": True},
    }
    y = {"type": "quantitative", "axis": share_axis(words("axis_said_happened")), "scale": {"zero": True}}
    line = {"type": "line", "color": SAID, "strokeWidth": 2.5, "point": {"color": SAID, "shape": "square"}}
    return {
        "height": 280,
        "data": values(rows),
        "encoding": {"x": x},
        "layer": [
            {"mark": whisker(), "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": dot(), "encoding": {"y": {**y, "field": "happened"}}},
            {"mark": line, "encoding": {"y": {**y, "field": "said"}}},
        ],
    }
