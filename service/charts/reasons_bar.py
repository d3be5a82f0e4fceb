"""Why leads were not qualified: first what Marketing can act on, below it what both teams look at."""

from collections.abc import Mapping
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.rows import ROW, across, mark, place, where, written
from service.charts.theme import Spec
from service.charts.writing import Writing

_PARTS: Final = (("marketing", "marketing_reasons", "main"), ("shared", "shared_reasons", "warm"))


def reasons_bar(quality: Mapping[str, Any], language: Language) -> Spec:
    """Of an answer, or one line of it, of `GET /v1/campaigns/{key}/quality`."""
    writing = Writing(language)
    rows = _rows(quality["reasons"], writing)
    says = writing.word("reasons_say")
    if not rows:
        return nothing(writing, says)
    columns = {name: writing.word(name) for name in ("reason", "share", "leads", "whose")}
    return frame(
        writing,
        says=says,
        rows=[row for row in rows if "reason" in row],
        columns=columns,
        layers=_layers(rows, columns),
        height=ROW * len(rows),
    )


def _layers(rows: list[Row], columns: Mapping[str, str]) -> list[Spec]:
    most = max(row["size"] for row in rows) or 1
    y, x = place(len(rows)), across("size", (0, most))
    bars: list[Spec] = [
        {
            "transform": where(f"datum.part === '{part}'"),
            "mark": mark("bar", style),
            "encoding": {"x": x, "y": y, "tooltip": tooltip(columns)},
        }
        for part, _, style in _PARTS
    ]
    headings = [row for row in rows if "reason" not in row]
    heading = {
        "data": {"values": headings},
        "mark": {"type": "text", "align": "left", "style": "heading", "dy": 8},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "heading"}},
    }
    return [*bars, *written(len(rows), [row for row in rows if "reason" in row]), heading]


def _rows(reasons: list[Mapping[str, Any]], writing: Writing) -> list[Row]:
    """Under a heading for each part that has some, the most frequent reason first."""
    rows: list[Row] = []
    for part, heading, _ in _PARTS:
        of_part = [each for each in reasons if each["owner"] == part and each["leads"]]
        if of_part:
            rows.append({"heading": writing.word(heading), "size": 0.0, "place": len(rows)})
        for each in sorted(of_part, key=lambda found: -found["leads"]):
            rows.append(_row(each, part, writing.word(heading), writing) | {"place": len(rows)})
    return rows


def _row(reason: Mapping[str, Any], part: str, whose: str, writing: Writing) -> Row:
    name = writing.shared(f"disposition_{reason['reason']}")
    share, leads = writing.percent(reason["share"]), writing.count(reason["leads"])
    return {
        "name": name,
        "reason": name,
        "share": share,
        "leads": leads,
        "whose": whose,
        "part": part,
        "size": reason["share"] or 0.0,
        "figure": writing.word("reason_figure", share=share, leads=leads),
    }
