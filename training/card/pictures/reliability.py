"""Said against happened, a dot for each tenth of the leads."""

from collections.abc import Sequence

from training.card.figures.reliability import Bin
from training.card.pictures.drawing import PLAIN, Spec, dot, share_axis, values, whisker
from training.card.words import Words


def reliability_picture(bins: Sequence[Bin], words: Words) -> Spec:
    """A square whose diagonal is where both agree."""
    most = min(1.0, 1.08 * max(max(each.said, each.interval.high) for each in bins))
    scale = {"domain": [0, most], "nice": False}
    rows = [
        {"said": each.said, "happened": each.happened, "low": each.interval.low, "high": each.interval.high}
        for each in bins
    ]
    x = {
        "field": "said",
        "type": "quantitative",
        "scale": scale,
        "axis": share_axis(words("axis_said"), grid=False),
    }
    y = {
        "field": "happened",
        "type": "quantitative",
        "scale": scale,
        "axis": share_axis(words("axis_happened")),
    }
    return {
        "height": 320,
        "data": values(rows),
        "encoding": {"x": x},
        "layer": [
            {
                "data": values([{"said": 0, "happened": 0}, {"said": most, "happened": most}]),
                "mark": {"type": "line", "color": PLAIN, "strokeDash": [6, 4]},
                "encoding": {"y": y},
            },
            {"mark": whisker(), "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": dot(), "encoding": {"y": y}},
        ],
    }
