"""What was changed in a campaign, as lines on its weeks: each with its word where there is room for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from service.charts.frame import Row, tooltip
from service.charts.places import FITTING, WIDTHS, text_long
from service.charts.theme import Spec
from service.charts.writing import NONE, Writing
from service.words import numbers

Days = tuple[datetime, datetime]
LANES: Final = 4
LANE: Final = 15
_GAP: Final = 10


def change_marks(
    changes: Sequence[Mapping[str, Any]], days: Days, writing: Writing, zone: tzinfo, height: float
) -> list[Spec]:
    """The layers, on the plot of this height and in LANES above it. Changes outside the days are left out."""
    inside = [each for each in changes if days[0] <= _when(each) < days[1]]
    marks = _by_day(sorted(inside, key=_when), days, writing, zone)
    if not marks:
        return []
    rows = [row for width in WIDTHS for row in _in_lanes(marks, width)]
    columns = {"day": writing.word("day"), "kinds": writing.word("changed"), "notes": writing.word("note")}
    of = {"data": {"values": rows}, "transform": [FITTING]}
    x = {"field": "at", "type": "temporal", "scale": {"type": "utc"}}
    top = {"field": "top", "type": "quantitative", "scale": None}
    beside = {"align": {"expr": "datum.align"}, "dx": {"expr": "datum.align === 'left' ? 3 : -3"}}
    return [
        {
            **of,
            "mark": {"type": "rule", "style": "faint", "strokeWidth": 1},
            "encoding": {"x": x, "y": top, "y2": {"value": height}, "tooltip": tooltip(columns)},
        },
        {
            **of,
            "mark": {"type": "text", "style": "small", "baseline": "top", **beside},
            "encoding": {"x": x, "y": top, "text": {"field": "word"}},
        },
    ]


def _when(change: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(change["occurred_at"])


def _by_day(changes: Sequence[Mapping[str, Any]], days: Days, writing: Writing, zone: tzinfo) -> list[Row]:
    """One mark a day of the zone, however much was changed on it; `share` is how far along the days."""
    by_day: dict[Any, list[Mapping[str, Any]]] = {}
    for change in changes:
        by_day.setdefault(_when(change).astimezone(zone).date(), []).append(change)
    return [
        {
            "at": _when(of_day[0]).isoformat(),
            "share": (_when(of_day[0]) - days[0]) / (days[1] - days[0]),
            "day": numbers.day(day, writing.language),
            "kinds": ", ".join(dict.fromkeys(writing.shared(f"change_{each['kind']}") for each in of_day)),
            "notes": "; ".join(each["note"] for each in of_day if each["note"]) or NONE,
        }
        for day, of_day in by_day.items()
    ]


def _in_lanes(marks: Sequence[Row], width: int) -> list[Row]:
    """From the last to the first: each word in a lane where it crosses no line and no word, and its
    own line none; one without a lane keeps its line on the plot."""
    standing: list[_Word] = []
    rows = []
    for mark in reversed(marks):
        at, long = mark["share"] * width, text_long(mark["kinds"]) + _GAP
        left = at if at + long <= width else at - long
        # A word that stands left of its line goes to the top, where the lines that it passes do not reach.
        lanes = range(LANES) if left == at else reversed(range(LANES))
        tried = (_Word(at, left, left + long, lane) for lane in lanes)
        word = next((word for word in tried if not any(word.crosses(other) for other in standing)), None)
        if word:
            standing.append(word)
        rows.append(
            {
                **mark,
                "width": width,
                "word": mark["kinds"] if word else "",
                "align": "left" if left == at else "right",
                "top": -LANE * (word.lane + 1) if word else 0,
            }
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Word:
    """Its line stands at `at` and goes up to its lane; the word takes from `left` to `right` there."""

    at: float
    left: float
    right: float
    lane: int

    def crosses(self, other: "_Word") -> bool:
        meet = self.left < other.right and other.left < self.right
        return (self.lane == other.lane and meet) or self._is_cut_by(other) or other._is_cut_by(self)

    def _is_cut_by(self, other: "_Word") -> bool:
        return other.lane > self.lane and self.left < other.at < self.right
