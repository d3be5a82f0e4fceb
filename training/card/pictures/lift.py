"""What calling the best leads first finds."""

from collections.abc import Mapping

from model.lead.arrays import Floats
from training.card.figures.lift import GRID
from training.card.pictures.drawing import HAPPENED, PLAIN, SAID, Spec, share_axis, values
from training.card.words import Words

COLOURS = {"probability": SAID, "expected_revenue": HAPPENED}
_EVERY = 2


def lift_picture(curves: Mapping[str, Floats], found: str, words: Words) -> Spec:
    """Curves by the order of calling, ``probability`` or ``expected_revenue``, over calling at random."""
    x = {"field": "called", "type": "quantitative", "axis": share_axis(words("axis_called"), grid=False)}
    y = {"field": "found", "type": "quantitative", "axis": share_axis(words(found))}
    shown: list[tuple[Floats, Spec]] = [(GRID, {"color": PLAIN, "strokeDash": [6, 4]})]
    shown += [(curve, {"color": COLOURS[by], "strokeWidth": 2.5}) for by, curve in curves.items()]
    return {
        "height": 280,
        "layer": [
            {
                "data": values(_points(curve)),
                "mark": {"type": "line", **line},
                "encoding": {"x": x, "y": y},
            }
            for curve, line in shown
        ],
    }


def _points(curve: Floats) -> list[dict[str, float]]:
    return [
        {"called": called, "found": round(found, 4)}
        for called, found in zip(GRID[::_EVERY].tolist(), curve[::_EVERY].tolist(), strict=True)
    ]
