"""Grades: said as bars, happened as dots."""

from collections.abc import Sequence

from training.card.figures.bands import Band
from training.card.pictures.drawing import SAID, Spec, dot, share_axis, values, whisker
from training.card.words import Words


def bands_picture(bands: Sequence[Band], words: Words) -> Spec:
    """A bar a grade, the best first."""
    rows = [
        {
            "grade": words("grade", grade=band.grade),
            "said": band.said,
            "happened": band.happened,
            "low": band.interval.low,
            "high": band.interval.high,
        }
        for band in bands
    ]
    x = {"field": "grade", "type": "ordinal", "sort": None, "axis": {"labelAngle": 0, "title": None}}
    y = {"type": "quantitative", "axis": share_axis(words("axis_said_happened"))}
    return {
        "height": 320,
        "data": values(rows),
        "encoding": {"x": x},
        "layer": [
            {
                "mark": {
                    "type": "bar",
                    "fill": SAID,
                    "fillOpacity": 0.35,
                    "stroke": SAID,
                    "width": {"band": 0.5},
                },
                "encoding": {"y": {**y, "field": "said"}},
            },
            {
                "mark": whisker(),
                "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {"mark": dot(), "encoding": {"y": {**y, "field": "happened"}}},
        ],
    }
