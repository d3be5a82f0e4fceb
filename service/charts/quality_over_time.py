"""A campaign's lead quality rate by week, with its interval, its target, and what was changed when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.change_marks import change_marks
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.theme import Spec
from service.charts.weeks import Week, monday, runs
from service.charts.writing import Writing
from service.words import numbers

_HIGH: Final = 240
_FEW_JUDGED: Final = 10
_LONGEST: Final = 26


def quality_over_time(
    quality: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    language: Language,
    zone: tzinfo = UTC,
    most_weeks: int = _LONGEST,
) -> Spec:
    """Of an answer of `GET /v1/campaigns/{key}/quality` and the `changes` of `GET /v1/campaigns/{key}`: the
    newest weeks. `zone` is the company's.
    """
    writing = Writing(language)
    weeks = [week for week in quality["weeks"] if week["countable"]][-most_weeks:]
    says = writing.word("quality_says", count=writing.count(len(weeks)))
    if not weeks:
        return nothing(writing, says)
    rows = [_row(week, run, writing) for week, run in zip(weeks, runs(weeks), strict=True)]
    columns = {name: writing.word(name) for name in ("week", "quality_rate", "interval", "judged")}
    target, thin = quality["target"], any(row["thin"] for row in rows)
    key = [writing.word("thin_week", few=writing.count(_FEW_JUDGED))] * thin
    marks = change_marks(changes, _days(rows), writing, zone, _HIGH)
    return frame(
        writing,
        says=says,
        rows=rows,
        columns=columns,
        layers=[*marks, *_layers(rows, columns, target, writing, language)],
        height=_HIGH,
        title={"text": [writing.word("quality_rate"), *key], "lineHeight": 16},
    )


def _row(week: Week, run: int, writing: Writing) -> Row:
    start = monday(week["week"])
    low, high = writing.percent(week["low"]), writing.percent(week["high"])
    return {
        "start": start.isoformat(),
        "run": run,
        "value": week["value"],
        "low": week["low"],
        "high": week["high"],
        "thin": week["judged"] < _FEW_JUDGED,
        "week": f"{week['week']} ({numbers.day(start, writing.language)})",
        "quality_rate": writing.percent(week["value"]),
        "interval": writing.between(low, high),
        "judged": f"{writing.count(week['judged'])}/{writing.count(week['countable'])}",
    }


def _days(rows: list[Row]) -> tuple[datetime, datetime]:
    """From half a week before the first to a week after the last."""
    first, last = (datetime.fromisoformat(row["start"]).replace(tzinfo=UTC) for row in (rows[0], rows[-1]))
    return first - timedelta(days=3), last + timedelta(days=7)


def _layers(
    rows: list[Row], columns: Mapping[str, str], target: float | None, writing: Writing, language: Language
) -> list[Spec]:
    x, y = _across(rows, language), _up(rows, target)
    run = {"field": "run", "type": "nominal"}
    alone = [row for row in rows if sum(row["run"] == other["run"] for other in rows) == 1]
    shown = {"tooltip": tooltip(columns)}
    band: list[Spec] = [
        {
            "mark": {"type": "area", "style": "band"},
            "encoding": {"x": x, "y": y("low"), "y2": {"field": "high"}, "detail": run},
        },
        {
            "data": {"values": alone},
            "mark": {"type": "rule", "style": "band", "strokeWidth": 6},
            "encoding": {"x": x, "y": y("low"), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "style": "main", "strokeWidth": 2},
            "encoding": {"x": x, "y": y("value"), "detail": run},
        },
    ]
    points: list[Spec] = [
        {
            "transform": [{"filter": test}],
            "mark": {"type": "point", "shape": "circle", "style": style, "size": 46},
            "encoding": {"x": x, "y": y("value"), **shown},
        }
        for test, style in (("!datum.thin", "ringed_main"), ("datum.thin", "hollow"))
    ]
    return [*band, *_target(target, y, writing), *points]


def _across(rows: list[Row], language: Language) -> Spec:
    start, end = _days(rows)
    days = [day.isoformat() for day in (start, end)]
    axis = {
        "format": "%d/%m" if language == "vi" else "%-d %b",
        "tickCount": {"expr": "width < 400 ? 4 : 8"},
        "title": None,
        "grid": False,
        "labelFlush": True,
        "labelOverlap": True,
    }
    return {"field": "start", "type": "temporal", "scale": {"type": "utc", "domain": days}, "axis": axis}


def _up(rows: list[Row], target: float | None) -> Any:
    top = min(1.0, 1.1 * max([target or 0.0, *(row["high"] for row in rows)]))
    axis = {"format": ".0%", "tickCount": 5, "title": None}

    def of(field: str) -> Spec:
        scale = {"domain": [0, top], "nice": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    return of


def _target(target: float | None, y: Any, writing: Writing) -> list[Spec]:
    if target is None:
        return []
    line = {"values": [{"value": target, "text": writing.shared("target", value=writing.percent(target))}]}
    text = {"type": "text", "align": "right", "dy": -8}
    named = {"x": {"value": "width"}, "y": y("value"), "text": {"field": "text"}}
    rule = {"type": "rule", "style": "quiet", "strokeDash": [5, 3]}
    return [
        {"data": line, "mark": rule, "encoding": {"y": y("value")}},
        *(
            {"data": line, "mark": {**text, "style": style}, "encoding": named}
            for style in ("halo", "quiet_text")
        ),
    ]
