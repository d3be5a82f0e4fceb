"""What each rep made of her own leads, over what they promised: in order of names, since it is no rank."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.rows import ROW, across, mark, place, where, written
from service.charts.theme import Spec
from service.charts.writing import NONE, Writing

_LEAST_SEEN: Final = (0.7, 1.3)
_TEAM_HIGH: Final = 18


def reps_ratios(
    reps: Mapping[str, Any],
    language: Language,
    against: Literal["by_score", "without_campaign"] = "by_score",
) -> Spec:
    """Of an answer of `GET /v1/reps`."""
    writing = Writing(language)
    found = sorted(reps["reps"], key=lambda rep: str(rep["rep"]))
    says = writing.word("reps_say", count=writing.count(len(found)))
    if not found:
        return nothing(writing, says)
    rows = [{**_row(rep, rep[against], writing), "place": place} for place, rep in enumerate(found)]
    columns = {name: writing.word(name) for name in ("rep", "ratio", "interval", "leads", "won")}
    return frame(
        writing,
        says=says,
        rows=rows,
        columns=columns,
        layers=_layers(rows, columns, reps["team"], writing),
        height=ROW * len(rows),
        padding={"left": 1, "right": 1, "top": 4 + _TEAM_HIGH, "bottom": 4},
    )


def _layers(rows: list[Row], columns: Mapping[str, str], team: float, writing: Writing) -> list[Spec]:
    known = [row for row in rows if row["value"] is not None]
    lows, highs = [row["low"] for row in known], [row["high"] for row in known]
    domain = (min(_LEAST_SEEN[0], team, *lows), max(_LEAST_SEEN[1], team, *highs))
    y, x = place(len(rows)), across("low", domain)
    is_known = where("isValid(datum.value)")
    line = {"data": {"values": [{"low": team, "text": writing.word("team", ratio=writing.times(team))}]}}
    left = team < sum(domain) / 2
    return [
        {**line, "mark": {"type": "rule", "style": "quiet", "strokeDash": [4, 3]}, "encoding": {"x": x}},
        {
            **line,
            "mark": {"type": "text", "style": "small", "align": "left" if left else "right", "dy": -10},
            "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}},
        },
        {
            "transform": is_known,
            "mark": mark("rule", "main", strokeWidth=3, strokeCap="round", opacity=0.55),
            "encoding": {"x": x, "x2": {"field": "high"}, "y": y, "tooltip": tooltip(columns)},
        },
        {
            "transform": is_known,
            "mark": mark("point", "ringed_main", size=90),
            "encoding": {"x": across("value", domain), "y": y, "tooltip": tooltip(columns)},
        },
        *written(len(rows), rows),
    ]


def _row(rep: Mapping[str, Any], ratio: Mapping[str, Any] | None, writing: Writing) -> Row:
    row = {
        "name": str(rep["rep"]),
        "rep": str(rep["rep"]),
        "leads": writing.count(rep["leads"]),
        "won": writing.count(rep["won"]),
    }
    if ratio is None:
        unknown = dict.fromkeys(("value", "low", "high"))
        return {**row, **unknown, "ratio": NONE, "interval": NONE, "figure": writing.word("no_ratio")}
    value, low, high = (writing.times(ratio[name]) for name in ("value", "low", "high"))
    return {
        **row,
        **{name: ratio[name] for name in ("value", "low", "high")},
        "ratio": value,
        "interval": writing.between(low, high),
        "figure": writing.word("ratio_figure", value=value, low=low, high=high),
    }
